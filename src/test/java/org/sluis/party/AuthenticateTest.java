package org.sluis.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.gate.Arrival;
import org.sluis.gate.Door;
import org.sluis.gate.Gate;
import org.sluis.gate.Receive;
import org.sluis.gate.Received;

@ExtendWith(RealPostgres.class)
class AuthenticateTest {
    private static final Door PLAN = new Door("rest-json", new Purpose("plan-coordination"), new PartyId("de-brug"));

    @TempDir
    private static Path folder;

    private static Node node;
    private static Authenticate authenticate;
    private static String linde;
    private static String klasboek;

    @BeforeAll
    static void start(Database database) throws Exception {
        node = Node.start(database, folder.resolve("keys"));
        Town.register(node.the(Registrar.class));
        authenticate = node.the(Authenticate.class);
        linde = Town.at(node, "de-linde-direct", Town.LINDE_KEY).token(null);
        klasboek = Town.at(node, "klasboek", Town.KLASBOEK_KEY).token(Town.ANKER);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void namesSenderAndRecipientOfAnEntitledParty() {
        Authenticated proof = authenticate.authenticate(received(PLAN, linde, null));

        assertThat(proof.sender().id()).isEqualTo(Town.LINDE);
        assertThat(proof.sender().kind()).isEqualTo(PartyKind.SCHOOL);
        assertThat(proof.recipient().id()).isEqualTo(new PartyId("de-brug"));
        assertThat(proof.recipient().receives().connector()).isEqualTo("fhir-r4");
        assertThat(proof.tenant()).isEqualTo(Town.TENANT);
    }

    @Test
    void aVendorSendsAsThePartyOfItsToken() {
        Authenticated proof = authenticate.authenticate(received(PLAN, klasboek, null));

        assertThat(proof.caller().client()).isEqualTo("klasboek");
        assertThat(proof.sender().id()).isEqualTo(Town.ANKER);
    }

    @Test
    void refusesWithoutATokenOfOurs() {
        refuses(received(PLAN, "", null), Reason.NOT_AUTHENTICATED);
        refuses(received(PLAN, linde + "x", null), Reason.NOT_AUTHENTICATED);
    }

    @Test
    void refusesAVendorWithoutAMandateOnTheDayOfTheDecision() {
        refuses(received(PLAN, klasboek, Instant.parse("2024-07-31T23:59:59Z")), Reason.MANDATE_MISSING);
        refuses(received(PLAN, klasboek, Instant.parse("2044-08-01T00:00:00Z")), Reason.MANDATE_MISSING);
        assertThat(authenticate.authenticate(received(PLAN, klasboek, Instant.parse("2044-07-31T23:59:59Z"))))
                .isNotNull();
    }

    @Test
    void refusesWhatTheSenderIsNotEntitledToOnThatDay() {
        refuses(received(PLAN, linde, Instant.parse("2024-07-31T23:59:59Z")), Reason.NOT_ENTITLED);
        refuses(received(PLAN, linde, Instant.parse("2044-08-01T00:00:00Z")), Reason.NOT_ENTITLED);
        assertThat(authenticate.authenticate(received(PLAN, linde, Instant.parse("2024-08-01T00:00:00Z"))))
                .isNotNull();
    }

    @Test
    void refusesAnotherPurposeRecipientOrConnectorThanTheEntitlementNames() {
        PartyId brug = new PartyId("de-brug");
        refuses(received(new Door("rest-json", new Purpose("plan-notice"), brug), linde, null), Reason.NOT_ENTITLED);
        refuses(
                received(new Door("rest-json", PLAN.purpose(), new PartyId("jeugdteam-waterlee")), linde, null),
                Reason.NOT_ENTITLED);
        refuses(received(new Door("edexml", PLAN.purpose(), brug), linde, null), Reason.NOT_ENTITLED);
    }

    @Test
    void anUnknownRecipientLooksLikeAForbiddenOne() {
        refuses(
                received(new Door("rest-json", PLAN.purpose(), new PartyId("nobody")), linde, null),
                Reason.NOT_ENTITLED);
    }

    @Test
    void aRecipientThatCannotReceiveIsUnknownToAnEntitledSender() {
        node.the(Registrar.class)
                .register(new Entitlement(
                        Town.TENANT,
                        Town.LINDE,
                        PLAN.purpose(),
                        Town.ANKER,
                        "rest-json",
                        Town.FIRST,
                        Town.FIRST.plusYears(20)));

        refuses(received(new Door("rest-json", PLAN.purpose(), Town.ANKER), linde, null), Reason.RECIPIENT_UNKNOWN);
    }

    @Test
    void nothingReceivedIsNothingAuthenticated() {
        assertThatThrownBy(() -> authenticate.authenticate(null)).isInstanceOf(NullPointerException.class);
    }

    private static void refuses(Received received, Reason reason) {
        assertThatThrownBy(() -> authenticate.authenticate(received))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static Received received(Door door, String token, @Nullable Instant shifted) {
        return new Receive(new Gate(), Ids.random(), Clock.systemUTC(), true)
                .receive(new Arrival(
                        door,
                        "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        "",
                        token,
                        null,
                        null,
                        shifted));
    }
}
