package org.sluis.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.audit.Ledger;
import org.sluis.party.person.Role;

/** Signing in at an OpenID provider of another site, over sockets and in a browser; and everything that lets nobody in. */
class OidcSignInTest {
    private static TestProvider provider;
    private static Staff staff;
    private static Browser browser;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), TestProvider.SECRET + "\n");
        provider = new TestProvider();
        staff = new Staff(
                "sluis.delivery.workers=0",
                "sluis.console.oidc.issuer=" + provider.issuer(),
                "sluis.console.oidc.client=" + TestProvider.CLIENT,
                "sluis.console.oidc.secret-file=" + secret,
                "sluis.console.oidc.party-claim=organisation",
                "sluis.console.oidc.roles-claim=groups",
                "sluis.console.oidc.roles=sluis-ops=operator,sluis-fg=data-protection-officer");
        browser = new Browser(staff);
        account("ops", staff.of(Role.OPERATOR));
    }

    /** As it is once a provider of theirs stands with the person; only https ones can be registered, and this one is not. */
    private static void account(String subject, Staff.Person person) {
        assertThat(staff.officers.asOwner("INSERT INTO sluis.person_account (tenant, person, issuer, subject, event)"
                        + " SELECT tenant, id, '" + provider.issuer() + "', '" + subject + "', event FROM sluis.person"
                        + " WHERE id = '" + person.id() + "'"))
                .isEqualTo(1);
    }

    @BeforeEach
    void theirs() {
        provider.otherState = null;
        provider.word = said("ops", "de-linde", "sluis-ops", "sluis-fg", "iets-anders");
    }

    @AfterAll
    static void close() {
        browser.close();
        staff.close();
        provider.close();
    }

    private static UnaryOperator<JWTClaimsSet.Builder> said(String subject, String party, String... groups) {
        return claims -> claims.subject(subject).claim("organisation", party).claim("groups", List.of(groups));
    }

    private static Page come() {
        Page page = browser.page();
        page.navigate("/console/sign-in");
        page.click("main a.button");
        return page;
    }

    @Test
    void whoIsOnRecordComesInWithTheRolesThatBothSay() {
        Page first = browser.page(360, 740);
        first.navigate("/console/sign-in");
        browser.look(first, "sign-in-issuer");
        Page page = come();
        page.waitForURL("**/console");

        assertThat(page.textContent("header.top"))
                .contains(staff.of(Role.OPERATOR).name());
        assertThat(page.locator(".rooms a").allTextContents())
                .contains("Wachtrijen")
                .doesNotContain("Logboek", "Regels");
        assertThat(page.navigate("/console/waiting").status()).isEqualTo(200);
        assertThat(page.navigate("/console/log").status())
                .as("a group without the role on record")
                .isEqualTo(403);
        assertThat(page.context().storageState()).contains("sluis-console").doesNotContain("sluis-way");
        assertThat(staff.officers.entries("signed-in"))
                .anyMatch(entry -> entry.contains(staff.of(Role.OPERATOR).id().toString()));
    }

    @Test
    void aRoleOnRecordThatTheProviderDoesNotSayDoesNotCount() {
        provider.word = said("ops", "de-linde", "sluis-fg");
        Page page = come();
        page.waitForURL("**/console");

        assertThat(page.textContent("main")).contains("U hebt op dit moment geen rol");
        assertThat(page.navigate("/console/waiting").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "organisation", "nobody", "nonce", "audience", "expired", "state", "issuer"})
    void nobodyElseComesIn(String wrong) {
        UnaryOperator<JWTClaimsSet.Builder> good = provider.word;
        Instant longAgo = Instant.now().minusSeconds(7200);
        provider.word = switch (wrong) {
            case "unknown" -> said("iemand", "de-linde", "sluis-ops");
            case "organisation" -> said("ops", "het-anker", "sluis-ops");
            case "nobody" -> claims -> good.apply(claims).claim("organisation", null);
            case "nonce" -> claims -> good.apply(claims).claim("nonce", "van-een-ander");
            case "audience" -> claims -> good.apply(claims).audience("iemand-anders");
            case "expired" ->
                claims -> good.apply(claims)
                        .issueTime(Date.from(longAgo))
                        .expirationTime(Date.from(longAgo.plusSeconds(60)));
            case "issuer" -> claims -> good.apply(claims).issuer("https://elders.example");
            default -> good;
        };
        provider.otherState = wrong.equals("state") ? "van-een-ander" : null;
        int before = staff.officers.entries(Ledger.NOBODY, "sign-in-refused").size();

        Page page = come();
        page.waitForSelector("[role=alert]");
        assertThat(page.textContent("[role=alert]")).contains("is niet gelukt");
        page.navigate("/console/waiting");
        assertThat(page.url()).endsWith("/console/sign-in");
        boolean account = List.of("unknown", "organisation", "nobody").contains(wrong);
        assertThat(staff.officers.entries(Ledger.NOBODY, "sign-in-refused"))
                .hasSize(before + 1)
                .last()
                .asString()
                .contains(account ? "\"account\"" : "\"token\"");
    }
}
