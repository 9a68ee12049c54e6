package org.sluis.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.canonical.Ids;
import org.sluis.keys.KeyDestroyed;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;

/** What is sealed opens in its own place alone, and a mark is found whichever epoch it stands under. */
class VaultTest {
    private static final UUID ROW = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");

    @TempDir
    private Path folder;

    private KeyFolder keys;
    private Vault vault;
    private SubjectKey key;

    @BeforeEach
    void open() {
        keys = KeyFolder.open(folder.resolve("keys"), Ids.random());
        vault = new Vault(keys, Ids.random());
        key = new SubjectKey("waterlee-scholen", vault.fresh(), Ids.random());
    }

    @Test
    void opensWhatItSealedAndNeverSealsTheSameTwice() {
        byte[] sealed = key.seal(Column.SUBJECT_LOCAL_ID, ROW, "leerling-ëén");
        assertThat(key.open(Column.SUBJECT_LOCAL_ID, ROW, sealed)).isEqualTo("leerling-ëén");
        assertThat(key.seal(Column.SUBJECT_LOCAL_ID, ROW, "leerling-ëén")).isNotEqualTo(sealed);
        assertThat(new String(sealed, UTF_8)).doesNotContain("leerling");
        assertThat(key.seal(Column.CONSENT_ORDER_REFERENCE, ROW, null)).isNull();
    }

    @Test
    void nothingSealedCanBeMovedOrChanged() {
        byte[] sealed = key.seal(Column.SUBJECT_LOCAL_ID, ROW, "leerling-1");
        assertThatThrownBy(() -> key.open(Column.HOLDER_LOCAL_ID, ROW, sealed)).isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> key.open(Column.SUBJECT_LOCAL_ID, OTHER, sealed))
                .isInstanceOf(SecurityException.class);
        SubjectKey another = new SubjectKey("waterlee-scholen", vault.fresh(), Ids.random());
        assertThatThrownBy(() -> another.open(Column.SUBJECT_LOCAL_ID, ROW, sealed))
                .isInstanceOf(SecurityException.class)
                .hasMessageNotContaining("leerling");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> key.open(Column.SUBJECT_LOCAL_ID, ROW, changed))
                    .isInstanceOf(SecurityException.class);
        }
        assertThatThrownBy(() -> key.open(Column.SUBJECT_LOCAL_ID, ROW, Arrays.copyOf(sealed, 27)))
                .isInstanceOf(SecurityException.class);
    }

    @Test
    void aMarkOfOneSubjectSaysNothingOfAnother() {
        SubjectKey another = new SubjectKey("waterlee-scholen", vault.fresh(), Ids.random());
        assertThat(key.mark(Column.HOLDER_LOCAL_ID, "ouder-1"))
                .isEqualTo(key.mark(Column.HOLDER_LOCAL_ID, "ouder-1"))
                .isNotEqualTo(key.mark(Column.HOLDER_LOCAL_ID, "ouder-2"))
                .isNotEqualTo(key.mark(Column.BIRTHDAY_DAY, "ouder-1"))
                .isNotEqualTo(another.mark(Column.HOLDER_LOCAL_ID, "ouder-1"));
    }

    @Test
    void aMarkIsOfItsControllerAndSchoolAndOfNoOther() {
        assertThat(vault.mark(Marked.PUPIL, "a", "school", "pupil"))
                .isEqualTo(vault.mark(Marked.PUPIL, "a", "school", "pupil"))
                .isNotEqualTo(vault.mark(Marked.PUPIL, "b", "school", "pupil"))
                .isNotEqualTo(vault.mark(Marked.PUPIL, "a", "schoolp", "upil"))
                .isNotEqualTo(vault.mark(Marked.MESSAGE, "a", "school", "pupil"));
    }

    @Test
    void whileAnEpochTurnsBothMarksAreLookedForAndTheOldOneOnlyUntilItsKeyIsGone() {
        String old = keys.currentEpoch("index");
        byte[] before = vault.mark(Marked.PUPIL, "a", "school", "pupil");
        keys.rotate("index");
        byte[] after = vault.mark(Marked.PUPIL, "a", "school", "pupil");
        assertThat(after).isNotEqualTo(before);
        assertThat(vault.marks(Marked.PUPIL, "a", "school", "pupil")).isDeepEqualTo(new byte[][] {after, before});
        keys.destroyEpoch(old);
        assertThat(vault.marks(Marked.PUPIL, "a", "school", "pupil")).isDeepEqualTo(new byte[][] {after});
    }

    /** Or a pupil would be unknown for the moment in which the row was marked anew. */
    @Test
    void aSearchThatAnEpochOvertookIsMadeAgain() {
        AtomicInteger searches = new AtomicInteger();
        Optional<Integer> found = vault.find(
                marks -> {
                    if (searches.incrementAndGet() == 1) {
                        keys.rotate("index");
                        return Optional.empty();
                    }
                    return marks.length == 2 ? Optional.of(2) : Optional.empty();
                },
                Marked.PUPIL,
                "a",
                "school",
                "pupil");
        assertThat(found).contains(2);
        assertThat(searches).hasValue(2);
    }

    @Test
    void whatIsKeptOfAMessageIsReadableOnlyWithTheKeyOfItsEpoch() {
        Wrapped wrapped =
                new Kept(new byte[32], "bericht-ë", List.of("plan.pairwiseId=ab", "goal.pairwiseId=cd")).wrapped(keys);
        assertThat(Kept.open(keys, wrapped).messageId()).isEqualTo("bericht-ë");
        assertThat(Kept.open(keys, wrapped).issued()).containsExactly("plan.pairwiseId=ab", "goal.pairwiseId=cd");
        assertThat(Kept.open(keys, new Kept(new byte[32], "é", List.of()).wrapped(keys)))
                .matches(kept -> kept.messageId().equals("é") && kept.issued().isEmpty());
        assertThat(keys.current(wrapped)).isSameAs(wrapped);
        keys.rotate("wrap");
        Wrapped anew = keys.current(wrapped);
        assertThat(anew.epoch()).isEqualTo(keys.currentEpoch("wrap")).isNotEqualTo(wrapped.epoch());
        keys.destroyEpoch(wrapped.epoch());
        assertThat(Kept.open(keys, anew).messageId()).isEqualTo("bericht-ë");
        assertThatThrownBy(() -> Kept.open(keys, wrapped)).isInstanceOf(KeyDestroyed.class);
    }
}
