package org.sluis.policy.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluis.policy.papers.Written.EN;
import static org.sluis.policy.papers.Written.NL;
import static org.sluis.policy.papers.Written.SHIPPED;
import static org.sluis.policy.papers.Written.change;
import static org.sluis.policy.papers.Written.copied;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.policy.Packs;
import org.sluis.policy.agreement.Agreement;
import org.sluis.policy.agreement.Signatory;

/** Between whom, under which agreement, for whom alone, how soon and who is told: in every paper whose reader needs it. */
class TermsTest {
    private static final String ACK = "040-acknowledgement-to-school/policy.yaml";
    private static final String AGREEMENT = "agreements/waterlee/agreement.yaml";
    private static final int AT = 3;
    private static final List<String> LONG = List.of("register.md", "dpia.md", "annex.md", "parents.md");

    @TempDir
    private Path folder;

    @Test
    void aPartyThatIsNamedStandsInTheSentencesAndTheKindDoesNot() throws IOException {
        Written written = Written.of(narrow());

        assertThat(written.section(NL, "register.md", AT))
                .contains("| Wie deelt | Jeugdteam Waterlee (Jeugdteam van de gemeente) |")
                .contains("| Alleen deze mogen delen | Jeugdteam Waterlee |")
                .contains("| Alleen deze mogen ontvangen | Basisschool De Linde en Het Anker, school voor voortgezet")
                .doesNotContain("Jeugdhulpaanbieder");
        assertThat(written.section(EN, "dpia.md", AT))
                .contains("| Only these may share | Jeugdteam Waterlee |")
                .contains("| From | Jeugdteam Waterlee |")
                .contains("From Jeugdteam Waterlee to Basisschool De Linde or Het Anker,")
                .doesNotContain("the municipal youth team");
        assertThat(written.section(EN, "parents.md", AT))
                .contains("From Jeugdteam Waterlee to Basisschool De Linde or Het Anker,")
                .contains("Within 10 working days, from Basisschool De Linde or");
        assertThat(written.text(EN, "recipients.md"))
                .contains("| 040 | Jeugdteam Waterlee (Municipal youth team) | Basisschool De Linde (School) or");
        assertThat(written.text(NL, "annex.md")).contains("| 040 | Jeugdteam Waterlee | Basisschool De Linde of");
        assertThat(written.table(NL, "register.csv").get(AT + 1))
                .contains("Jeugdteam Waterlee", "Basisschool De Linde; Het Anker, school voor voortgezet onderwijs");
        assertThat(written.table(EN, "recipients.csv").get(0))
                .anyMatch(head -> head.startsWith("040-acknowledgement-to-school: from Jeugdteam Waterlee")
                        && head.endsWith("answer within 10 working days"));
        assertThat(Written.shipped().section(NL, "register.md", AT)).doesNotContain("Alleen deze");
    }

    @Test
    void forWhomAPolicyIsStandsInEveryPaperAndNobodyElseIsAsked() throws IOException {
        Written written = Written.of(narrow());
        String ages = "jonger dan 12 jaar of van 16 tot en met 17 jaar";

        for (String file : LONG) {
            assertThat(written.section(NL, file, AT))
                    .as(file)
                    .contains(ages)
                    .contains("vaststaat wie het gezag heeft")
                    .doesNotContain("van 12 tot en met 15 jaar", "van 16 jaar of ouder");
            assertThat(written.section(EN, file, AT)).as(file).contains("under 12 or aged 16 to 17");
            assertThat(Written.shipped().section(NL, file, AT)).as(file).doesNotContain(ages);
        }
        assertThat(written.section(NL, "parents.md", AT))
                .contains("- Voor een leerling jonger dan 12 jaar: alle ouders")
                .contains("- Voor een leerling van 16 tot en met 17 jaar: de leerling zelf.");
        assertThat(written.text(NL, "recipients.md")).contains("| leerlingen " + ages + " als vaststaat wie");
        for (String file : List.of("register.csv", "dpia.csv")) {
            assertThat(written.table(NL, file).stream().filter(row -> row.get(0).startsWith("040")))
                    .as(file)
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row)
                            .contains(
                                    "jonger dan 12 jaar; van 16 tot en met 17 jaar", "vaststaat wie het gezag heeft"));
        }
        assertThat(Written.shipped().section(NL, "parents.md", AT)).contains("Voor leerlingen van alle leeftijden.");
    }

    @Test
    void aPolicyForWhereAuthorityIsUnknownAsksNobodyWhomTheLawCannotAsk() throws IOException {
        Path changed = narrow();
        change(changed.resolve(ACK), "authority: established", "authority: unknown");
        assertThat(Written.of(changed).section(NL, "parents.md", AT))
                .doesNotContain("- Voor een leerling jonger dan 12 jaar: alle ouders")
                .contains("- Voor een leerling van 16 tot en met 17 jaar: de leerling zelf.");
    }

    @Test
    void theLastAgeOfAPolicyIsNotTheLastOfTheLaw() throws IOException {
        Path changed = copied(folder);
        change(changed.resolve(ACK), "obligations:", "conditions: {age: [16-17]}\nobligations:");

        assertThat(Written.of(changed).section(NL, "parents.md", AT))
                .contains("- Voor een leerling van 16 tot en met 17 jaar: de leerling zelf.")
                .doesNotContain("van 16 jaar of ouder: de leerling");
    }

    @Test
    void agesThatDoNotFollowOnEachOtherAreNotMadeOne() throws IOException {
        Path changed = copied(folder);
        Path law = changed.resolve("law/nl/law.yaml");
        change(law, "{name: 12-15, from: 12}", "{name: later, from: 12}");
        change(law, "{name: 16-17, from: 16}", "{name: 12-15, from: 16}");
        change(law, "{name: later, from: 12}", "{name: 16-17, from: 12}");
        change(changed.resolve(ACK), "obligations:", "conditions: {age: [16-17, adult]}\nobligations:");

        assertThat(Written.of(changed).section(NL, "parents.md", AT))
                .contains("- Voor een leerling van 12 tot en met 15 jaar: de leerling zelf.")
                .contains("- Voor een leerling van 18 jaar of ouder: de leerling zelf.");
    }

    @Test
    void anAgeThatTheLawDoesNotKnowStopsThePapers() throws IOException {
        Path changed = narrow();
        try (Stream<Path> law = Files.list(changed.resolve("law/nl"))) {
            for (Path file : law.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, Files.readString(file).replace("under-12", "under-13"));
            }
        }

        assertThatThrownBy(() -> Written.of(changed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a policy is for the age under-12, which the law does not know");
    }

    @Test
    void whoHasToBeToldStandsInThePapers() throws IOException {
        Written shipped = Written.shipped();
        String contact = "Coördinator onderwijs en jeugd, Gemeente Waterlee";
        for (String file : LONG) {
            assertThat(shipped.section(NL, file, 2))
                    .as(file)
                    .contains("het aanspreekpunt van de afspraken (" + contact + ") en wie het verstuurde");
            assertThat(shipped.section(EN, file, 11)).as(file).contains("the parents or guardians with parental resp");
            assertThat(shipped.section(NL, file, 0)).as(file).doesNotContain("ericht moet", "te laat is");
        }
        assertThat(shipped.table(EN, "register.csv").get(12))
                .contains("the parents or guardians with parental responsibility");
        assertThat(Written.of(narrow()).section(NL, "parents.md", AT)).contains("te laat is: de leerling en de ouders");
    }

    @Test
    void whatWasAgreedStandsInThePapers() throws IOException {
        Agreement agreement = Written.shipped().packs().get(0).agreement();
        Path changed = copied(folder);
        change(
                changed.resolve(AGREEMENT),
                "effective: {from: 2014-07-01}",
                "effective: {from: 2014-07-01, until: 2028-01-01}");
        change(changed.resolve(AGREEMENT), "signal: 5", "signal: 7");
        change(
                changed.resolve("030-signal-to-youth-team/policy.yaml"),
                "respond-within-working-days: 5",
                "respond-within-working-days: 7");
        Written written = Written.of(changed);

        for (String file : LONG) {
            assertThat(written.text(NL, file))
                    .as(file)
                    .contains(agreement.label().nl(), agreement.contact(), "1 juli 2014", "1 januari 2028")
                    .contains(agreement.parties().stream().map(Signatory::name).toArray(String[]::new));
            assertThat(written.section(NL, file, 2)).as(file).contains("7 werkdagen");
            assertThat(written.text(EN, file)).contains(agreement.label().en(), "Coordinator for education");
        }
        assertThat(written.text(NL, "parents.md")).contains("kunt u stellen aan: " + agreement.contact() + ".");
        assertThat(written.text(NL, "register.md"))
                .contains("| Gemeente | Gemeente Waterlee |")
                .contains("| Jeugdteam Waterlee | Jeugdteam van de gemeente | Teamleider | 19 juni 2014 | b9fef157")
                .contains("| 030 Een zorg van de school voorleggen, en vragen om mee te kijken | 7 werkdagen |");
        assertThat(written.text(EN, "recipients.md"))
                .contains("| 7 working days | " + agreement.label().en() + " |");
        assertThat(written.table(NL, "register.csv").get(3))
                .contains("Gemeente Waterlee", agreement.contact(), "2014-07-01", "2028-01-01")
                .anyMatch(cell -> cell.startsWith("Gemeente Waterlee; Basisschool De Linde; "));
    }

    @Test
    void whereTheAgreementIsOverNothingIsSharedAndItIsToldSo() throws IOException {
        Path changed = copied(folder);
        change(
                changed.resolve(AGREEMENT),
                "effective: {from: 2014-07-01}",
                "effective: {from: 2014-07-01, until: 2026-11-22}");
        Written written = Written.of(changed);

        assertThat(written.section(NL, "parents.md", 2))
                .contains("**Dit wordt nu niet gedeeld.** Het mocht tot 22 november 2026.");
        assertThat(written.section(EN, "register.md", 2))
                .contains("until 22 November 2026 (not in force today) |")
                .contains("| In force | from 1 August 2026 (not in force today) |");
    }

    @Test
    void aPolicyThatTakesThePlaceOfAGeneralOneIsToldThere() throws IOException {
        Path changed = copied(folder);
        Path own = Files.createDirectories(changed.resolve("041-own"));
        Files.writeString(
                own.resolve("policy.yaml"),
                Files.readString(changed.resolve(ACK))
                        .replace("id: 040-acknowledgement-to-school", "id: 041-own")
                        .replace(
                                "discloser: {kind: [youth-team, youth-care-provider]}", "discloser: {party: de-brug}"));
        Written written = Written.of(changed);

        assertThat(written.section(EN, "register.md", AT))
                .contains("| Not for | what De Brug, jeugdhulp thuis shares with the school: 041 is for that |");
        assertThat(written.section(NL, "parents.md", AT))
                .contains("Voor wat De Brug, jeugdhulp thuis deelt met de school geldt iets anders.");
        assertThat(written.section(EN, "register.md", 0)).doesNotContain("Not for");
        assertThat(written.text(EN, "register.md").split("Not for", -1)).hasSize(2);
    }

    @Test
    void oneIsOne() {
        for (String file : LONG) {
            assertThat(Written.shipped().section(NL, file, 11))
                    .as(file)
                    .contains("1 werkdag")
                    .doesNotContain("1 werkdagen");
            assertThat(Written.shipped().section(EN, file, 11))
                    .as(file)
                    .contains("1 working day")
                    .doesNotContain("1 working days");
        }
    }

    @Test
    void eachPaperOfAFolderSaysThatItIsThatAndOfWhichBytes() {
        Written written = Written.shipped();
        String digest = Packs.load(SHIPPED).digest();
        for (String file :
                Stream.concat(LONG.stream(), Stream.of("recipients.md")).toList()) {
            assertThat(written.text(NL, file).lines().limit(20))
                    .as(file)
                    .anyMatch(line -> line.matches(".*\\*\\*Dit (is het beleid zoals het|zijn de regels zoals ze) .*"))
                    .anyMatch(line -> line.contains(digest));
            assertThat(written.text(NL, file)).doesNotContain("van kracht was", "Van kracht sinds");
        }
        for (String file : List.of("register.csv", "dpia.csv", "recipients.csv")) {
            assertThat(written.table(EN, file).subList(1, 5))
                    .as(file)
                    .allMatch(row -> row.contains("the folder as it is written, on 22 November 2026"))
                    .allMatch(row -> row.stream().anyMatch(cell -> cell.matches("[0-9a-f]{64}")));
        }
    }

    @Test
    void everyWordThatAPolicyMayUseHereHasItsWordsInBothLanguages() throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(SHIPPED.resolve("policy.schema.json").toFile());
        JsonNode authority = schema.at("/$defs/authorityState/enum");
        JsonNode notify = schema.findValue("notify").at("/items/enum");
        assertThat(authority).isNotEmpty();
        assertThat(notify).isNotEmpty();
        Agreement agreement = Written.shipped().packs().get(0).agreement();
        for (String language : Papers.LANGUAGES) {
            Words words = Words.read(SHIPPED.resolve("papers"), language);
            authority.forEach(
                    each -> assertThat(words.word("authority", each.asText())).isNotBlank());
            notify.forEach(
                    each -> assertThat(words.word("notified", each.asText())).isNotBlank());
        }
        Words english = Words.read(SHIPPED.resolve("papers"), "en");
        assertThat(Stream.concat(
                        Stream.of(agreement.contact()),
                        agreement.parties().stream().map(Signatory::function)))
                .as("add what the agreement says in Dutch to texts in papers/en/words.yaml")
                .noneMatch(text -> english.text(text).equals(text));
    }

    /** A folder in which the acknowledgement is for parties by name, for some ages, and tells somebody. */
    private Path narrow() throws IOException {
        Path changed = copied(folder);
        change(
                changed.resolve(ACK),
                "discloser: {kind: [youth-team, youth-care-provider]}",
                "discloser: {party: jeugdteam-waterlee}");
        change(changed.resolve(ACK), "recipient: {kind: school}", "recipient: {party: [de-linde, het-anker]}");
        change(
                changed.resolve(ACK),
                "obligations:",
                "conditions: {age: [under-12, 16-17], authority: established}\nobligations:\n  notify: [child, holders]");
        return changed;
    }
}
