package org.sluis.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluis.party.account.Accounts;
import org.sluis.party.account.Opening;
import org.sluis.party.person.Role;

/** An invitation, an account, and the way in: in a browser, as somebody would do it. */
class SignInTest {
    private static Staff staff;
    private static Browser browser;

    @BeforeAll
    static void open() {
        staff = new Staff("sluis.delivery.workers=0");
        browser = new Browser(staff);
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
    void whoIsInvitedOpensAnAccountAndSignsIn() {
        UUID person = staff.officers.person("de-linde-direct", "medewerker-61");
        String token = staff.token("de-linde-direct", person);
        Page page = browser.page(360, 740);

        page.navigate("/console/welcome#" + token);
        page.waitForSelector(".qr");
        browser.look(page, "welcome");
        assertThat(page.url()).doesNotContain(token);
        String secret = page.textContent(".secret").replace(" ", "");
        page.fill("input[name=password]", Staff.PASSWORD);
        page.fill("input[name=again]", Staff.PASSWORD);
        byte[] raw = com.google.common.io.BaseEncoding.base32().decode(secret);
        page.fill("input[name=code]", Staff.code(raw, 0));
        page.click("main button[type=submit]");
        assertThat(page.textContent("[role=status]")).contains("Uw account is open");
        browser.look(page, "sign-in");

        page.fill("input[name=name]", "medewerker-61@de-linde");
        page.fill("input[name=password]", Staff.PASSWORD);
        page.fill("input[name=code]", Staff.code(raw, 1));
        page.click("main button[type=submit]");
        page.waitForURL("**/console");
        assertThat(page.textContent("main")).contains("U hebt op dit moment geen rol");

        page.click("header button[type=submit]");
        assertThat(page.textContent("[role=status]")).contains("U bent afgemeld");
        page.navigate("/console");
        assertThat(page.url()).endsWith("/console/sign-in");
        assertThat(browser.complaints()).isEmpty();
        assertThat(staff.officers.entries("signed-in")).anyMatch(entry -> entry.contains(person.toString()));
        assertThat(staff.officers.entries("signed-out")).anyMatch(entry -> entry.contains(person.toString()));
    }

    @Test
    void aCodeCountsOnceAndFiveFailuresShutTheAccount() {
        Accounts accounts = staff.officers.gateway.bean(Accounts.class);
        Staff.Person person = staff.newcomer();
        String code = staff.code(person);

        assertThat(accounts.signIn(person.name(), Staff.PASSWORD + "!", code)).isEmpty();
        assertThat(accounts.signIn(person.name(), Staff.PASSWORD, code)).isPresent();
        assertThat(accounts.signIn(person.name(), Staff.PASSWORD, code)).isEmpty();
        for (int failure = 0; failure < 4; failure++) {
            assertThat(accounts.signIn(person.name(), "iets heel anders", "000000"))
                    .isEmpty();
        }
        assertThat(accounts.signIn(person.name(), Staff.PASSWORD, staff.code(person)))
                .as("shut for a quarter of an hour")
                .isEmpty();
        assertThat(staff.officers.entries("sign-in-refused"))
                .anyMatch(entry ->
                        entry.contains("\"shut\"") && entry.contains(person.id().toString()));
    }

    @Test
    void anInvitationIsGoodForOnceAndForTheOrganisationsOwnPersons() {
        Accounts accounts = staff.officers.gateway.bean(Accounts.class);
        UUID person = staff.officers.person("de-linde-direct", "medewerker-62");
        String first = staff.token("de-linde-direct", person);
        String token = staff.token("de-linde-direct", person);

        assertThat(accounts.invited(first)).as("a newer one takes its place").isEmpty();
        byte[] secret = accounts.invited(token).orElseThrow().secret();
        assertThat(accounts.open(token, "kort", Staff.code(secret, 0))).isEqualTo(Opening.PASSWORD_WEAK);
        assertThat(accounts.open(token, "aaaaaaaaaaaaaaaa", Staff.code(secret, 0)))
                .isEqualTo(Opening.PASSWORD_WEAK);
        assertThat(accounts.open(token, Staff.PASSWORD, "000000")).isEqualTo(Opening.CODE_WRONG);
        assertThat(accounts.open(token, Staff.PASSWORD, Staff.code(secret, 0))).isEqualTo(Opening.DONE);
        assertThat(accounts.open(token, Staff.PASSWORD, Staff.code(secret, 1))).isEqualTo(Opening.INVITATION_OVER);

        assertThat(staff.officers
                        .gateway
                        .post("het-anker-direct", "/v1/persons/" + person + "/invitations", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(staff.officers
                        .gateway
                        .post("linde-1", "/v1/persons/" + person + "/invitations", "")
                        .statusCode())
                .as("any client of the organisation")
                .isEqualTo(201);
    }

    @Test
    void everybodySeesTheirOwnRoomsAndNoOthers() {
        Page page = browser.as(Role.OPERATOR);

        assertThat(page.locator(".rooms a").allTextContents())
                .containsExactly(
                        "Overzicht",
                        "Wat er geldt",
                        "De weg van een bericht",
                        "Wachtrijen",
                        "Wacht op u",
                        "Ontvangers",
                        "Koppelingen");
        browser.look(page, "home-operator");
        assertThat(page.navigate("/console/log").status()).isEqualTo(403);
        page.navigate("/console?language=en");
        assertThat(page.textContent("h1")).isEqualTo("Overview");
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("403"));
    }
}
