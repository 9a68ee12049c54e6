package org.sluis.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.party.person.Role;

/** An integrator makes a client of a test party in the browser and gets a token for it; of no other party. */
class TestKeysTest {
    private static Staff staff;
    private static Browser browser;

    @BeforeAll
    static void open() {
        staff = new Staff("sluis.delivery.workers=0", "sluis.test.parties=het-anker,no-such-party");
        browser = new Browser(staff);
    }

    @AfterAll
    static void close() {
        browser.close();
        staff.close();
    }

    @Test
    void aKeyIsMadeInTheBrowserAndATokenIsGoodAtTheGateway() throws Exception {
        Page page = browser.as(Role.INTEGRATOR);
        page.navigate("/console/test-keys");
        assertThat(page.locator("select[name=party] option").allTextContents()).containsExactly("het-anker");
        page.click("form[data-make] button");
        page.waitForSelector("[role=status] code");
        String client = page.textContent("main > section > [role=status] code");
        assertThat(client).startsWith("test-het-anker-");
        assertThat(staff.officers.entries("client-registered"))
                .anyMatch(entry -> entry.contains(client)
                        && entry.contains(staff.of(Role.INTEGRATOR).id().toString()));

        page.click("button[data-token]");
        page.waitForSelector("[data-granted]:not([hidden])");
        browser.look(page, "integrator-test-keys");
        String command = page.textContent("pre[data-command]");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(command.replaceAll(".* ", "").strip()))
                                .header("Authorization", command.replaceAll("(?s).*\"Authorization: (.*)\".*", "$1"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("/v1/doors/");

        Page elsewhere = browser.page();
        browser.signIn(elsewhere, staff.another(Role.INTEGRATOR));
        elsewhere.navigate("/console/test-keys");
        elsewhere.click("button[data-token]");
        elsewhere.waitForSelector("[data-refused]:not([hidden])");
        assertThat(elsewhere.textContent("[data-refused]")).contains("no-key-in-this-browser");
    }

    @Test
    void noOtherPartyGetsAClientThisWay() {
        Page page = browser.as(Role.INTEGRATOR);
        page.navigate("/console/test-keys");
        page.evaluate("document.querySelector('select[name=party] option').value = 'de-brug'");
        int before = staff.officers.entries("client-registered").size();
        page.click("form[data-make] button");
        page.waitForSelector("h1:has-text('Dat gaat niet')");
        assertThat(staff.officers.entries("client-registered")).hasSize(before);
    }
}
