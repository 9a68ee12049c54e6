package org.sluis.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluis.TestTown;
import org.sluis.party.person.Role;

/** What an operator and a reviewer of the log do, in a browser, and who may come in where. */
class RoomsTest {
    private static final String DOOR = "/v1/doors/rest-json/plan-coordination/de-brug";
    private static Staff staff;
    private static Browser browser;
    private static TestTown town;
    private static int messages;

    @BeforeAll
    static void open() {
        staff = new Staff("sluis.delivery.workers=0");
        browser = new Browser(staff);
        town = new TestTown(staff.officers.gateway);
    }

    @BeforeEach
    void forget() {
        browser.complaints().clear();
    }

    @AfterAll
    static void close() {
        browser.close();
        staff.close();
    }

    @Test
    void anOperatorSeesWhatWaitsShutsAWayAndDropsWhatIsParked() {
        String parked = accept("operator-one");
        accept("operator-two");
        assertThat(staff.officers.asOwner(
                        "UPDATE sluis.outbox SET state = 'parked', reason = 'recipient-profile-not-met',"
                                + " attempts = 3, settled_at = now() WHERE disclosure = '" + parked + "'"))
                .isOne();
        Page page = browser.as(Role.OPERATOR);

        page.navigate("/console/waiting");
        assertThat(page.locator(".figures dd").nth(1).textContent()).isEqualTo("1");
        page.selectOption("select[name=kind]", "recipient");
        page.fill("input[name=id]", "de-brug");
        page.selectOption("select[name=state]", "paused");
        page.click("main form.row button");
        assertThat(page.textContent("#now")).contains("de-brug", "stil");
        page.waitForResponse(answer -> answer.url().endsWith("/console/waiting/now"), () -> {});
        browser.look(page, "operator-waiting");
        page.click("#now button");
        assertThat(page.textContent("#now")).doesNotContain("stil");

        page.navigate("/console/dead-letters");
        assertThat(page.textContent("main")).contains(parked, "recipient-profile-not-met");
        browser.look(page, "operator-dead-letters");
        page.click("button.danger");
        assertThat(page.textContent("[role=status]")).contains("vervallen");
        assertThat(staff.officers.entries("delivery-dropped"))
                .anyMatch(entry ->
                        entry.contains(staff.of(Role.OPERATOR).id().toString()) && entry.contains("\"console\""));

        page.navigate("/console/recipients");
        browser.look(page, "operator-recipients");
        assertThat(browser.complaints()).allMatch(complaint -> complaint.endsWith("a dialog"));
    }

    @Test
    void anOperatorSeesTheMessagesGoBy() {
        Page page = browser.as(Role.OPERATOR);
        page.navigate("/console/spine");
        assertThat(page.locator(".steps li").count()).isEqualTo(11);
        assertThat(page.textContent(".steps li:first-child")).contains("Aannemen", "1 gestopt");
        long before = released(page);
        accept("goes-by");
        page.waitForCondition(() -> released(page) == before + 1);
        assertThat(page.textContent("main")).contains("Vastgelegd in het logboek");
        browser.look(page, "operator-spine");
        browser.picture(page, "operator");
        page.navigate("/console/connectors");
        assertThat(page.textContent("tr:has(th:text-is('rest-json'))"))
                .contains("leest", "/v1/doors/rest-json/", "open");
        browser.look(page, "operator-connectors");
        assertThat(browser.complaints()).isEmpty();
    }

    private static long released(Page page) {
        String text = page.textContent(".steps li:nth-child(10)");
        return Long.parseLong(text.replaceAll("(?s).*?(\\d+) verder.*", "$1"));
    }

    @Test
    void anIntegratorReadsWhatEveryDoorTakes() {
        Page page = browser.as(Role.INTEGRATOR);
        page.navigate("/console/doors");
        assertThat(page.textContent("main"))
                .contains("/v1/doors/{connector}/{purpose}/{recipient}", "/v1/insight/indicators");
        page.locator("summary:has-text('/v1/doors/')").first().click();
        browser.look(page, "integrator-doors");
    }

    @Test
    void aReviewerFindsTheStoryOfADisclosureAndCountsAndLooksForPatterns() {
        String disclosure = accept("reviewed");
        Page page = browser.as(Role.AUDIT_REVIEWER);

        page.navigate("/console/log");
        assertThat(page.locator(".story").count()).isZero();
        page.fill("input[name=subject]", "reviewed");
        page.click("main form.row button:not(.quiet)");
        assertThat(page.textContent(".story")).contains("disclosure-released", "consent-recorded");
        page.locator("summary:has-text('Een bericht is aangenomen')").click();
        browser.look(page, "reviewer-log");
        assertThat(page.textContent(".story")).contains(disclosure);
        page.locator("details[open] button").click();
        assertThat(page.textContent("h1")).isEqualTo("Het verhaal van een verstrekking");
        assertThat(page.textContent("main"))
                .contains(disclosure, "Bij het aannemen", "mocht", "mag mee", "blijft", "Een bericht is aangenomen");
        assertThat(page.locator("article.rule tbody tr").count()).isGreaterThan(10);
        browser.look(page, "reviewer-story");
        browser.picture(page, "reviewer");
        assertThat(staff.officers.entries("log-read"))
                .anyMatch(entry -> entry.contains("\"explanation\"") && entry.contains(disclosure));
        assertThat(staff.officers.entries("log-read"))
                .anyMatch(entry ->
                        entry.contains(staff.of(Role.AUDIT_REVIEWER).id().toString()));

        page.navigate("/console/log");
        page.click("main form.row button[formaction$=counts]");
        assertThat(page.textContent("main")).contains("Per dag", "Een bericht is aangenomen");
        browser.look(page, "reviewer-counts");

        page.navigate("/console/findings");
        page.click("main form button");
        browser.look(page, "reviewer-findings");
    }

    @Test
    void anOfficerReadsTheRulesAndSeesWhoGetsWhat() {
        Page page = browser.as(Role.PRIVACY_OFFICER);
        page.navigate("/console/rules");
        assertThat(page.locator("article.rule").count()).isGreaterThan(5);
        page.locator("article.rule summary").first().click();
        browser.look(page, "officer-rules");
        page.navigate("/console/matrix");
        assertThat(page.locator(".cell.required").count()).isGreaterThan(5);
        browser.look(page, "officer-matrix");
        browser.picture(page, "officer");
        page.navigate("/console/matrix?language=en");
        assertThat(page.textContent("h1")).isEqualTo("Who gets what");
    }

    @Test
    void whoSearchesForSomethingHostileRunsNothing() {
        Page page = browser.as(Role.DATA_PROTECTION_OFFICER);
        String bidi = "\u202Eklas\u202C";
        for (String hostile : List.of(
                "\"><script>alert(1)</script>", "<img/src=x/onerror=alert(1)>", "=cmd|'/C'!A0", bidi, "x".repeat(60))) {
            page.navigate("/console/log");
            page.evaluate("document.querySelectorAll('main input').forEach(i => i.removeAttribute('maxlength'))");
            page.fill("input[name=party]", hostile);
            page.fill("input[name=subject]", hostile);
            page.click("main form.row button:not(.quiet)");
            assertThat(page.content()).doesNotContain("<script>alert", "<img/src", "onerror=alert(1)>\n");
            assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo(true);
        }
        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("/console/log: a dialog"));
    }

    /** Last, for the log is not sound afterwards. */
    @Test
    void aReviewerVerifiesTheLogAndSeesWhichEntryWasChanged() {
        accept("verified");
        Page page = browser.as(Role.AUDIT_REVIEWER);
        page.navigate("/console/proof");
        page.click("main form button");
        assertThat(page.textContent("[role=status]")).contains("Het logboek klopt");
        browser.look(page, "reviewer-proof");

        String where = " WHERE id = (SELECT event FROM sluis.audit_sequence WHERE index = 7)";
        staff.officers.asOwner("ALTER TABLE sluis.audit_event DISABLE TRIGGER append_only");
        try {
            assertThat(staff.officers.asOwner("UPDATE sluis.audit_event SET body = body || ' '::bytea" + where))
                    .isOne();
            page.click("main form button");
            assertThat(page.textContent("[role=alert]"))
                    .contains("Het logboek klopt niet meer", "from index 7", "index 7 (");
            browser.look(page, "reviewer-proof-changed");
        } finally {
            staff.officers.asOwner("UPDATE sluis.audit_event SET body = substring(body for length(body) - 1)" + where);
            staff.officers.asOwner("ALTER TABLE sluis.audit_event ENABLE TRIGGER append_only");
        }
        page.click("main form button");
        assertThat(page.textContent("[role=status]")).contains("Het logboek klopt");
    }

    /** What an organisation is called and what a reviewer noted is text, in every room that shows it. */
    @Test
    void noStoredTextRunsOrBreaksAPage() {
        accept("hostile");
        List<String> wrong = new ArrayList<>();
        try {
            for (String hostile : List.of(
                    "=1+1\u202E\u2066<script>alert(1)</script><img src=x onerror=alert(1)>", "x".repeat(10_000))) {
                staff.officers.asOwner("UPDATE sluis.party SET name = '" + hostile + "'");
                for (Role role : Role.values()) {
                    Page page = browser.as(role);
                    for (Room room : Room.values()) {
                        if (room == Room.HOME || room.admits(Set.of(role))) {
                            page.navigate(room.path());
                            boolean fits = (boolean)
                                    page.evaluate("document.documentElement.scrollWidth <= window.innerWidth");
                            if (!fits
                                    || page.locator("main script:not([src]), main img[src=x]")
                                                    .count()
                                            > 0) {
                                wrong.add(room + " for " + role);
                            }
                        }
                    }
                }
            }
        } finally {
            staff.officers.asOwner("UPDATE sluis.party SET name = id");
        }
        assertThat(wrong).isEmpty();
        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("dialog"));
    }

    /** Every room, tried by somebody of each role, by somebody with none, and by nobody. */
    @Test
    void everyRoomAdmitsItsRolesAndNobodyElse() {
        List<String> wrong = new ArrayList<>();
        for (Role role : Role.values()) {
            tryAll(browser.as(role), Set.of(role), wrong);
        }
        Page newcomer = browser.page();
        browser.signIn(newcomer, staff.newcomer());
        tryAll(newcomer, Set.of(), wrong);
        Page nobody = browser.page();
        for (Room room : Room.values()) {
            APIResponse answer = nobody.request().get(room.path());
            if (!answer.url().endsWith("/console/sign-in")) {
                wrong.add(room + " for nobody: " + answer.url());
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void tryAll(Page page, Set<Role> roles, List<String> wrong) {
        for (Room room : Room.values()) {
            int expected = room == Room.HOME || room.admits(roles) ? 200 : 403;
            int status = page.request().get(room.path()).status();
            if (status != expected) {
                wrong.add(room + " for " + roles + ": " + status);
            }
        }
        for (String unknown : List.of("/console/nothing", "/console/log/../waiting", "/console/LOG")) {
            int status = page.request().get(unknown).status();
            if (status != 403
                    && status != 404
                    && !(status == 200 && roles.contains(Role.OPERATOR) && unknown.contains(".."))) {
                wrong.add(unknown + " for " + roles + ": " + status);
            }
        }
    }

    @Test
    void nothingIsDoneWithoutTheFormOfThePageItself() {
        Page page = browser.as(Role.OPERATOR);
        String parked = accept("forged");
        for (String path : List.of(
                "/console/waiting/regulate",
                "/console/dead-letters/" + parked + "/drop",
                "/console/sign-out",
                "/console/key",
                "/console/key/revoke",
                "/console/standing/close",
                "/console/standing/reopen",
                "/console/drafts/030-signal-to-youth-team/propose",
                "/console/proposals/" + parked + "/approve",
                "/console/log")) {
            assertThat(page.request()
                            .post(
                                    path,
                                    RequestOptions.create()
                                            .setForm(FormData.create().set("id", "x")))
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
        String token = page.getAttribute("input[name=_csrf]", "value");
        assertThat(page.request()
                        .post(
                                "/console/waiting/regulate",
                                RequestOptions.create()
                                        .setHeader("Sec-Fetch-Site", "cross-site")
                                        .setForm(FormData.create()
                                                .set("_csrf", token)
                                                .set("kind", "recipient")
                                                .set("id", "de-brug")
                                                .set("state", "paused")))
                        .status())
                .isEqualTo(403);
        assertThat(staff.officers.entries("delivery-regulated")).noneMatch(entry -> entry.contains("forged"));
        assertThat(Stream.of("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options")
                        .map(header -> page.request()
                                .get("/console")
                                .headers()
                                .get(header.toLowerCase(java.util.Locale.ROOT))))
                .doesNotContainNull();
    }

    @Test
    void anotherSchoolFindsNothingOfThisOne() {
        String disclosure = accept("elsewhere");
        Page page = browser.page();
        browser.signIn(page, staff.ofOtherSchool());
        for (String field : List.of("disclosure", "subject")) {
            page.navigate("/console/log");
            page.fill("input[name=" + field + "]", field.equals("disclosure") ? disclosure : "elsewhere");
            page.click("main form.row button:not(.quiet)");
            assertThat(page.textContent("[role=status]")).isEqualTo("Niets gevonden.");
        }
    }

    /** Each page that the officer of another school may open, and each way to ask for one child or one disclosure of this school. */
    @Test
    void anotherSchoolLearnsNothingInAnyRoom() {
        String disclosure = accept("kept-here");
        Page page = browser.page();
        browser.signIn(page, staff.ofOtherSchool());
        List<String> leaks = new ArrayList<>();
        for (Room room : Room.values()) {
            if (page.request().get(room.path()).text().contains(disclosure)) {
                leaks.add(room.toString());
            }
        }
        assertThat(telling(browser.as(Role.AUDIT_REVIEWER), disclosure))
                .as("whose it is, is told")
                .hasSize(4);
        leaks.addAll(telling(page, disclosure));
        String token = page.getAttribute("input[name=_csrf]", "value");
        APIResponse report = page.request()
                .post(
                        "/console/report",
                        RequestOptions.create()
                                .setForm(FormData.create()
                                        .set("_csrf", token)
                                        .set("subject", "kept-here")
                                        .set("for", "holder")
                                        .set("holder", "ouder-1")));
        assertThat(report.status()).isBetween(400, 499);
        assertThat(leaks).isEmpty();
    }

    /** By which addresses somebody is told of this disclosure. */
    private static List<String> telling(Page page, String disclosure) {
        page.navigate("/console/log");
        String token = page.getAttribute("input[name=_csrf]", "value");
        return Stream.of("/console/log", "/console/log/story", "/console/log/export", "/console/log/counts")
                .filter(path -> {
                    String answer = page.request()
                            .post(
                                    path,
                                    RequestOptions.create()
                                            .setForm(FormData.create()
                                                    .set("_csrf", token)
                                                    .set("disclosure", disclosure)))
                            .text();
                    return answer.contains("\"disclosure-released\"")
                                    && !answer.contains("option value=\"disclosure-released\"")
                            || answer.contains("Een bericht is aangenomen: dit mag verstrekt worden</strong>")
                            || answer.contains("Een bericht is aangenomen: dit mag verstrekt worden</text>");
                })
                .toList();
    }

    private static String accept(String child) {
        town.childWithBothParentsConsent(child);
        var answer = staff.officers.gateway.post("de-linde-direct", DOOR, town.plan(child, "rooms-" + messages++));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return TestTown.read(answer.body()).path("disclosure").asText();
    }
}
