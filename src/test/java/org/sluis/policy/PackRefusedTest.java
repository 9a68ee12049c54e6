package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackNotValid;
import org.springframework.util.FileSystemUtils;

/** What a pack may not say: each fault with its file, its line and what to write instead. */
class PackRefusedTest {
    private static final String PACK = "020-school-plan-to-youth-care";

    private static final Pattern ELSEWHERE = Pattern.compile("on «(.+)»: (.*)");

    @TempDir
    Path folder;

    private String policy = "";

    @BeforeEach
    void copyOnePack() throws IOException {
        Folder.copy(folder, PACK);
        policy = Files.readString(folder.resolve(PACK).resolve("policy.yaml"));
    }

    @Test
    void theShippedPackIsFoundInOrder() {
        assertThat(faults()).isEmpty();
    }

    @Test
    void unknownKeysAndWords() throws IOException {
        refuses(
                "owner:",
                "ownr:",
                "nothing here is called ownr; write owner",
                "on «id: 020»: owner is missing; write owner: …");
        refuses("rule: REQUIRED}", "rule: REQIRED}", "REQIRED is no rule; write REQUIRED");
        refuses("{kind: school}", "{kind: scool}", "scool is no kind of party; write school");
        refuses(
                "profile: PLAN_SCHOOL",
                "profile: PLAN_SCHOLL",
                "PLAN_SCHOLL is no profile of the dictionary; write PLAN_SCHOOL");
        refuses("pseudonymise: true", "pseudonymise: false", "nothing leaves without pseudonyms; write true");
        refuses(
                "retain-days: 365",
                "retain-days: for ever",
                "for ever is not a number from 1 to 7300; write a whole number without quotes");
        refuses("from: 2014-08-01", "from: 2014-06-31", "2014-06-31 is not a date; write one like 2026-08-01");
        refuses(
                "from: 2014-08-01",
                "from: 2014-08-01, until: 2014-07-01",
                "it ends before it begins; write a day after 2014-08-01, or leave until out");
        refuses(
                "profile: PLAN_SCHOOL",
                "profile: PLAN_SCHOOL\nsensitivity: none",
                "on «sensitivity»: none is no sensitivity that can be declared; write one of low");
        refuses(
                "profile: PLAN_SCHOOL",
                "profile: PLAN_SCHOOL\nsensitivity: low",
                "on «sensitivity»: it releases goal.description, which is special; leave the line sensitivity out");
        refuses(
                "review-by: 2027",
                "review-by: 2013",
                "it is to be reviewed before it is in force; write a day after 2014-08-01");
        refuses(
                "art9:",
                "art8:",
                "nothing here is called art8; write art6",
                "on «art6:»: art9 is missing; write art9: …");
    }

    @Test
    void whatIsNoneOfTheKindsOfThings() throws IOException {
        refuses("id: " + PACK, "id: 021-other", "the id is not the name of the folder; write " + PACK);
        refuses("owner: Privacy officer of the school board", "owner: [a]", "here must be a text; write one");
        refuses(
                "[fictional, other-meaning, public]",
                "public",
                "here must be a list; write [a, b] or lines that begin with a hyphen");
        refuses("{from: 2014-08-01}", "soon", "here must be keys with values; write key: value");
    }

    @Test
    void ofNobodyInParticularNothingIsAsked() throws IOException {
        String anonymous = "090-anonymous-consultation";
        Folder.copy(Files.createDirectories(folder.resolve("other")), anonymous);
        Path file = folder.resolve("other").resolve(anonymous).resolve("policy.yaml");
        Folder.replace(file, "obligations:", "conditions: {age: adult}\nobligations:");
        String text = Files.readString(file);
        assertThat(faults(folder.resolve("other")))
                .extracting(PackFault::toString)
                .containsExactly(told(
                        anonymous + "/policy.yaml",
                        text,
                        "conditions:",
                        text,
                        "of nobody in particular nothing is known; leave conditions out"));
    }

    @Test
    void unknownElementsWithTheLineAndTheNearestWord() throws IOException {
        int line = line("{element: goal.description");
        write("goal.description", "goal.descripton");
        assertThat(faults())
                .containsExactly(new PackFault(
                        PACK + "/policy.yaml", line, "there is no element goal.descripton", "write goal.description"));
    }

    @Test
    void whatDoesNotBelongContradictsOrIsSaidTwice() throws IOException {
        refuses(
                "goal.evaluation",
                "plan.focus",
                "plan.focus does not belong to profile PLAN_SCHOOL; write one of action.description, action.frequency, action.start, action.who, attachment.present, contact.name, contact.pairwiseId, contact.phone, contact.role, goal.description, goal.evaluation, goal.pairwiseId, goal.status, goal.targetDate, holder.birthDate, holder.email, holder.iban, holder.localId, holder.name, holder.pairwiseId, holder.phone, holder.role, level.area, level.value, medical.code, medical.diagnosis, medical.history, medical.medication, medical.practitioner, outlook.destination, outlook.hindering, outlook.promoting, plan.agreedOn, plan.end, plan.kind, plan.localId, plan.pairwiseId, plan.pupilHeardOn, plan.start, plan.status, school.brin, school.name, school.oin, school.pairwiseId, score.grade, score.iq, score.test, subject.address, subject.addressSecret, subject.birthCountry, subject.birthDate, subject.birthPlace, subject.bsn, subject.eckId, subject.educationNumber, subject.ethnicity, subject.familyName, subject.gender, subject.givenName, subject.localId, subject.nationality, subject.newcomer, subject.pairwiseId, subject.religion, subject.weighting, swv.arrangement, swv.tlv, swv.tlvCategory, team.pairwiseId, voice.parents, voice.parentsAbsent, voice.parentsAgree, voice.parentsDissent, voice.pupil, voice.pupilAbsent");
        refuses(
                "category: LEARNING",
                "category: ATTENDANCE",
                "profile PLAN_SCHOOL has no category ATTENDANCE; write one of ATTACH, AUTHORITY, CONTACT, GOAL, IDENT, LEARNING, MEDICAL, ORIGIN, PLAN, SCHOOL, SUPPORT, SWV, VOICE");
        refuses("goal.evaluation", "plan.localId", "plan.localId only steers and never leaves; leave the line out");
        refuses("goal.evaluation", "goal.status", "goal.status is named twice; keep one of the lines");
        refuses("category: MEDICAL", "category: SWV", "on «SWV»: SWV is named twice; keep one of the lines");
        refuses(
                "category: SWV",
                "category: GOAL",
                "on «element: goal.status»: goal.status must go and its category GOAL is FORBIDDEN; forbid the other elements of the category one by one, or leave this line out");
        refuses(
                "{category: LEARNING, rule: CONSENT}",
                "{category: LEARNING, rule: REQUIRED}",
                "a whole category cannot be REQUIRED; name the elements that are REQUIRED one by one");
        refuses(", reason-element: voice.pupilAbsent", "", "reason-element is missing; write reason-element: …");
        refuses(
                "{element: goal.status, rule: REQUIRED}",
                "{element: goal.status, rule: REQUIRED, reason-element: goal.evaluation}",
                "reason-element goes with REQUIRED_OR_REASON only; leave it out, or write rule: REQUIRED_OR_REASON");
        refuses(
                "{element: goal.pairwiseId, rule: REQUIRED}",
                "{element: goal.pairwiseId, rule: REQUIRED_OR_REASON, reason-element: goal.evaluation}",
                "goal.pairwiseId is issued by Sluis and is never missing; write rule: REQUIRED");
        refuses(
                "{element: goal.evaluation, ",
                "{element: goal.evaluation, category: SWV, ",
                "a line names one element or one category; write element: … or category: …");
        refuses(
                "{element: subject.pairwiseId, rule: REQUIRED}",
                "{element: subject.pairwiseId, rule: OPTIONAL}",
                "nothing tells the recipient who it is about; write {element: subject.pairwiseId, rule: REQUIRED}");
    }

    @Test
    void aMarkThatMarksNothing() throws IOException {
        refuses(
                "{category: LEARNING, rule: CONSENT}",
                "{category: LEARNING, rule: CONSENT, only-where: plan.localId}",
                "plan.localId is no mark of profile PLAN_SCHOOL; write a control element of type BOOLEAN");
        refuses(
                "{category: LEARNING, rule: CONSENT}",
                "{category: LEARNING, rule: CONSENT, only-where: goal.shareWithSchool}",
                "goal.shareWithSchool is no mark of profile PLAN_SCHOOL; write a control element of type BOOLEAN");
        refuses(
                "{category: LEARNING, rule: CONSENT}",
                "{category: LEARNING, rule: CONSENT, only-where: subject.addressSecret}",
                "subject.addressSecret marks nothing but its own group; name the elements of that group one by one");
        refuses(
                "{element: goal.status, rule: REQUIRED}",
                "{element: goal.status, rule: REQUIRED, only-where: subject.addressSecret}",
                "what is REQUIRED does not depend on a mark; leave it out, or write rule: CONSENT");
    }

    @Test
    void aKindTwiceOrNone() throws IOException {
        refuses(
                "{kind: school}",
                "{kind: [school, school]}",
                "a kind stands here twice, or none; write each kind once");
        refuses("{kind: school}", "{kind: []}", "a kind stands here twice, or none; write each kind once");
        refuses("{kind: school}", "{kind: [school, scool]}", "scool is no kind of party; write school");
        write("{kind: school}", "{kind: [school, youth-team]}");
        assertThat(faults()).isEmpty();
    }

    @Test
    void whatCannotBeAttestedTo() throws IOException {
        refuses(
                "  name: [",
                "  bsn: [",
                "nothing here is called bsn; write one of birth-date, diagnosis, e-mail, medication, name, phone, place, postcode");
        refuses(
                "  name: [",
                "  suicide: [",
                "nothing here is called suicide; write one of birth-date, diagnosis, e-mail, medication, name, phone, place, postcode");
        refuses("  name: [", "  nam: [", "nothing here is called nam; write name");
        refuses("[fictional, other-meaning, public]", "[fictionl]", "fictionl is no reason; write fictional");
        refuses("[fictional, other-meaning, public]", "[]", "no reason stands here; write one, or leave place out");
    }

    @Test
    void whatIsNotPlainYaml() throws IOException {
        refuses("owner: ", "owner: owner: ", "this is not YAML: mapping values are not allowed here; write plain YAML");
        refuses("owner: ", "owner: &me ", "anchors and tags are not read; write it out");
        refuses("owner: ", "owner: !mine ", "anchors and tags are not read; write it out");
        refuses(
                "owner: ",
                "owner: !!java.net.URL ",
                "this is not YAML: Global tag is not allowed: tag:yaml.org,2002:java.net.URL; write plain YAML");
        refuses(
                "owner: Privacy",
                "owner: Privacy officer\nowner: Privacy",
                "on «owner:»: owner stands here twice; keep one of them");
        refuses(policy, "", "on «nowhere»: the file is empty; write what the others of its folder say");
        refuses(
                policy,
                policy + "---\na: b\n",
                "on «---»: this is not YAML: but found another document; write plain YAML");
        refuses(
                "owner: ",
                "owner: \u0001",
                "on «nowhere»: the file cannot be read; write a YAML file in UTF-8, 256 kB at most");
    }

    @Test
    void aPolicyForTheSameWayTwice() throws IOException {
        Files.createDirectories(folder.resolve("021-again"));
        Files.writeString(folder.resolve("021-again/policy.yaml"), policy.replace("id: " + PACK, "id: 021-again"));
        assertThat(faults())
                .singleElement()
                .asString()
                .isEqualTo("021-again/policy.yaml:1: purpose, discloser and recipient are those of " + PACK
                        + "; write one policy for both, or another purpose");
    }

    @Test
    void aFolderThatIsNoPackAndAFileThatIsNone() throws IOException {
        Files.createDirectories(folder.resolve("30-too-short"));
        Path link = folder.resolve(PACK).resolve("policy.yaml");
        Files.delete(link);
        Files.writeString(folder.resolve("elsewhere.yaml"), policy);
        Files.createSymbolicLink(link, folder.resolve("elsewhere.yaml"));
        assertThat(faults())
                .extracting(PackFault::toString)
                .containsExactly(
                        "30-too-short:0: this folder is no policy pack; name it like 010-purpose, or move it away",
                        PACK + "/policy.yaml:0: the file cannot be read; write a YAML file in UTF-8, 256 kB at most");
    }

    @Test
    void noPackAtAll() throws IOException {
        FileSystemUtils.deleteRecursively(folder.resolve(PACK));
        assertThat(faults()).singleElement().asString().contains("there is no policy pack");
    }

    @Test
    void aFileOrALinkWhereAPackShouldBe() throws IOException {
        Files.move(folder.resolve(PACK), folder.resolve("moved-away"));
        Files.createSymbolicLink(folder.resolve(PACK), folder.resolve("moved-away"));
        Files.writeString(folder.resolve("021-a-file"), policy);
        Files.createSymbolicLink(folder.resolve("notes"), folder.resolve("021-a-file"));
        assertThat(faults())
                .extracting(PackFault::toString)
                .contains(
                        PACK + ":0: this is no folder; make it an ordinary folder, no link",
                        "021-a-file:0: this is no folder; make it an ordinary folder, no link",
                        "notes:0: this is no folder; make it an ordinary folder, no link");
    }

    @Test
    void aFileThatLostItsEnd() throws IOException {
        write("\n...\n", "\n");
        assertThat(faults())
                .containsExactly(new PackFault(
                        PACK + "/policy.yaml",
                        (int) policy.lines().count() - 1,
                        "the file does not say that it ends here",
                        "write a last line ..."));
        write("\n...\n", "\n..\n");
        assertThat(faults()).isNotEmpty();
        write("\n...\n", "\n...   \n# and a word after it\n");
        assertThat(faults()).isEmpty();
    }

    @Test
    void whatTheAgreementDoesNotSay() throws IOException {
        refuses("agreement: waterlee\n", "", "on «id: 020»: agreement is missing; write agreement: …");
        refuses(
                "agreement: waterlee",
                "agreement: Waterlee",
                "Waterlee is no id; write lower-case letters, digits and hyphens");
        refuses(
                "agreement: waterlee",
                "agreement: elsewhere",
                "agreements/elsewhere/agreement.yaml:0: the file cannot be read; write a YAML file in UTF-8, 256 kB at most");
        refuses(
                "agreement: waterlee",
                "agreement: ../waterlee",
                "../waterlee is no id; write lower-case letters, digits and hyphens");
        refuses("days: 10", "days: 9", "the agreement waterlee says 10; write 10");
        refuses(
                "purpose: plan-coordination",
                "purpose: other",
                "on «respond-within»: the agreement waterlee has no response time for other; agree on one there, under response-working-days");
        refuses(
                "from: 2014-08-01",
                "from: 2014-06-30",
                "the agreement waterlee is not in force then; write a day from 2014-07-01 on");
        refuses("{kind: school}", "{}", "here stands one of the two: kind or party; write {kind: …} or {party: …}");
        refuses(
                "{kind: school}",
                "{kind: school, party: de-linde}",
                "here stands one of the two: kind or party; write {kind: …} or {party: …}");
        refuses(
                "{kind: school}",
                "{party: [de-linde, de-linde]}",
                "a party stands here twice, or none; write each party once");
        refuses(
                "{kind: school}",
                "{party: De Linde}",
                "De Linde is no id; write lower-case letters, digits and hyphens");
        refuses(
                "{kind: school}",
                "{party: de-lindee}",
                "de-lindee did not sign the agreement waterlee; write de-linde");
        refuses(
                "obligations:",
                "conditions: {}\nobligations:",
                "conditions without a condition; write one, or leave conditions out");
        refuses("obligations:", "conditions: {age: [12-16]}\nobligations:", "12-16 is no age band; write 12-15");
        refuses(
                "obligations:",
                "conditions: {group: [3]}\nobligations:",
                "nothing here is called group; write one of age, authority");
        refuses(
                "  retain-days",
                "  notify: [everyone]\n  retain-days",
                "everyone is no word for who is told; write one of agreement-contact, child, holders, sender");
        refuses(
                "  retain-days",
                "  notify: []\n  retain-days",
                "a word stands here twice, or none; write each word once");
    }

    @Test
    void whatIsWrongInTheAgreement() throws IOException {
        refusesAgreement("id: waterlee", "id: elsewhere", "the id is not the name of the folder; write waterlee");
        refusesAgreement(
                "kind: municipality",
                "kind: school",
                "on «- id: gemeente-waterlee»: no municipality signed; write the party of kind municipality that did");
        refusesAgreement(
                "id: de-linde",
                "id: het-anker",
                "on «- id: gemeente-waterlee»: the same party stands here twice, or none; write each party once");
        refusesAgreement(
                "document: ",
                "document: x",
                "this is no SHA-256 of a document; write its 64 digits, as sha256sum does");
        refusesAgreement("signed-on: 2014-06-12", "signed-on: soon", "soon is not a date; write one like 2026-08-01");
        refusesAgreement(
                "signal: 5", "signal: 0", "0 is not a number from 1 to 60; write a whole number without quotes");
        refusesAgreement(
                "signal: 5",
                "signal: 5\n  signal: 6",
                "on «plan-notice: »: signal stands here twice; keep one of them");
        refusesAgreement("signal: 5", "Signal: 5", "Signal is no id; write lower-case letters, digits and hyphens");
        refusesAgreement("[saturday, sunday]", "[saterday]", "saterday is no day of the week; write saturday");
        refusesAgreement("[saturday, sunday]", "[saturday, saturday]", "this day stands here twice; keep one of them");
        refusesAgreement(
                "[saturday, sunday]",
                "[monday, tuesday, wednesday, thursday, friday, saturday, sunday]",
                "no day of the week is worked; write [saturday, sunday]");
        refusesAgreement(
                "until: 2027-08-30\n",
                "until: 2026-08-01\n",
                "the calendar ends before it begins; write a day after 2026-08-01");
        refusesAgreement(
                "until: 2026-10-26",
                "until: 2026-10-17",
                "it ends before it begins; write the first day that is no holiday any more");
        refusesAgreement("day: 2026-12-26", "day: 2026-12-25", "this day stands here twice; keep one of them");
        refusesAgreement(
                "measure: plans-shared",
                "measure: plans",
                "plans is no measure; write one of answered-in-time, plans-shared, signals-sent, support-ended-with-outcome");
        refusesAgreement(
                "id: in-time",
                "id: signals",
                "on «{id: signals, measure: signals-sent»: the same indicator stands here twice, or none; write each indicator once");
        refusesAgreement("\n...\n", "\n", "the file does not say that it ends here; write a last line ...");
        refusesAgreement("contact:", "contct:", "nothing here is called contct; write contact");
    }

    /** As faults are told: on the line of the change, unless it says «where», or of which file. */
    private static String told(String file, String before, String from, String after, String told) {
        Matcher elsewhere = ELSEWHERE.matcher(told);
        if (elsewhere.matches()) {
            int at = after.lastIndexOf(elsewhere.group(1));
            return file + ":" + (at < 0 ? 0 : line(after, at)) + ": " + elsewhere.group(2);
        }
        return told.startsWith("agreements/") ? told : file + ":" + line(before, before.indexOf(from)) + ": " + told;
    }

    private static int line(String text, int at) {
        return 1
                + (int) text.substring(0, at)
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
    }

    private void refusesAgreement(String from, String to, String told) throws IOException {
        Path file = folder.resolve("agreements/waterlee/agreement.yaml");
        String agreement = Files.readString(file);
        int at = agreement.indexOf(from);
        assertThat(at).as(from).isNotNegative();
        Files.writeString(file, agreement.substring(0, at) + to + agreement.substring(at + from.length()));
        assertThat(faults())
                .as(to)
                .extracting(PackFault::toString)
                .contains(told("agreements/waterlee/agreement.yaml", agreement, from, Files.readString(file), told));
        Files.writeString(file, agreement);
    }

    @Test
    void everyChangeOfAPolicyOrTheDictionaryChangesTheDigest() throws IOException {
        String digest = digest();
        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(digest()).isEqualTo(digest);
        Files.writeString(folder.resolve(PACK).resolve("policy.yaml"), policy + "\n");
        String other = digest();
        assertThat(other).isNotEqualTo(digest);
        Files.writeString(folder.resolve("dictionary.yaml"), "\n", java.nio.file.StandardOpenOption.APPEND);
        String third = digest();
        assertThat(third).isNotEqualTo(other);
        Folder.replace(folder.resolve("agreements/waterlee/agreement.yaml"), "contact: C", "contact: Een c");
        assertThat(digest()).isNotEqualTo(third);
    }

    private String digest() {
        return Packs.load(folder, Known.DICTIONARY, Known.SCREEN)
                .all()
                .get(0)
                .pack()
                .digest();
    }

    /** Whole: where, what is wrong and what to write instead. */
    private void refuses(String from, String to, String... told) throws IOException {
        Path file = folder.resolve(PACK).resolve("policy.yaml");
        write(from, to);
        for (String each : told) {
            assertThat(faults())
                    .as(to)
                    .extracting(PackFault::toString)
                    .contains(told(PACK + "/policy.yaml", policy, from, Files.readString(file), each));
        }
    }

    private void write(String from, String to) throws IOException {
        assertThat(policy).contains(from);
        int at = policy.indexOf(from);
        Files.writeString(
                folder.resolve(PACK).resolve("policy.yaml"),
                policy.substring(0, at) + to + policy.substring(at + from.length()));
    }

    private int line(String text) {
        return line(policy, policy.indexOf(text));
    }

    private List<PackFault> faults() {
        return faults(folder);
    }

    private static List<PackFault> faults(Path folder) {
        try {
            Packs.load(folder, Known.DICTIONARY, Known.SCREEN);
            return List.of();
        } catch (PackNotValid refused) {
            return refused.faults();
        }
    }
}
