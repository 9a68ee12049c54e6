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

/** What a pack may not say: each fault with its file, its line and what to write instead. */
class PackRefusedTest {
    private static final String PACK = "020-school-plan-to-youth-care";

    @TempDir
    Path folder;

    private String policy = "";

    @BeforeEach
    void copyOnePack() throws IOException {
        Files.copy(Known.FOLDER.resolve("dictionary.yaml"), folder.resolve("dictionary.yaml"));
        Files.createDirectories(folder.resolve(PACK));
        policy = Files.readString(Known.FOLDER.resolve(PACK).resolve("policy.yaml"));
        Files.writeString(folder.resolve(PACK).resolve("policy.yaml"), policy);
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
        Files.delete(folder.resolve(PACK).resolve("policy.yaml"));
        Files.delete(folder.resolve(PACK));
        assertThat(faults()).singleElement().asString().contains("there is no policy pack");
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
        assertThat(digest()).isNotEqualTo(other);
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
