package org.sluis.gate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * Files in one ZIP file, by their names alone: nothing is written anywhere, no path is followed, and what they unfold to is bounded,
 * what nobody asked for too.
 */
public final class StrictZip {
    /** What all of it together may unfold to, in bytes. */
    static final int MOST_BYTES = 16 * 1024 * 1024;

    static final int MOST_FILES = 64;

    private StrictZip() {}

    /**
     * The files of these names that are there; each is looked at further by whoever reads it.
     *
     * @throws Refused BODY_EMPTY; BODY_TOO_LARGE for the file and for what it unfolds to; TOO_MANY_NODES; DUPLICATE_KEY for a name
     *     that is there twice; NOT_WELL_FORMED for what is no such file, or an encrypted one
     */
    public static Map<String, byte[]> read(byte[] body, Set<String> wanted) {
        Gate.refuseTooLarge(body);
        if (body.length == 0) {
            throw new Refused(Reason.BODY_EMPTY);
        }
        Map<String, byte[]> found = new HashMap<>();
        int files = 0;
        long left = MOST_BYTES;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files++;
                if (files > MOST_FILES) {
                    throw new Refused(Reason.TOO_MANY_NODES);
                }
                boolean asked = wanted.contains(entry.getName());
                byte[] content = asked ? zip.readNBytes(Gate.MAX_BODY_BYTES + 1) : new byte[0];
                left -= content.length;
                Gate.refuseTooLarge(content);
                for (byte[] passed = zip.readNBytes(8192); passed.length > 0; passed = zip.readNBytes(8192)) {
                    left -= passed.length;
                    if (left < 0) {
                        throw new Refused(Reason.BODY_TOO_LARGE);
                    }
                }
                if (asked && found.put(entry.getName(), content) != null) {
                    throw new Refused(Reason.DUPLICATE_KEY, entry.getName());
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw new Refused(Reason.NOT_WELL_FORMED);
        }
        if (files == 0) {
            throw new Refused(Reason.NOT_WELL_FORMED);
        }
        return found;
    }
}
