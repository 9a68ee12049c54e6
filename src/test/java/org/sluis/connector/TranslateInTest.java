package org.sluis.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.gate.Arrival;
import org.sluis.gate.Door;
import org.sluis.gate.Gate;
import org.sluis.gate.Receive;
import org.sluis.gate.Received;
import org.sluis.party.Authenticated;
import org.sluis.party.Caller;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;

class TranslateInTest {
    private static final Fixture WITH_ID = new Fixture(Fixture.ROOT.resolve("rest-json/school-plan"));
    private static final Fixture WITHOUT_ID = new Fixture(Fixture.ROOT.resolve("rest-json/smallest-plan"));

    private static final Fixture OSO = new Fixture(Fixture.ROOT.resolve("oso/without-inzage"));
    private static final String OIN = "00000099000000001000";

    private final TranslateIn step = new TranslateIn(Fixture.CONNECTORS);

    @Test
    void readsTheMessageWithItsOwnIdAndItsSubject() throws Exception {
        DisclosureRequest request =
                step.translateIn(arrived("rest-json", WITH_ID.bytes("in.json"), "application/json", "key-1"));

        assertThat(request.messageId()).isEqualTo("waterlelie-opp-2026-0031-v2");
        assertThat(request.subjectLocalId()).isEqualTo("WL-2015-031");
        assertThat(request.elements().ids()).contains("subject.bsn", "medical.diagnosis", "goal.description");
        assertThat(request.toString()).doesNotContain("WL-2015-031").doesNotContain("waterlelie");
    }

    @Test
    void aMessageWithoutAnIdGoesByTheIdempotencyKey() throws Exception {
        assertThat(step.translateIn(arrived("rest-json", WITHOUT_ID.bytes("in.json"), "application/json", "key-1"))
                        .messageId())
                .isEqualTo("key-1");
    }

    @Test
    void refusesAMessageWithNeither() throws Exception {
        refuses(Reason.MESSAGE_ID_MISSING, arrived("rest-json", WITHOUT_ID.bytes("in.json"), "application/json", null));
        refuses(Reason.MESSAGE_ID_MISSING, arrived("rest-json", WITHOUT_ID.bytes("in.json"), "application/json", " "));
    }

    @Test
    void refusesAnotherFormatThanTheConnectorsOwn() throws Exception {
        refuses(
                Reason.CONTENT_TYPE_UNKNOWN,
                arrived("rest-json", "<plan/>".getBytes(UTF_8), "application/xml", "key-1"));
    }

    @Test
    void refusesAConnectorThatIsNotThere() throws Exception {
        refuses(Reason.CONNECTOR_UNKNOWN, arrived("no-such", WITH_ID.bytes("in.json"), "application/json", "key-1"));
    }

    @Test
    void refusesASchoolThatIsNotTheSender() throws Exception {
        Authenticated other =
                arrived("rest-json", WITH_ID.bytes("in.json"), "application/json", "key-1", "00000099000000002000");

        assertThatThrownBy(() -> step.translateIn(other)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.ELEMENT_NOT_VALID);
            assertThat(refused.where()).containsExactly("school.oin");
        });
    }

    @Test
    void refusesASchoolOfAnotherBrinWhereTheFormatKnowsNoOtherNumber() throws Exception {
        byte[] dossier = OSO.bytes("in.xml");

        assertThat(step.translateIn(arrived("oso", dossier, "application/xml", "key-1", OIN, "99WL00"))
                        .elements()
                        .value("school.oin"))
                .contains(OIN);
        assertThat(step.translateIn(arrived("oso", dossier, "application/xml", "key-1", OIN, "99WL"))
                        .subjectLocalId())
                .isEqualTo("WL-2014-044");
        assertThatThrownBy(() -> step.translateIn(arrived("oso", dossier, "application/xml", "key-1", OIN, "99WL01")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.where()).containsExactly("school.brin"));
    }

    @Test
    void refusesACitizenServiceNumberAsTheIdOfAPupil() throws Exception {
        String dossier = new String(OSO.bytes("in.xml"), UTF_8).replace("WL-2014-044", "999900018");

        assertThatThrownBy(() -> step.translateIn(arrived("oso", dossier.getBytes(UTF_8), "application/xml", "k")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.where()).containsExactly("subject.localId"));
    }

    @Test
    void takesFromBesideTheMessageWhatItsFormatHasNoPlaceFor() throws Exception {
        assertThat(beside(Map.of()).value("voice.parentsAbsent")).isEmpty();
        assertThat(beside(Map.of()).value("voice.pupilAbsent"))
                .contains("Een OSO-dossier heeft geen plaats voor wat de leerling vindt.");
        assertThat(beside(Map.of("voice.pupilAbsent", " Wilde het niet zeggen. "))
                        .value("voice.pupilAbsent"))
                .contains("Wilde het niet zeggen.");
    }

    @Test
    void refusesBesideTheMessageWhatHasNoPlaceThere() {
        for (Map<String, String> wrong : List.of(
                Map.of("voice.parents", "x"),
                Map.of("school.oin", OIN),
                Map.of("voice.parentsAbsent", "x".repeat(301)),
                Map.of("geen.element", "x"))) {
            assertThatThrownBy(() -> beside(wrong))
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.where())
                            .singleElement()
                            .asString()
                            .startsWith("Sluis-Supplement"));
        }
    }

    private Elements beside(Map<String, String> supplement) throws Exception {
        Arrival arrival = new Arrival(
                new Door("oso", new Purpose("plan-notice"), new PartyId("jeugdteam-waterlee")),
                OSO.bytes("in.xml"),
                "application/xml",
                "",
                "",
                "key-1",
                null,
                null,
                supplement);
        return step.translateIn(authenticated(arrival, OIN, null)).elements();
    }

    @Test
    void refusesNothing() {
        assertThatThrownBy(() -> step.translateIn(null)).isInstanceOf(NullPointerException.class);
    }

    private void refuses(Reason reason, Authenticated authenticated) {
        assertThatThrownBy(() -> step.translateIn(authenticated))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    /** Only the step before can make one; a test has to break in. */
    private static Authenticated arrived(String connector, byte[] body, String contentType, String key)
            throws Exception {
        return arrived(connector, body, contentType, key, OIN);
    }

    private static Authenticated arrived(String connector, byte[] body, String contentType, String key, String oin)
            throws Exception {
        return arrived(connector, body, contentType, key, oin, null);
    }

    private static Authenticated arrived(
            String connector, byte[] body, String contentType, String key, String oin, String brin) throws Exception {
        Door door = new Door(connector, new Purpose("plan-coordination"), new PartyId("youth-care"));
        return authenticated(new Arrival(door, body, contentType, "", "", key, null, null), oin, brin);
    }

    private static Authenticated authenticated(Arrival arrival, String oin, String brin) throws Exception {
        Received received = new Receive(new Gate(), Ids.random(), Clock.systemUTC(), false).receive(arrival);
        Constructor<Authenticated> mint =
                Authenticated.class.getDeclaredConstructor(Received.class, Caller.class, Party.class, Party.class);
        mint.setAccessible(true);
        Party school = new Party(
                "waterlee-scholen",
                new PartyId("de-linde"),
                PartyKind.SCHOOL,
                "Basisschool De Linde",
                oin,
                brin,
                null,
                null,
                null,
                1);
        Party care = new Party(
                "waterlee-scholen",
                new PartyId("de-brug"),
                PartyKind.YOUTH_CARE_PROVIDER,
                "De Brug",
                "00000099000000004000",
                null,
                null,
                null,
                null,
                1);
        return mint.newInstance(received, null, school, care);
    }
}
