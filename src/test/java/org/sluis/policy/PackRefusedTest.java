package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackNotValid;
import org.springframework.util.FileSystemUtils;

/** What a pack may not say: each fault with its file, its line and what to write instead. */
class PackRefusedTest {
    private static final String PACK = "020-school-plan-to-youth-care";

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
        refuses("owner:", "ownr:", "nothing here is called ownr; write owner", "owner is missing");
        refuses("rule: REQUIRED}", "rule: REQIRED}", "REQIRED is no rule; write REQUIRED");
        refuses("{kind: school}", "{kind: scool}", "scool is no kind of party; write school");
        refuses("profile: PLAN_SCHOOL", "profile: PLAN_SCHOLL", "PLAN_SCHOLL is no profile of the dictionary");
        refuses("pseudonymise: true", "pseudonymise: false", "nothing leaves without pseudonyms; write true");
        refuses("retain-days: 365", "retain-days: for ever", "for ever is not a number from 1 to 7300");
        refuses("from: 2014-08-01", "from: 2014-06-31", "2014-06-31 is not a date; write one like 2026-08-01");
        refuses("from: 2014-08-01", "from: 2014-08-01, until: 2014-07-01", "it ends before it begins");
        refuses(
                "profile: PLAN_SCHOOL",
                "profile: PLAN_SCHOOL\nsensitivity: none",
                "none is no sensitivity that can be");
        refuses("profile: PLAN_SCHOOL", "profile: PLAN_SCHOOL\nsensitivity: low", "which is special");
        refuses("review-by: 2027", "review-by: 2013", "it is to be reviewed before it is in force");
        refuses("art9:", "art8:", "nothing here is called art8; write art6", "art9 is missing");
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
        refuses("goal.evaluation", "plan.focus", "plan.focus does not belong to profile PLAN_SCHOOL");
        refuses("category: LEARNING", "category: ATTENDANCE", "profile PLAN_SCHOOL has no category ATTENDANCE");
        refuses("goal.evaluation", "plan.localId", "plan.localId only steers and never leaves; leave the line out");
        refuses("goal.evaluation", "goal.status", "goal.status is named twice; keep one of the lines");
        refuses("category: MEDICAL", "category: SWV", "SWV is named twice");
        refuses("category: SWV", "category: GOAL", "goal.status must go and its category GOAL is FORBIDDEN");
        refuses(
                "{category: LEARNING, rule: CONSENT}",
                "{category: LEARNING, rule: REQUIRED}",
                "a whole category cannot be REQUIRED; name the elements that are REQUIRED one by one");
        refuses(", reason-element: voice.pupilAbsent", "", "reason-element is missing");
        refuses(
                "{element: goal.status, rule: REQUIRED}",
                "{element: goal.status, rule: REQUIRED, reason-element: goal.evaluation}",
                "reason-element goes with REQUIRED_OR_REASON only");
        refuses(
                "{element: goal.evaluation, ",
                "{element: goal.evaluation, category: SWV, ",
                "one element or one category");
        refuses(
                "{element: subject.pairwiseId, rule: REQUIRED}",
                "{element: subject.pairwiseId, rule: OPTIONAL}",
                "nothing tells the recipient who it is about");
    }

    @Test
    void aMarkThatMarksNothing() throws IOException {
        refuses(
                "{category: LEARNING, rule: CONSENT}",
                "{category: LEARNING, rule: CONSENT, only-where: plan.localId}",
                "plan.localId is no mark of profile PLAN_SCHOOL");
        refuses(
                "{category: LEARNING, rule: CONSENT}",
                "{category: LEARNING, rule: CONSENT, only-where: goal.shareWithSchool}",
                "goal.shareWithSchool is no mark of profile PLAN_SCHOOL");
        refuses(
                "{category: LEARNING, rule: CONSENT}",
                "{category: LEARNING, rule: CONSENT, only-where: subject.addressSecret}",
                "subject.addressSecret marks nothing but its own group");
        refuses(
                "{element: goal.status, rule: REQUIRED}",
                "{element: goal.status, rule: REQUIRED, only-where: subject.addressSecret}",
                "what is REQUIRED does not depend on a mark");
    }

    @Test
    void aKindTwiceOrNone() throws IOException {
        refuses("{kind: school}", "{kind: [school, school]}", "a kind stands here twice, or none");
        refuses("{kind: school}", "{kind: []}", "a kind stands here twice, or none");
        refuses("{kind: school}", "{kind: [school, scool]}", "scool is no kind of party; write school");
        write("{kind: school}", "{kind: [school, youth-team]}");
        assertThat(faults()).isEmpty();
    }

    @Test
    void whatCannotBeAttestedTo() throws IOException {
        refuses("  name: [", "  bsn: [", "nothing here is called bsn; write ");
        refuses("  name: [", "  suicide: [", "nothing here is called suicide");
        refuses("  name: [", "  nam: [", "nothing here is called nam; write name");
        refuses("[fictional, other-meaning, public]", "[fictionl]", "fictionl is no reason; write fictional");
    }

    @Test
    void whatIsNotPlainYaml() throws IOException {
        refuses("owner: ", "owner: owner: ", "this is not YAML");
        refuses("owner: ", "owner: &me ", "anchors and tags are not read");
        refuses("owner: ", "owner: !mine ", "anchors and tags are not read");
        refuses("owner: ", "owner: !!java.net.URL ", "this is not YAML: Global tag is not allowed");
        refuses("owner: Privacy", "owner: Privacy officer\nowner: Privacy", "owner stands here twice");
        refuses(policy, "", "the file is empty");
        refuses(policy, policy + "---\na: b\n", "this is not YAML");
    }

    @Test
    void aPolicyForTheSameWayTwice() throws IOException {
        Files.createDirectories(folder.resolve("021-again"));
        Files.writeString(folder.resolve("021-again/policy.yaml"), policy.replace("id: " + PACK, "id: 021-again"));
        assertThat(faults()).singleElement().asString().contains("are those of " + PACK);
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
        assertThat(faults())
                .extracting(PackFault::toString)
                .contains(
                        PACK + ":0: this is no folder; make it an ordinary folder, no link",
                        "021-a-file:0: this is no folder; make it an ordinary folder, no link");
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
        refuses("agreement: waterlee\n", "", "agreement is missing; write agreement: …");
        refuses("agreement: waterlee", "agreement: Waterlee", "Waterlee is no id; write lower-case letters");
        refuses(
                "agreement: waterlee",
                "agreement: elsewhere",
                "agreements/elsewhere/agreement.yaml:0: the file cannot");
        refuses("agreement: waterlee", "agreement: ../waterlee", "../waterlee is no id");
        refuses("days: 10", "days: 9", "the agreement waterlee says 10; write 10");
        refuses(
                "purpose: plan-coordination",
                "purpose: other",
                "the agreement waterlee has no response time for other");
        refuses(
                "from: 2014-08-01",
                "from: 2014-06-30",
                "the agreement waterlee is not in force then; write a day from");
        refuses("{kind: school}", "{}", "here stands one of the two: kind or party; write {kind: …} or {party: …}");
        refuses("{kind: school}", "{kind: school, party: de-linde}", "here stands one of the two: kind or party");
        refuses("{kind: school}", "{party: [de-linde, de-linde]}", "a party stands here twice, or none");
        refuses("{kind: school}", "{party: De Linde}", "De Linde is no id");
        refuses(
                "{kind: school}",
                "{party: de-lindee}",
                "de-lindee did not sign the agreement waterlee; write de-linde");
        refuses("obligations:", "conditions: {}\nobligations:", "conditions without a condition");
        refuses("obligations:", "conditions: {age: [12-16]}\nobligations:", "12-16 is no age band; write 12-15");
        refuses("obligations:", "conditions: {group: [3]}\nobligations:", "nothing here is called group");
        refuses("  retain-days", "  notify: [everyone]\n  retain-days", "everyone is no word for who is told");
        refuses("  retain-days", "  notify: []\n  retain-days", "a word stands here twice, or none");
    }

    @Test
    void whatIsWrongInTheAgreement() throws IOException {
        refusesAgreement("id: waterlee", "id: elsewhere", "the id is not the name of the folder; write waterlee");
        refusesAgreement("kind: municipality", "kind: school", "no municipality signed");
        refusesAgreement("id: de-linde", "id: het-anker", "the same party stands here twice, or none");
        refusesAgreement("document: ", "document: x", "this is no SHA-256 of a document");
        refusesAgreement("signed-on: 2014-06-12", "signed-on: soon", "soon is not a date");
        refusesAgreement("signal: 5", "signal: 0", "0 is not a number from 1 to 60");
        refusesAgreement("signal: 5", "signal: 5\n  signal: 6", "signal stands here twice");
        refusesAgreement("[saturday, sunday]", "[saterday]", "saterday is no day of the week; write saturday");
        refusesAgreement(
                "[saturday, sunday]",
                "[monday, tuesday, wednesday, thursday, friday, saturday, sunday]",
                "no day of the week is worked");
        refusesAgreement("until: 2027-08-30\n", "until: 2026-08-01\n", "the calendar ends before it begins");
        refusesAgreement(
                "until: 2026-10-26", "until: 2026-10-17", "it ends before it begins; write the first day that");
        refusesAgreement("day: 2026-12-26", "day: 2026-12-25", "this day stands here twice");
        refusesAgreement("measure: plans-shared", "measure: plans", "plans is no measure");
        refusesAgreement("id: in-time", "id: signals", "the same indicator stands here twice, or none");
        refusesAgreement("\n...\n", "\n", "the file does not say that it ends here");
        refusesAgreement("contact:", "contct:", "nothing here is called contct; write contact");
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
                .anyMatch(fault ->
                        fault.matches("agreements/waterlee/agreement.yaml:[1-9][0-9]*: .*") && fault.contains(told));
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

    private void refuses(String from, String to, String... told) throws IOException {
        write(from, to);
        for (String each : told) {
            assertThat(faults()).as(to).extracting(PackFault::toString).anyMatch(fault -> fault.contains(each));
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
        return (int) policy.substring(0, policy.indexOf(text)).lines().count();
    }

    private List<PackFault> faults() {
        try {
            Packs.load(folder, Known.DICTIONARY, Known.SCREEN);
            return List.of();
        } catch (PackNotValid refused) {
            return refused.faults();
        }
    }
}
