package org.sluis.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.time.Clock;
import org.junit.jupiter.api.Test;
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
    void refusesAConnectorThatReadsNothing() throws Exception {
        refuses(Reason.CONNECTOR_UNKNOWN, arrived("fhir-r4", WITH_ID.bytes("in.json"), "application/json", "key-1"));
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
        return arrived(connector, body, contentType, key, "00000099000000001000");
    }

    private static Authenticated arrived(String connector, byte[] body, String contentType, String key, String oin)
            throws Exception {
        Door door = new Door(connector, new Purpose("plan-coordination"), new PartyId("youth-care"));
        Received received = new Receive(new Gate(), Ids.random(), Clock.systemUTC(), false)
                .receive(new Arrival(door, body, contentType, "", "", key, null, null));
        Constructor<Authenticated> mint =
                Authenticated.class.getDeclaredConstructor(Received.class, Caller.class, Party.class, Party.class);
        mint.setAccessible(true);
        Party school = new Party(
                "waterlee-scholen",
                new PartyId("de-linde"),
                PartyKind.SCHOOL,
                "Basisschool De Linde",
                oin,
                null,
                null,
                null,
                null,
                1);
        return mint.newInstance(received, null, school, null);
    }
}
