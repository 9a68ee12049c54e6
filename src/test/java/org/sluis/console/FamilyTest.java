package org.sluis.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestTown;
import org.sluis.asking.AskingTown;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.PartyId;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;
import org.sluis.party.Registrar;
import org.sluis.party.person.Officers;
import org.springframework.context.MessageSource;

/** The page of parent and youth, in a browser: asked, answered, looked at and taken back with nothing but a code. Nothing is sent here. */
class FamilyTest {
    private static final String FAMILY = "/console/family";
    private static final String WRONG = "0000-0000-0000-0000";

    private static Staff staff;
    private static AskingTown town;
    private static Browser browser;

    @BeforeAll
    static void open() {
        staff = new Staff("sluis.delivery.workers=0");
        town = new AskingTown(staff.officers.gateway);
        browser = new Browser(staff);
    }

    @AfterAll
    static void close() {
        browser.close();
        staff.close();
    }

    @Test
    void aParentReadsAnswersKeepsACodeAndTakesBackWhatWaits() {
        town.pupil("gezin-1", 9, "ouder-1", "ouder-2");
        JsonNode request = town.ask("gezin-1");
        String code = town.code(request, "ouder-1");
        town.answered(request, "ouder-2", AskingTown.YES);
        Page page = browser.page(360, 740);

        page.navigate(FAMILY + "#" + code);
        page.waitForSelector("fieldset");
        assertThat(page.url()).doesNotContain(code);
        assertThat(page.textContent("h1")).isEqualTo("Mag dit over uw kind gedeeld worden?");
        assertThat(page.textContent("main"))
                .contains("De Linde", "De Brug, jeugdhulp thuis", "U kunt antwoorden tot en met", "Bijvoorbeeld:")
                .doesNotContain("gezin-1", "ouder-1", "ouder-2", "family.", " jij ");
        browser.look(page, "family-sheet");
        browser.picture(page, "parent");

        choose(page, "yes");
        page.click("main button");
        page.waitForSelector("dl.answers");
        assertThat(page.textContent("h1")).isEqualTo("Klopt dit?");
        browser.look(page, "family-summary");
        page.click("text=Veranderen");
        page.waitForSelector("fieldset");
        page.locator("input[name='a.2.GOAL'][value=no]").check();
        page.click("main button");
        page.waitForSelector("dl.answers");
        assertThat(page.locator("dd .tag.bad").count()).isEqualTo(1);
        assertThat(town.states(request)).as("nothing before it is sent").containsExactly("waiting", "answered");
        page.click("text=Versturen");
        assertThat(page.textContent("[role=status]")).contains("Uw antwoord is vastgelegd");
        browser.look(page, "family-answered");
        assertThat(town.states(request)).containsExactly("answered", "answered");

        assertThat(town.send("gezin-1", "gezin-1").statusCode()).isEqualTo(202);
        assertThat(page.locator(".languages").count())
                .as("another language would lose the code")
                .isZero();
        String kept = page.textContent("#withdrawal-code");
        page.click("text=Bekijken of terugnemen");
        page.waitForSelector("article");
        browser.look(page, "family-given");
        assertThat(page.locator("article").count()).as("only their own").isEqualTo(2);
        page.locator("article").first().locator("button").click();
        assertThat(page.textContent("article [role=status]"))
                .contains("tegengehouden")
                .contains("bericht van");
        assertThat(page.locator("article button").count())
                .as("the other yes stands")
                .isEqualTo(1);
        browser.look(page, "family-withdrawn");

        assertThat(town.entries("consent-withdrawn")).anyMatch(entry -> entry.contains("\"withdrawal-by-code\""));
        assertThat(town.entries("consents-shown")).isNotEmpty().noneMatch(entry -> entry.contains(kept));
        assertThat(town.entries("delivery-stopped")).isNotEmpty();
        assertThat(browser.complaints()).allMatch(FamilyTest::ofARefusedCode);
    }

    @Test
    void twoParentsSeeTheirOwnAnswersAndNothingOfEachOther() {
        town.pupil("gezin-2", 9, "ouder-1", "ouder-2");
        JsonNode request = town.ask("gezin-2");
        String first = answered(town.code(request, "ouder-1"), "yes");
        Page page = browser.page(360, 740);
        page.navigate(FAMILY + "#" + town.code(request, "ouder-2"));
        page.waitForSelector("fieldset");
        assertThat(page.locator("input:checked").count())
                .as("nothing is filled in")
                .isZero();
        String second = answered(town.code(request, "ouder-2"), "no");

        assertThat(given(first).textContent("main")).contains("U zei ja").doesNotContain("U zei nee");
        Page other = given(second);
        assertThat(other.textContent("main")).contains("U zei nee").doesNotContain("U zei ja");

        String theirs = given(first).locator("article").first().getAttribute("id");
        other.evaluate("id => document.querySelector('input[name=consent]').value = id", theirs);
        other.locator("article button").first().click();
        assertThat(other.textContent("[role=alert]")).isNotBlank();
        assertThat(given(first).locator("article button").count())
                .as("the one's code takes nothing of the other's back")
                .isEqualTo(2);
    }

    @Test
    void aCodeThatIsWrongUsedOrOfSomeoneNotToBeAskedGetsOneAnswer() {
        town.pupil("gezin-3", 9, "ouder-1", "ouder-2");
        JsonNode request = town.ask("gezin-3");
        String used = town.code(request, "ouder-1");
        String withdrawing = answered(used, "yes");
        town.asking("gezin-3", "ouder-2", "endangers", AskingTown.today(), null);

        String wrong = refused(FAMILY, WRONG);
        assertThat(wrong).contains("Deze code is niet (meer) geldig").doesNotContain("kind gedeeld", "De Brug");
        assertThat(refused(FAMILY, used)).isEqualTo(wrong);
        assertThat(refused(FAMILY, town.code(request, "ouder-2"))).isEqualTo(wrong);
        assertThat(refused(FAMILY, withdrawing))
                .as("good for withdrawing alone")
                .isEqualTo(wrong);
        String wrongToo = refused(FAMILY + "/withdraw", WRONG);
        assertThat(refused(FAMILY + "/withdraw", used)).isEqualTo(wrongToo);
        assertThat(refused(FAMILY + "/withdraw", withdrawing.substring(0, 15) + "0000"))
                .isEqualTo(wrongToo);
        assertThat(town.entries("withdrawal-code-refused"))
                .anyMatch(entry -> entry.contains("\"unknown\""))
                .anyMatch(entry -> entry.contains("\"wrong\""));
    }

    /** Row R49: who withdraws learns nothing of what waited, as if nothing had; and what waited is stopped all the same. */
    @Test
    void whomTellingWouldEndangerReadsThatNothingWaited() {
        town.pupil("gezin-4", 9, "ouder-1", "ouder-2");
        JsonNode request = town.ask("gezin-4");
        town.answered(request, "ouder-2", AskingTown.YES);
        String kept = answered(town.code(request, "ouder-1"), "yes");
        assertThat(town.send("gezin-4", "gezin-4").statusCode()).isEqualTo(202);
        int before = town.entries("delivery-stopped").size();
        town.asking("gezin-4", "ouder-1", "endangers", AskingTown.today(), null);

        Page page = given(kept);
        page.locator("article").first().locator("button").click();

        assertThat(page.textContent("article [role=status]").strip())
                .isEqualTo("Er stond niets klaar dat tegengehouden moest worden.");
        assertThat(town.entries("delivery-stopped").size()).isEqualTo(before + 1);
    }

    /** What went is told at once to who said yes to it; from the day on which telling would endanger somebody, it is not (R49). */
    @Test
    void whatWasSharedIsSeenByWhoSaidYesToIt() {
        town.pupil("gezin-7", 9, "ouder-1", "ouder-2");
        JsonNode request = town.ask("gezin-7");
        town.answered(request, "ouder-2", AskingTown.YES);
        String kept = answered(town.code(request, "ouder-1"), "yes");
        assertThat(given(kept).locator("article .nothing").count()).isEqualTo(2);
        var sent = town.send("gezin-7", "gezin-7");
        assertThat(sent.statusCode()).isEqualTo(202);
        assertThat(given(kept).locator("article .nothing").count())
                .as("what waits was not shared")
                .isEqualTo(2);
        assertThat(staff.officers.asOwner("UPDATE sluis.outbox SET state = 'delivered', ciphertext = NULL,"
                        + " wrapped_key = NULL, settled_at = now() WHERE disclosure = '"
                        + TestTown.read(sent.body()).path("disclosure").asText() + "'"))
                .isOne();
        Page page = given(kept);
        assertThat(page.locator("article ul:has-text('bericht van')").count()).isEqualTo(1);
        browser.look(page, "family-shared");

        town.asking("gezin-7", "ouder-1", "endangers", AskingTown.today(), null);
        assertThat(given(kept).locator("article .nothing").count()).isEqualTo(2);
    }

    @Test
    void aYouthOfSixteenIsSpokenToThemselves() {
        town.pupil("gezin-5", 16, "ouder-1", "ouder-2");
        Page page = browser.page(360, 740);
        page.navigate(FAMILY + "#" + town.code(town.ask("gezin-5"), null));
        page.waitForSelector("fieldset");

        assertThat(page.textContent("main")).contains("over jou", "Jij kiest").doesNotContain("uw kind", "U kiest");
        page.navigate(FAMILY + "?language=en");
        assertThat(page.textContent("h1")).isEqualTo("Your answer to a request for consent");
    }

    @Test
    void whatAnOrganisationIsCalledIsTextAndNothingElse() {
        String hostile = "=HYPERLINK(1)<script>alert(1)</script>\"><img src=x onerror=alert(2)>\u202eneetlov";
        staff.officers
                .gateway
                .bean(Registrar.class)
                .register(new Party(
                        Officers.TENANT,
                        new PartyId("de-grap"),
                        PartyKind.YOUTH_CARE_PROVIDER,
                        hostile,
                        null,
                        null,
                        null,
                        null,
                        null,
                        1));
        town.pupil("gezin-6", 9, "ouder-1");
        JsonNode request = town.ask("gezin-6", "de-grap");
        Page page = browser.page(360, 740);
        page.navigate(FAMILY + "#" + town.code(request, "ouder-1"));
        page.waitForSelector("fieldset");

        assertThat(page.locator("bdi").allTextContents()).contains(hostile);
        assertThat(page.locator("main script, main img").count()).isZero();
        browser.look(page, "family-hostile");
        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("dialog"));
    }

    @Test
    void everyCategoryHasAnExampleInBothLanguages() {
        MessageSource words = staff.officers.gateway.bean(MessageSource.class);
        Set<String> categories = staff.officers.gateway.bean(Dictionary.class).elements().stream()
                .filter(element -> !element.control())
                .map(ElementDefinition::category)
                .collect(Collectors.toSet());

        assertThat(categories).isNotEmpty().allSatisfy(category -> {
            String key = "family.example." + category;
            String dutch = words.getMessage(key, null, ConsoleConfiguration.DUTCH);
            assertThat(words.getMessage(key, null, Locale.ENGLISH)).isNotEqualTo(dutch);
        });
    }

    private static void choose(Page page, String what) {
        for (Locator each :
                page.locator("input[type=radio][value=" + what + "]").all()) {
            each.check();
        }
    }

    /** Gives the withdrawal code. */
    private static String answered(String code, String what) {
        Page page = browser.page(360, 740);
        page.navigate(FAMILY + "#" + code);
        page.waitForSelector("fieldset");
        choose(page, what);
        page.click("main button");
        page.click("text=Versturen");
        return page.textContent("#withdrawal-code");
    }

    private static Page given(String withdrawalCode) {
        Page page = browser.page(360, 740);
        page.navigate(FAMILY + "/withdraw#" + withdrawalCode);
        page.waitForSelector("article");
        return page;
    }

    /** What the page says to this code. */
    private static String refused(String path, String code) {
        Page page = browser.page();
        page.navigate(path);
        page.fill("input[name=code]", code);
        @Nullable Response answer = page.waitForNavigation(() -> page.click("main button"));
        assertThat(answer).isNotNull();
        assertThat(answer.status()).isEqualTo(404);
        return page.textContent("main");
    }

    private static boolean ofARefusedCode(String complaint) {
        return complaint.contains("404");
    }
}
