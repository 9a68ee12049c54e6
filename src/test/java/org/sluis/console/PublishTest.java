package org.sluis.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.Caller;
import org.sluis.party.person.Approval;
import org.sluis.party.person.Officers;
import org.sluis.party.person.ProposalKind;
import org.sluis.party.person.Proposals;
import org.sluis.party.person.Role;

/** Two officers make keys in their browsers, and one puts a draft in force that the other approves. In this order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PublishTest {
    private static final String POLICY = "030-signal-to-youth-team";
    private static final String PLAN = "020-school-plan-to-youth-care";
    private static final Pattern CHANGE = Pattern.compile("(?m)^.*school\\.brin.*\\n");
    private static TestTown town;
    private static Staff staff;
    private static Browser browser;
    private static Page one;
    private static Page other;

    @BeforeAll
    static void open() {
        staff = new Staff("sluis.delivery.workers=0");
        browser = new Browser(staff);
        town = new TestTown(staff.officers.gateway);
        one = browser.as(Role.PRIVACY_OFFICER);
        other = browser.page();
        browser.signIn(other, staff.another(Role.PRIVACY_OFFICER));
    }

    @AfterAll
    static void close() {
        browser.close();
        staff.close();
    }

    @Test
    @Order(1)
    void aKeyIsMadeInTheBrowserAndCountsOnceAnOfficerApproves() {
        makeKey(one);
        assertThat(one.textContent("[role=status]")).contains("wacht op een andere privacyfunctionaris");
        byAnOfficerWhoHasAKeyAlready();
        one.navigate("/console/key");
        assertThat(one.textContent("td .tag")).isEqualTo("telt");
        browser.look(one, "officer-key");

        makeKey(other);
        one.navigate("/console/proposals");
        browser.look(one, "officer-proposals");
        one.click("tr:has-text('wacht op') a");
        one.click("form[data-sign] button");
        assertThat(one.textContent("[role=status]")).contains("Goedgekeurd");
        other.navigate("/console/key");
        assertThat(other.textContent("td .tag")).isEqualTo("telt");
    }

    @Test
    @Order(2)
    void whatIsWrongInADraftStandsBesideItAndACaseIsExplained() {
        one.navigate("/console/drafts");
        browser.look(one, "officer-drafts");
        one.click("main a:has-text('" + POLICY + "')");
        assertThat(one.textContent("#found .said")).contains("Zo kan het gepubliceerd worden");
        one.click("#found li button >> nth=0");
        one.waitForSelector("#found .said >> nth=1");
        browser.look(one, "officer-draft");
        String text = one.inputValue("textarea");
        one.fill("textarea", text.replaceFirst("purpose: ", "purpos: "));
        one.waitForSelector("#found .said.bad");
        assertThat(one.textContent("#found")).contains("purpos", POLICY + "/policy.yaml:", "fout");
        browser.look(one, "officer-draft-wrong");
    }

    @Test
    @Order(3)
    void aDraftShowsItsImpactIsSignedAndAnotherOfficerPutsItInForce() {
        town.childWithBothParentsConsent("impact");
        var sent = staff.officers.gateway.post(
                "de-linde-direct", "/v1/doors/rest-json/plan-coordination/de-brug", town.plan("impact", "publish-1"));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(202);

        one.navigate("/console/drafts/" + PLAN);
        one.waitForSelector("#found .said.good");
        String text = one.inputValue("textarea");
        String changed = CHANGE.matcher(text).replaceFirst("");
        assertThat(changed).isNotEqualTo(text);
        one.fill("textarea", changed);
        one.waitForSelector("#found .said.warn");
        one.click("button:has-text('Wat had dit veranderd')");
        one.waitForSelector("#impact table");
        assertThat(one.textContent("#impact")).contains("gegeven eraf");
        browser.look(one, "officer-impact");
        one.click("button:has-text('Voorleggen')");
        assertThat(one.locator(".difference .gone").count()).isPositive();
        browser.look(one, "officer-sign");
        one.click("form[data-sign] button");
        one.waitForSelector("text=wacht op goedkeuring");
        assertThat(one.locator("form[data-sign]").count()).isZero();
        String proposal = one.url();

        other.navigate(proposal);
        browser.look(other, "officer-approve");
        other.click("form[data-sign] button");
        assertThat(other.textContent("[role=status]")).contains("Goedgekeurd");
        other.navigate("/console/standing");
        assertThat(other.textContent("tr:has(th:has-text('" + PLAN + "'))")).contains("door twee personen");
        browser.look(other, "officer-standing");
        assertThat(staff.officers.entries("policy-published"))
                .anyMatch(entry -> entry.contains(proposal.replaceAll(".*/", "")));
    }

    @Test
    @Order(4)
    void whoHasNoKeyInThisBrowserIsToldSoAndTheEarlierPackComesBackByItsDigest() {
        Page elsewhere = browser.as(Role.PRIVACY_OFFICER);
        elsewhere.navigate("/console/standing");
        elsewhere.click("tr:has(th:has-text('" + PLAN + "')) button:has-text('Hierheen terug') >> nth=-1");
        elsewhere.click("form[data-sign] button");
        elsewhere.waitForSelector("[data-failed=no-key]:visible");
        browser.look(elsewhere, "officer-no-key");

        one.navigate("/console/standing");
        one.click("tr:has(th:has-text('" + PLAN + "')) button:has-text('Hierheen terug') >> nth=-1");
        assertThat(one.locator(".difference .new").count()).isPositive();
        // What the page shows as the pack is not what the content names: nothing is signed.
        one.evaluate("document.querySelector('[data-pack]').append(' ')");
        one.click("form[data-sign] button");
        one.waitForSelector("[data-failed=other-pack]:visible");
    }

    @Test
    @Order(5)
    void anOfficerClosesAtOnceAndOpeningTakesTwo() {
        one.navigate("/console/standing");
        one.selectOption("select[name=kind]", "recipient");
        one.fill("form.row input[name=name]", "de-brug");
        one.click("form.row button.danger");
        one.click("button:has-text('Weer openen')");
        one.click("form[data-sign] button");
        one.waitForSelector("text=wacht op goedkeuring");
        other.navigate(one.url());
        other.click("form[data-sign] button");
        assertThat(other.textContent("[role=status]")).contains("Goedgekeurd");
        one.navigate("/console/standing");
        assertThat(one.textContent("main")).contains("weer geopend").doesNotContain("Weer openen");
    }

    @Test
    @Order(6)
    void theDataProtectionOfficerAdvisesAndThePapersAreOfWhatIsInForce() {
        Page fg = browser.as(Role.DATA_PROTECTION_OFFICER);
        fg.navigate("/console/proposals");
        fg.click("a:has-text('Een regel publiceren')");
        fg.selectOption("select[name=word]", "advised-against");
        fg.fill("textarea[name=note]", "De bewaartermijn is te lang.");
        fg.click("button:has-text('Leg het advies vast')");
        assertThat(fg.textContent("main")).contains("advies: niet doen", "De bewaartermijn is te lang.");
        fg.navigate("/console/papers");
        browser.look(fg, "officer-papers");
        assertThat(fg.request().get("/console/papers/register.csv").text()).contains("020-school-plan");
        assertThat(fg.request().get("/console/papers/none.csv").status()).isEqualTo(404);
        assertThat(browser.complaints()).isEmpty();
    }

    /** The browser writes the same bytes that a key of the command line signs: the log keeps the signature alone. */
    @Test
    @Order(7)
    void theSignatureOfABrowserHasTheLayoutOfTheCommandLine() {
        var shown = proposals().recent(officer()).stream()
                .filter(each -> each.proposal().kind() == ProposalKind.POLICY)
                .findFirst()
                .orElseThrow();
        String ours = new Approval(
                        shown.proposal().id(),
                        shown.proposal().digest(),
                        shown.proposal().proposedBy(),
                        Instant.EPOCH)
                .sign(staff.officers.secondKey);
        String theirs = staff.officers
                .gateway
                .bean(Transactions.class)
                .within(
                        Officers.TENANT,
                        connection -> Rows.query(
                                connection,
                                "SELECT jws FROM proposal WHERE id = ?",
                                row -> row.getString("jws"),
                                shown.proposal().id()))
                .get(0);
        assertThat(shape(part(theirs, 0))).isEqualTo(shape(part(ours, 0)));
        assertThat(shape(part(theirs, 1))).isEqualTo(shape(part(ours, 1)));
    }

    private static String shape(String json) {
        return json.replaceAll(":(\"[^\"]*\"|[0-9]+)", ":x");
    }

    private static String part(String jws, int at) {
        return new String(Base64.getUrlDecoder().decode(jws.split("\\.")[at]), StandardCharsets.UTF_8);
    }

    private static void byAnOfficerWhoHasAKeyAlready() {
        var open = proposals().recent(officer()).stream()
                .filter(each -> each.state().equals("open"))
                .findFirst()
                .orElseThrow()
                .proposal();
        proposals()
                .approve(
                        officer(),
                        open.id(),
                        new Approval(open.id(), open.digest(), staff.officers.second, Instant.now())
                                .sign(staff.officers.secondKey));
    }

    private static Proposals proposals() {
        return staff.officers.gateway.bean(Proposals.class);
    }

    private static Caller officer() {
        return Caller.inConsole(Officers.TENANT, new PartyId("de-linde"), staff.officers.second);
    }

    private static void makeKey(Page page) {
        page.navigate("/console/key");
        page.click("form[data-make] button");
        page.waitForSelector("[role=status]");
    }
}
