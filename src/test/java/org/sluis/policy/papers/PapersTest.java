package org.sluis.policy.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluis.policy.papers.Written.EN;
import static org.sluis.policy.papers.Written.NL;
import static org.sluis.policy.papers.Written.SHIPPED;
import static org.sluis.policy.papers.Written.change;
import static org.sluis.policy.papers.Written.copied;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.ElementDefinition;
import org.sluis.party.PartyKind;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.Rule;

/** The papers say what the packs say: no more, no less, in both languages. */
class PapersTest {
    private static final String NOTICE = "010-plan-notice-to-youth-team/policy.yaml";
    private static final int PAPERS = 8;

    @TempDir
    private Path folder;

    @Test
    void whatGoesByAPackIsTheSameInEveryPaperInBothLanguages() {
        Written written = Written.shipped();

        for (Pack pack : written.packs()) {
            for (Written.In in : List.of(NL, EN)) {
                Map<String, SortedSet<String>> going = written.going(in, pack);
                assertThat(going).hasSize(PAPERS);
                going.forEach((file, names) -> assertThat(names)
                        .as("%s in %s/%s", pack.id(), in.language(), file)
                        .isEqualTo(Written.names(in, pack)));
            }
        }
    }

    /** In the pack's own words, each in its own column; the register on paper says the same. */
    @Test
    void theRegisterSaysOfEachPackWhatThePackSays() {
        Written written = Written.shipped();
        List<List<String>> register = written.table(EN, "register.csv");
        assertThat(register).hasSize(1 + written.packs().size());
        for (int i = 0; i < written.packs().size(); i++) {
            Pack pack = written.packs().get(i);
            Map<String, String> said = new HashMap<>();
            for (int column = 0; column < register.get(0).size(); column++) {
                said.put(register.get(0).get(column), register.get(1 + i).get(column));
            }
            Map<String, String> own = new HashMap<>();
            own.put("Policy", pack.id());
            own.put("Purpose", pack.label().en());
            own.put("Id of the purpose", pack.purpose().value());
            own.put("Legal ground (GDPR art. 6)", pack.basis().art6());
            own.put("Special categories (GDPR art. 9)", pack.basis().art9());
            own.put("Professional secrecy", pack.basis().secrecy());
            own.put("Owner", pack.owner());
            own.put("In force from", pack.from().toString());
            own.put("In force until", pack.until() == null ? "" : pack.until().toString());
            own.put("Review by", pack.reviewBy().toString());
            own.put("SHA-256", pack.digest());
            assertThat(said).as(pack.id()).containsAllEntriesOf(own);
            assertThat(written.text(EN, "register.md"))
                    .contains(
                            "| Legal ground (GDPR art. 6) | " + pack.basis().art6() + " |",
                            "| Exception for special categories (GDPR art. 9) | "
                                    + pack.basis().art9() + " |",
                            "| What lifts professional secrecy | "
                                    + pack.basis().secrecy() + " |");
        }
    }

    @Test
    void whatIsForbiddenFromNowOnGoesInNoPaper() throws IOException {
        Path changed = copied(folder);
        change(
                changed.resolve(NOTICE),
                "{element: plan.focus, rule: CONSENT}",
                "{element: plan.focus, rule: FORBIDDEN}");
        Written written = Written.of(changed);
        Pack pack = written.packs().get(0);

        assertThat(pack.released()).doesNotContain("plan.focus");
        written.going(NL, pack)
                .forEach((file, names) ->
                        assertThat(names).as(file).isNotEmpty().doesNotContain("waarop het plan gericht is"));
        assertThat(written.table(NL, "dpia.csv")).anySatisfy(row -> assertThat(row)
                .startsWith(pack.id())
                .contains("plan.focus", "nee", "nooit", "het beleid verbiedt het"));
    }

    @Test
    void everyElementOfAPackStandsOnceInTheTableForADpia() {
        Written written = Written.shipped();

        for (Pack pack : written.packs()) {
            assertThat(written.table(NL, "dpia.csv").stream()
                            .filter(row -> row.get(0).equals(pack.id()))
                            .map(row -> row.get(3)))
                    .containsExactlyInAnyOrderElementsOf(
                            pack.dictionary().profile(pack.profile()).orElseThrow().stream()
                                    .filter(id -> !pack.dictionary().element(id).control())
                                    .toList());
        }
    }

    @Test
    void whoHasToSayYesComesFromTheRowsOfTheLaw() throws IOException {
        Path changed = copied(folder);
        change(
                changed.resolve("law/nl/law.yaml"),
                "twelveToFifteen: {is: SECTOR_PRACTICE",
                "twelveToFifteen: {is: STATUTE");
        change(changed.resolve("law/nl/law.yaml"), "{name: 16-17, from: 16}", "{name: 16-17, from: 17}");

        assertThat(Written.shipped().section(NL, "parents.md", 0))
                .contains("van 12 tot en met 15 jaar: alle ouders of verzorgers met gezag en de leerling zelf.")
                .contains("van 16 jaar of ouder: de leerling zelf.");
        assertThat(Written.of(changed).section(NL, "parents.md", 0))
                .contains("jonger dan 17 jaar: alle ouders of verzorgers met gezag.")
                .contains("van 17 jaar of ouder: de leerling zelf.");
        assertThat(Written.of(changed).section(EN, "dpia.md", 0))
                .contains("| R03-statute |")
                .doesNotContain("| R03 |");
    }

    @Test
    void nobodyIsAskedWhereNobodyIsNamedAndWhereThereIsNoTime() {
        Written written = Written.shipped();

        for (int i = 0; i < written.packs().size(); i++) {
            String id = written.packs().get(i).id();
            boolean asks = !id.startsWith("090") && !id.startsWith("100");
            assertThat(written.section(NL, "parents.md", i).contains("Niemand."))
                    .as(id)
                    .isNotEqualTo(asks);
            assertThat(written.section(EN, "dpia.md", i).contains("| row of the law |"))
                    .as(id)
                    .isEqualTo(asks);
            assertThat(written.section(EN, "parents.md", i).contains("72 hours"))
                    .as(id)
                    .isEqualTo(id.startsWith("100"));
        }
    }

    @Test
    void whatTheLawKeepsBackIsTold() {
        String signal = Written.shipped().section(EN, "parents.md", 2);

        assertThat(signal)
                .contains("even if you say yes: digits of the postcode, municipality, phone of the holder.")
                .contains(
                        "About a pupil aged 16 or over this is not shared, whatever anybody says: id of the holder, name");
    }

    @Test
    void bothLanguagesAreBuiltAlike() {
        Written written = Written.shipped();
        for (String file : written.going(NL, written.packs().get(0)).keySet()) {
            if (file.endsWith(".md")) {
                assertThat(Written.shape(written.text(EN, file)))
                        .as(file)
                        .isEqualTo(Written.shape(written.text(NL, file)))
                        .anyMatch(line -> file.startsWith("recipients") || line.contains("to fill in"));
            } else {
                assertThat(written.table(EN, file).stream().map(List::size))
                        .as(file)
                        .isEqualTo(
                                written.table(NL, file).stream().map(List::size).toList());
            }
        }
    }

    @Test
    void theSamePacksAndDayGiveTheSameBytes() {
        assertThat(Written.of(SHIPPED).texts()).isEqualTo(Written.of(SHIPPED).texts());
    }

    @Test
    void aDayAfterTheReviewTheRegisterSaysSo() {
        LocalDate due = LocalDate.of(2027, 8, 1);

        assertThat(Written.of(SHIPPED, due).text(NL, "register.md")).doesNotContain("(deze dag is voorbij)");
        assertThat(Written.of(SHIPPED, due.plusDays(1)).text(NL, "register.md"))
                .contains("2 augustus 2027")
                .contains("1 augustus 2027 **(deze dag is voorbij)**");
    }

    @Test
    void aPolicyThatIsNotInForceIsToldAsSuch() {
        LocalDate before = LocalDate.of(2026, 7, 31);

        assertThat(Written.of(SHIPPED, before).section(NL, "parents.md", 2))
                .contains("**Dit wordt nu niet gedeeld.** Het mag vanaf 1 augustus 2026.");
        assertThat(Written.of(SHIPPED, before.plusDays(1)).section(NL, "parents.md", 2))
                .doesNotContain("nu niet gedeeld");
    }

    @Test
    void anotherTermStandsInEveryPaperThatTellsIt() throws IOException {
        Path changed = copied(folder);
        change(changed.resolve(NOTICE), "retain-days: 180", "retain-days: 91");
        Written written = Written.of(changed);

        for (String file : List.of("register.md", "dpia.md", "annex.md", "parents.md")) {
            assertThat(written.section(NL, file, 0)).as(file).contains("91 dagen");
            assertThat(written.section(EN, file, 0)).as(file).contains("91 days");
        }
        assertThat(written.table(NL, "register.csv").get(1)).contains("91");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(0)", "+31", "-1", "@SUM(A1)", "\\t=1+1", "\\uFF1D1"})
    void noCellIsRunAsAFormula(String formula) throws IOException {
        Path changed = copied(folder);
        change(changed.resolve(NOTICE), "owner: Privacy officer of the school board", "owner: \"" + formula + "\"");
        if (!formula.startsWith("\\")) {
            change(changed.resolve("papers/nl/register.csv"), "Beleid,Doel", formula + ",Doel");
        }
        Written written = Written.of(changed);
        String owner = written.packs().get(0).owner();

        assertThat(written.table(NL, "register.csv").get(1)).contains("'" + owner.strip());
        for (String file : List.of("register.csv", "dpia.csv", "recipients.csv")) {
            assertThat(written.table(NL, file)).allSatisfy(row -> assertThat(row)
                    .noneMatch(cell -> cell.matches("(?s)[=+\\-@\\t\\r\\uFF1D\\uFF0B\\uFF0D\\uFF20].*")));
        }
    }

    @Test
    void aTableReadsBackAsItWasMeant() {
        List<Object> cells =
                List.of("a \"quoted\" word", "one, two; three", "two\r\nlines", "", "Reële ééń", List.of("x", "=y"));
        Table table = new Table();
        StringBuilder line = new StringBuilder();
        cells.forEach(cell -> line.append(line.isEmpty() ? "" : ",").append(table.value(cell)));

        String whole = table.whole("t.csv", "h1,h2,h3,h4,h5,h6\n" + line + "\n");

        assertThat(whole).startsWith("\uFEFF\"h1\"").endsWith("\"\r\n").doesNotContain("\n\n");
        assertThat(new Written(List.of(), Map.of("nl/t.csv", whole))
                        .table(NL, "t.csv")
                        .get(1))
                .containsExactly("a \"quoted\" word", "one, two; three", "two lines", "", "Reële ééń", "x; '=y");
    }

    @Test
    void whatAPackSaysIsTextInMarkdownAndNothingElse() throws IOException {
        Path changed = copied(folder);
        change(
                changed.resolve(NOTICE),
                "owner: Privacy officer of the school board",
                "owner: \"a | b [c](http://d.example) <script> `e`\"");

        List<String> before = Written.shape(Written.shipped().text(NL, "register.md"));
        Written written = Written.of(changed);

        assertThat(Written.shape(written.text(NL, "register.md"))).isEqualTo(before);
        assertThat(written.text(NL, "register.md")).contains("a \\| b \\[c\\](http://d.example) \\<script\\> \\`e\\`");
    }

    @Test
    void everyCodeOfTheHouseHasAWordInBothLanguages() {
        for (String language : Papers.LANGUAGES) {
            Words words = Words.read(SHIPPED.resolve("papers"), language);
            for (PartyKind kind : PartyKind.values()) {
                assertThat(words.word("kinds", kind.code(), "the")).isNotBlank();
                assertThat(words.word("kinds", kind.code(), "name")).isNotBlank();
            }
            for (Rule rule : Rule.values()) {
                assertThat(words.word("rules", rule.name(), "why")).isNotBlank();
            }
        }
    }

    @Test
    void whatThePacksSayInEnglishIsSaidInDutchToo() {
        Words words = Words.read(SHIPPED.resolve("papers"), "nl");

        for (Pack pack : Written.shipped().packs()) {
            assertThat(Stream.of(
                            pack.owner(),
                            pack.basis().art6(),
                            pack.basis().art9(),
                            pack.basis().secrecy()))
                    .as("add the words of " + pack.id() + " to texts in papers/nl/words.yaml")
                    .noneMatch(text -> words.text(text).equals(text));
        }
    }

    @Test
    void everyElementThatTellsWhoSomebodyIsHasItsPeople() {
        for (Pack pack : Written.shipped().packs()) {
            boolean tells = pack.released().stream().anyMatch(pack.dictionary()::identifies);
            assertThat(Written.shipped().table(EN, "register.csv").stream()
                            .filter(row -> row.get(0).equals(pack.id()))
                            .map(row -> row.get(8)))
                    .as(pack.id())
                    .singleElement()
                    .satisfies(people -> assertThat(people.contains("Pupils")).isEqualTo(tells));
        }
    }

    @Test
    void aCodeWithoutAWordStopsThePapers() throws IOException {
        Path changed = copied(folder);
        change(changed.resolve("papers/nl/words.yaml"), "  BH: gedrag en welzijn\n", "");

        assertThatThrownBy(() -> Written.of(changed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("papers/nl/words.yaml: there is no word for BH under sensitivity; add it there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{purpos}}",
                "{{#purpos}}{{/purpos}}",
                "{{#policies}}{{name.length}}{{/policies}}",
                "{{#policies}}",
                "{{>other}}"
            })
    void aNameThatIsNoFactStopsThePapers(String tag) throws IOException {
        Path changed = copied(folder);
        change(changed.resolve("papers/nl/register.md"), "# Register van verwerkingen\n", "# Register\n" + tag + "\n");

        assertThatThrownBy(() -> Written.of(changed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("papers/nl/register.md: ");
    }

    @Test
    void aTableWithARowThatIsTooShortStopsThePapers() throws IOException {
        Path changed = copied(folder);
        change(changed.resolve("papers/en/dpia.csv"), ",{{short}}", "");

        assertThatThrownBy(() -> Written.of(changed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("papers/en/dpia.csv: line 2 of the table has 19 cells and the first has 20;"
                        + " write as many, a comma between each");
    }

    @Test
    void noMarkOfATemplateIsLeft() {
        Written.shipped().texts().forEach((file, text) -> assertThat(text)
                .as(file)
                .doesNotContain("{{")
                .doesNotContain("}}")
                .doesNotContain("null"));
    }

    @Test
    void everyElementOfTheDictionaryStandsInTheTableOfWhoReceivesWhat() {
        Written written = Written.shipped();
        List<String> ids = new ArrayList<>();
        written.table(EN, "recipients.csv").stream().skip(1).forEach(row -> ids.add(row.get(0)));

        assertThat(ids)
                .containsExactlyElementsOf(written.packs().get(0).dictionary().elements().stream()
                        .filter(element -> !element.control())
                        .map(ElementDefinition::id)
                        .toList());
    }
}
