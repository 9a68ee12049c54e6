package org.sluis.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.Elements;

/** What a dossier's documents cost: nothing that grows with them. Counted in bytes that the reading thread asked for. */
class OsoMemoryTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String DOSSIER =
            new String(new Fixture(Fixture.ROOT.resolve("oso/opp-with-documents-and-dissent")).bytes("in.xml"), UTF_8);
    private static final String DOCUMENT = "ZGl0IGlzIGVlbiB2ZXJ6b25uZW4gZG9jdW1lbnQ=";
    private static final int LARGE = 1_900_000;
    /** The parser's own buffers, which grow to their full size once. A text of it would take {@link #LARGE} or more. */
    private static final long BUFFERS = 128 * 1024;

    private static final long NOTHING = 4 * 1024;

    private final ReadMapping oso = Fixture.CONNECTORS.in("oso");

    @Test
    void theReadingStepAsksForNoMemoryForDocuments() {
        byte[] small = DOSSIER.getBytes(UTF_8);
        byte[] large = with(document(LARGE));
        for (int i = 0; i < 100; i++) {
            oso.read(small);
            oso.read(large);
        }

        assertThat(asked(large)).isBetween(asked(small), asked(small) + BUFFERS);
        assertThat(asked(large)).isCloseTo(asked(with(document(LARGE / 2))), within(NOTHING));
        assertThat(asked(with(document(LARGE).replaceAll("(.{76})", "$1\n"))))
                .isBetween(asked(small), asked(small) + BUFFERS);
    }

    @Test
    void whatIsReadIsTheSame() {
        Elements small = oso.read(DOSSIER.getBytes(UTF_8)).elements();

        assertThat(oso.read(with(document(LARGE))).elements().stream().toList())
                .isEqualTo(small.stream().toList());
    }

    private long asked(byte[] dossier) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            oso.read(dossier);
            least = Math.min(
                    least,
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        return least;
    }

    private static byte[] with(String document) {
        return DOSSIER.replaceFirst(DOCUMENT, document).getBytes(UTF_8);
    }

    /** Looks like any document in base64, and is none. */
    private static String document(int length) {
        byte[] content = new byte[length / 4 * 3];
        new Random(7).nextBytes(content);
        return Base64.getEncoder().encodeToString(content);
    }
}
