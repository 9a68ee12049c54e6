package org.sluis.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestTown;
import org.sluis.party.person.Role;

/** A reviewer closes what was found, an officer takes a report and a table away, and the region sees how the agreement goes. */
class ReviewTest {
    private static final String DOOR = "/v1/doors/rest-json/plan-coordination/de-brug";
    private static Staff staff;
    private static Browser browser;
    private static TestTown town;

    @BeforeAll
    static void open() {
        staff = new Staff("sluis.delivery.workers=0");
        browser = new Browser(staff);
        town = new TestTown(staff.officers.gateway);
    }

    @AfterAll
    static void close() {
        browser.close();
        staff.close();
    }

    /** Whoever reads much is found; a colleague closes that with a note, and whom it is about cannot. */
    @Test
    void aFindingIsClosedWithANote() {
        Page page = browser.as(Role.AUDIT_REVIEWER);
        page.navigate("/console/findings");
        find(page);
        while (page.locator("main details").count() == 0) {
            for (int i = 0; i < 20; i++) {
                page.navigate("/console/log");
                browse(page);
            }
            page.navigate("/console/findings");
            find(page);
        }
        String own = staff.of(Role.AUDIT_REVIEWER).id().toString();
        assertThat(page.locator("main details").first().textContent()).contains(own);
        browser.look(page, "reviewer-findings-open");
        Page colleague = browser.as(Role.DATA_PROTECTION_OFFICER);
        colleague.navigate("/console/findings");
        find(colleague);
        String about = "main details:has-text('" + own + "')";
        String digest = colleague.locator(about + " input[name=digest]").first().inputValue();
        page.locator("main details input[name=note]").first().fill("Ik was het zelf.");
        page.evaluate("digest => document.querySelector('input[name=digest]').value = digest", digest);
        submit(page, "main details form button");
        assertThat(page.textContent("main")).contains("vraag een collega");

        colleague.locator(about + " input[name=note]").first().fill("<script>alert(1)</script> Jaarlijkse controle.");
        colleague.locator(about + " select[name=outcome]").first().selectOption("explained");
        submit(colleague, about + " form button");
        assertThat(colleague.textContent("main")).contains("verklaarbaar", "Jaarlijkse controle.");
        assertThat(staff.officers.entries("finding-closed"))
                .singleElement()
                .asString()
                .contains(staff.of(Role.DATA_PROTECTION_OFFICER).id().toString(), "\"explained\"")
                .doesNotContain("Jaarlijkse");
        browser.look(colleague, "reviewer-findings-closed");
        for (String hostile : List.of("<img src=x onerror=alert(1)>", "\u202E=1+1", "x".repeat(500))) {
            assertThat(staff.officers.asOwner("UPDATE sluis.finding_closed SET note = '" + hostile + "'"))
                    .isOne();
            colleague.navigate("/console/findings");
            find(colleague);
            colleague.locator("main summary").first().click();
            assertThat(colleague.textContent("main bdi")).isEqualTo(hostile);
            assertThat(colleague.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo(true);
        }
        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("dialog"));
    }

    @Test
    void aReportAndATableAreTakenAway() throws IOException {
        town.childWithBothParentsConsent("reported");
        var answer = staff.officers.gateway.post("de-linde-direct", DOOR, town.plan("reported", "reported-1"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        Page page = browser.as(Role.PRIVACY_OFFICER);
        page.navigate("/console/report");
        browser.look(page, "officer-report");
        page.fill("input[name=subject]", "reported");
        page.fill("input[name=holder]", "no-such-holder");
        submit(page, "main form button");
        assertThat(page.textContent("h1")).isEqualTo("Dat gaat niet");
        page.navigate("/console/report");
        page.fill("input[name=subject]", "reported");
        page.fill("input[name=holder]", "ouder-1");
        Download report = page.waitForDownload(() -> page.click("main form button"));
        assertThat(report.suggestedFilename()).isEqualTo("sluis-inzage.pdf");
        assertThat(Files.readAllBytes(report.path()))
                .startsWith("%PDF-".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(staff.officers.entries("insight-report-made"))
                .anyMatch(entry ->
                        entry.contains(staff.of(Role.PRIVACY_OFFICER).id().toString()));

        page.navigate("/console/log");
        page.fill("input[name=subject]", "reported");
        Download table = page.waitForDownload(() -> page.click("main form.row button[formaction$=export]"));
        List<String> lines = Files.readAllLines(table.path());
        assertThat(lines.get(0)).startsWith("\"index\",\"at\",\"kind\"");
        assertThat(lines).anyMatch(line -> line.contains("disclosure-released"));
    }

    @Test
    void theRegionSeesTheAgreementAndCountsOnly() {
        Page page = browser.as(Role.REGION);
        page.navigate("/console/agreement");
        assertThat(page.textContent("main")).contains("Gemeente", "De Linde", "werkdagen");
        submit(page, "main form button");
        assertThat(page.textContent("[role=status]")).contains("Schooljaar", "10 leerlingen");
        assertThat(page.textContent("main")).contains("<10");
        browser.look(page, "region-agreement");
        assertThat(staff.officers.entries("log-read"))
                .anyMatch(entry -> entry.contains("\"indicators\"")
                        && entry.contains(staff.of(Role.REGION).id().toString()));
    }

    private static void find(Page page) {
        submit(page, "main form.row button");
    }

    private static void browse(Page page) {
        submit(page, "main form.row button:not(.quiet)");
    }

    @SuppressWarnings(
            "deprecation") // the library has no other way to wait for the answer of a form on the same address
    private static void submit(Page page, String button) {
        page.waitForNavigation(() -> page.locator(button).first().click());
    }
}
