package org.sluis.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.person.Officers;
import org.sluis.party.person.Role;

/** An integrator pastes a message and sees elements, decision and outgoing message side by side; nothing of it stays. */
class TrialRoomTest {
    private static final String SIGNAL = "030-signal-to-youth-team";
    private static Staff staff;
    private static Browser browser;

    @BeforeAll
    static void open() {
        staff = new Staff("sluis.delivery.workers=0");
        browser = new Browser(staff);
    }

    @AfterAll
    static void close() {
        browser.close();
        staff.close();
    }

    @Test
    void anExampleOfEachConnectorIsReadDecidedAndWritten() {
        Page page = browser.as(Role.INTEGRATOR);
        long before = disclosures();
        page.navigate("/console/trial?example=rest-json");
        String pasted = page.inputValue("textarea");
        assertThat(pasted).contains("{");
        page.selectOption("select[name=purpose]", "020-school-plan-to-youth-care");
        tried(page);
        assertThat(page.textContent("main")).contains("Wat erin gelezen is", "Dit zou gaan", "\"resourceType\"");
        assertThat(page.inputValue("textarea").strip()).isEqualTo(pasted.strip());
        assertThat(page.locator("tr:has-text('subject.bsn') .tag").textContent())
                .isEqualTo("blijft");
        browser.look(page, "integrator-trial");

        page.selectOption("select[name=saysYes]", "none");
        tried(page);
        assertThat(page.textContent("[role=status]")).contains("Er zou niets gaan");
        for (String connector : examples(page)) {
            page.navigate("/console/trial?example=" + connector);
            tried(page);
            assertThat(page.locator("main [role=status], main [role=alert]").count())
                    .as(connector)
                    .isPositive();
        }
        assertThat(disclosures()).isEqualTo(before);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatIsWrongIsLocatedAndNeverTheNodesFault() {
        Page page = browser.as(Role.INTEGRATOR);
        page.navigate("/console/trial");
        for (String wrong :
                List.of("{", "[]", "{\"a\":1,\"a\":2}", "<x/>", "{\"subject\":{\"firstName\":7}}", "[".repeat(9000))) {
            page.fill("textarea", wrong);
            page.selectOption("select[name=purpose]", SIGNAL);
            tried(page);
            assertThat(page.locator("[role=alert] code").count()).as(wrong).isPositive();
        }
        browser.look(page, "integrator-trial-wrong");
        page.evaluate("document.querySelector('select[name=purpose] option').value = 'no-such'");
        page.evaluate("document.querySelector('select[name=purpose]').selectedIndex = 0");
        page.fill("textarea", "<img src=x onerror=alert(1)>");
        tried(page);
        assertThat(page.locator("main img").count()).isZero();
    }

    @SuppressWarnings(
            "deprecation") // the library has no other way to wait for the answer of a form on the same address
    private static void tried(Page page) {
        page.waitForNavigation(() -> page.click("main form button"));
    }

    @SuppressWarnings("unchecked") // what the expression gives
    private static List<String> examples(Page page) {
        page.navigate("/console/trial");
        return (List<String>) page.evalOnSelectorAll("main p a", "all => all.map(each => each.textContent)");
    }

    private static long disclosures() {
        return staff.officers
                .gateway
                .bean(Transactions.class)
                .within(
                        Officers.TENANT,
                        connection -> Rows.query(
                                connection,
                                "SELECT count(*) AS n FROM audit_event WHERE kind LIKE 'disclosure-%'",
                                row -> row.getLong("n")))
                .get(0);
    }
}
