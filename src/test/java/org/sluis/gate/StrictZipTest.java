package org.sluis.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

class StrictZipTest {
    private static final Set<String> WANTED = Set.of("a.csv");

    private static byte[] zip(List<String> names, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
            }
        }
        return out.toByteArray();
    }

    private static void refused(Reason reason, byte[] body) {
        assertThatThrownBy(() -> StrictZip.read(body, WANTED))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void givesTheFilesOfTheseNamesAlone() throws IOException {
        byte[] body = zip(List.of("../a.csv", "a.csv", "in/a.csv", "b.csv"), "x".getBytes(UTF_8));
        assertThat(StrictZip.read(body, WANTED)).containsOnlyKeys("a.csv");
        assertThat(StrictZip.read(body, WANTED).get("a.csv")).asString(UTF_8).isEqualTo("x");
    }

    @Test
    void whatUnfoldsToTooMuchIsRefusedWhetherItWasAskedForOrNot() throws IOException {
        refused(Reason.BODY_TOO_LARGE, zip(List.of("a.csv"), new byte[Gate.MAX_BODY_BYTES + 1]));
        refused(Reason.BODY_TOO_LARGE, zip(List.of("b.csv"), new byte[StrictZip.MOST_BYTES + 1]));
        refused(Reason.BODY_TOO_LARGE, new byte[Gate.MAX_BODY_BYTES + 1]);
        String[] many = new String[StrictZip.MOST_FILES + 1];
        Arrays.setAll(many, i -> "f" + i);
        refused(Reason.TOO_MANY_NODES, zip(List.of(many), new byte[0]));
    }

    @Test
    void whatIsNoZipOrHasANameTwiceIsRefused() throws IOException {
        refused(Reason.BODY_EMPTY, new byte[0]);
        refused(Reason.NOT_WELL_FORMED, "PK".getBytes(UTF_8));
        byte[] whole = zip(List.of("a.csv"), "some words of a table".getBytes(UTF_8));
        refused(Reason.NOT_WELL_FORMED, Arrays.copyOf(whole, 40));
        byte[] twice = new String(
                        zip(List.of("a.csv", "b.csv"), "x".getBytes(UTF_8)),
                        java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("b.csv", "a.csv")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        refused(Reason.DUPLICATE_KEY, twice);
    }
}
