package org.sluis.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;
import org.sluis.keys.KeyDestroyed;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;

class SealingTest {
    private static final byte[] PLAIN = "Noor leest graag en veel".getBytes(StandardCharsets.UTF_8);
    private static final String TENANT = "waterlee-scholen";
    private static final PartyId RECIPIENT = new PartyId("de-brug");
    private static final UUID DISCLOSURE = new UUID(7, 1);

    @TempDir
    Path temp;

    private KeyFolder keys;
    private Sealing sealing;

    @BeforeEach
    void open() {
        keys = KeyFolder.open(temp.resolve("keys"), Ids.random());
        sealing = new Sealing(keys, Ids.random());
    }

    @Test
    void opensWhatItSealed() {
        Sealing.Sealed sealed = seal();
        assertThat(open(sealed)).isEqualTo(PLAIN);
        assertThat(sealed.ciphertext()).hasSize(12 + PLAIN.length + 16);
    }

    @Test
    void opensAfterTheKeyThatWrapsWasRotated() {
        Sealing.Sealed sealed = seal();
        keys.rotate("wrap");
        assertThat(open(sealed)).isEqualTo(PLAIN);
        assertThat(seal().key().epoch()).isNotEqualTo(sealed.key().epoch());
    }

    @Test
    void doesNotOpenForAnotherController() {
        Sealing.Sealed sealed = seal();
        assertThatThrownBy(
                        () -> sealing.open(sealed.key(), sealed.ciphertext(), "andere-scholen", DISCLOSURE, RECIPIENT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void doesNotOpenForAnotherDisclosure() {
        Sealing.Sealed sealed = seal();
        assertThatThrownBy(() -> sealing.open(sealed.key(), sealed.ciphertext(), TENANT, new UUID(7, 2), RECIPIENT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void doesNotOpenForAnotherRecipient() {
        Sealing.Sealed sealed = seal();
        assertThatThrownBy(() -> sealing.open(
                        sealed.key(), sealed.ciphertext(), TENANT, DISCLOSURE, new PartyId("jeugdhulp-oever")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void doesNotOpenWithAnyByteChanged() {
        Sealing.Sealed sealed = seal();
        for (int i = 0; i < sealed.ciphertext().length; i++) {
            byte[] changed = sealed.ciphertext().clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> sealing.open(sealed.key(), changed, TENANT, DISCLOSURE, RECIPIENT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageNotContaining("Noor");
        }
    }

    @Test
    void doesNotOpenWithTheEndCutOff() {
        Sealing.Sealed sealed = seal();
        byte[] cut = java.util.Arrays.copyOf(sealed.ciphertext(), sealed.ciphertext().length - 1);
        assertThatThrownBy(() -> sealing.open(sealed.key(), cut, TENANT, DISCLOSURE, RECIPIENT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void doesNotOpenWithAnotherRowsKey() {
        Sealing.Sealed sealed = seal();
        Wrapped other = seal().key();
        assertThatThrownBy(() -> sealing.open(other, sealed.ciphertext(), TENANT, DISCLOSURE, RECIPIENT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void doesNotOpenOnceItsEpochIsDestroyed() {
        Sealing.Sealed sealed = seal();
        keys.destroyEpoch(sealed.key().epoch());
        assertThatThrownBy(() -> open(sealed)).isInstanceOf(KeyDestroyed.class);
        assertThat(open(seal())).isEqualTo(PLAIN);
    }

    @Test
    void sealsTheSameNeverTheSameWay() {
        assertThat(seal().ciphertext()).isNotEqualTo(seal().ciphertext());
        assertThat(seal().key().bytes()).isNotEqualTo(seal().key().bytes());
    }

    @Test
    void showsNoContent() {
        assertThat(seal().toString()).doesNotContain("Noor");
    }

    private Sealing.Sealed seal() {
        return sealing.seal(PLAIN, TENANT, DISCLOSURE, RECIPIENT);
    }

    private byte[] open(Sealing.Sealed sealed) {
        return sealing.open(sealed.key(), sealed.ciphertext(), TENANT, DISCLOSURE, RECIPIENT);
    }
}
