package org.sluis.canary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Searches bytes for markers: as UTF-8, as UTF-16 of either order, in hexadecimal, and in base64 wherever a group of
 * three begins. What is compressed or encrypted is not opened.
 */
final class Haystack {
    private static final int HEAD = 6;
    private static final long MASK = (1L << 8 * HEAD) - 1;

    private record Needle(byte[] bytes, Marker marker) {}

    private final Map<Long, List<Needle>> needles = new HashMap<>();
    private final BitSet heads = new BitSet();
    private final SortedMap<String, Marker> found = new TreeMap<>();
    private long searched;

    Haystack(Collection<Marker> markers) {
        for (Marker marker : markers) {
            add(marker, marker.bytes());
            if (!marker.weak()) {
                add(marker, marker.core().getBytes(StandardCharsets.UTF_16LE));
                add(marker, marker.core().getBytes(StandardCharsets.UTF_16BE));
                String hex = HexFormat.of().formatHex(marker.bytes());
                add(marker, ascii(hex));
                add(marker, ascii(hex.toUpperCase(Locale.ROOT)));
                for (int shift = 0; shift < 3; shift++) {
                    add(marker, ascii(base64(marker.bytes(), shift)));
                }
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The characters that no neighbour has a part in, behind as many bytes of something else. */
    private static String base64(byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        int from = (shift * 8 + 5) / 6;
        return Base64.getEncoder().encodeToString(shifted).substring(from, shifted.length * 8 / 6);
    }

    private void add(Marker marker, byte[] bytes) {
        long head = 0;
        for (int i = 0; i < HEAD; i++) {
            head = head << 8 | bytes[i] & 0xFF;
        }
        needles.computeIfAbsent(head, any -> new ArrayList<>()).add(new Needle(bytes, marker));
        heads.set(hash(head));
    }

    private static int hash(long head) {
        return (int) (head * 0x9E3779B97F4A7C15L >>> 44);
    }

    /** What was found so far: the place and what had the marker, and the marker. */
    SortedMap<String, Marker> found() {
        return found;
    }

    /** How many bytes were searched so far. */
    long searched() {
        return searched;
    }

    Haystack in(String place, String text) {
        return in(place, text.getBytes(StandardCharsets.UTF_8));
    }

    Haystack in(String place, byte[] bytes) {
        searched += bytes.length;
        long head = 0;
        for (int i = 0; i < bytes.length; i++) {
            head = (head << 8 | bytes[i] & 0xFF) & MASK;
            if (i >= HEAD - 1 && heads.get(hash(head)) && needles.containsKey(head)) {
                for (Needle needle : needles.get(head)) {
                    if (stands(needle, bytes, i - HEAD + 1)) {
                        found.put(place + " holds " + needle.marker().where(), needle.marker());
                    }
                }
            }
        }
        return this;
    }

    /** Every file below the folder; one that goes meanwhile is gone. */
    Haystack below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                in(folder.relativize(file) + " (name)", file.toString());
                try {
                    in(folder.getFileName() + "/" + folder.relativize(file), Files.readAllBytes(file));
                } catch (NoSuchFileException gone) {
                    continue;
                }
            }
        }
        return this;
    }

    private static boolean stands(Needle needle, byte[] bytes, int from) {
        int to = from + needle.bytes().length;
        return to <= bytes.length
                && Arrays.equals(bytes, from, to, needle.bytes(), 0, needle.bytes().length)
                && (!needle.marker().weak() || alone(bytes, from - 1, -1) && alone(bytes, to, 1));
    }

    /** No digit or letter here, nor behind a full stop: that is a fraction. */
    private static boolean alone(byte[] bytes, int at, int step) {
        if (at < 0 || at >= bytes.length) {
            return true;
        }
        char c = (char) bytes[at];
        return !Character.isLetterOrDigit(c) && (c != '.' || alone(bytes, at + step, step));
    }

    /** The same text in each way that is searched: for the proof that it is found. */
    static List<byte[]> written(String text) {
        ByteArrayOutputStream shifted = new ByteArrayOutputStream();
        shifted.writeBytes(ascii("xy"));
        shifted.writeBytes(ascii(text));
        byte[] utf8 = ascii(text);
        return List.of(
                utf8,
                text.getBytes(StandardCharsets.UTF_16LE),
                text.getBytes(StandardCharsets.UTF_16BE),
                ascii(HexFormat.of().formatHex(utf8)),
                ascii(HexFormat.of().withUpperCase().formatHex(utf8)),
                Base64.getEncoder().encode(utf8),
                Base64.getUrlEncoder().encode(("x" + text + "y").getBytes(StandardCharsets.US_ASCII)),
                Base64.getMimeEncoder().encode(shifted.toByteArray()));
    }
}
