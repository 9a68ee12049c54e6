package org.sluis.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.party.Directory;
import org.sluis.party.Party;
import org.sluis.party.Reception;
import org.sluis.party.Registrar;

class SealTest {
    private static Way way;

    @BeforeAll
    static void open() {
        way = new Way();
        way.child(Way.DE_LINDE, "sealed", "de-brug", TestTown.ALL);
        way.consents(Way.DE_LINDE, "sealed", "jeugdhulp-oever", TestTown.ALL);
    }

    @AfterAll
    static void close() {
        way.close();
    }

    @Test
    void sealsForThisControllerDisclosureAndRecipient() {
        RenderedPayload payload = way.rendered(Way.DE_LINDE, "sealed", "de-brug");
        SealedRelease sealed = way.bean(Seal.class).seal(payload);
        UUID disclosure =
                sealed.permit().consented().request().authenticated().received().disclosure();

        byte[] opened = way.bean(Sealing.class)
                .open(sealed.key(), sealed.ciphertext(), TestGateway.TENANT, disclosure, new PartyId("de-brug"));
        assertThat(opened).isEqualTo(payload.rendered().bytes());
        assertThat(new String(opened, StandardCharsets.UTF_8)).contains("Veldkamp");
        assertThat(sealed.payloadDigest()).isEqualTo(Sealing.sha256(opened));
        assertThat(sealed.elements()).isEqualTo(payload.rendered().elements());
        assertThat(new String(sealed.ciphertext(), StandardCharsets.ISO_8859_1))
                .doesNotContain("Veldkamp", "Patient", "CarePlan");
        assertThatThrownBy(() -> way.bean(Sealing.class)
                        .open(
                                sealed.key(),
                                sealed.ciphertext(),
                                TestGateway.TENANT,
                                disclosure,
                                new PartyId("jeugdhulp-oever")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void showsNoContent() {
        RenderedPayload payload = way.rendered(Way.DE_LINDE, "sealed", "de-brug");
        SealedRelease sealed = way.bean(Seal.class).seal(payload);
        assertThat(payload + " " + payload.rendered() + " " + sealed + " " + sealed.permit())
                .contains("goal.description")
                .doesNotContain("Noor", "Veldkamp", TestTown.birthDate().toString(), "takenkaart");
    }

    @Test
    void sealsOnePayloadTwiceAndNothingIsTheSame() {
        RenderedPayload payload = way.rendered(Way.DE_LINDE, "sealed", "de-brug");
        SealedRelease first = way.bean(Seal.class).seal(payload);
        SealedRelease second = way.bean(Seal.class).seal(payload);
        assertThat(second.ciphertext()).isNotEqualTo(first.ciphertext());
        assertThat(second.key().bytes()).isNotEqualTo(first.key().bytes());
        assertThat(second.payloadDigest()).isEqualTo(first.payloadDigest());
    }

    @Test
    void holdsForARecipientThatCannotBeReachedSafely() {
        Party oever = way.bean(Directory.class)
                .find(TestGateway.TENANT, new PartyId("jeugdhulp-oever"))
                .orElseThrow();
        way.bean(Registrar.class)
                .register(new Party(
                        oever.tenant(),
                        oever.id(),
                        oever.kind(),
                        oever.name(),
                        oever.oin(),
                        oever.brin(),
                        oever.agb(),
                        new Reception("fhir-r4", "envelope", null, null),
                        oever.webhook(),
                        oever.version()));
        RenderedPayload payload = way.rendered(Way.DE_LINDE, "sealed", "jeugdhulp-oever");
        assertThatThrownBy(() -> way.bean(Seal.class).seal(payload))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.RECIPIENT_WITHOUT_KEY));
    }
}
