package org.sluis.disclosure.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluis.canonical.Sha256;
import org.sluis.gate.Gate;

/**
 * A file that a party has put into a folder. It is whole when {@code NAME.done} stands beside it and its SHA-256 is the one
 * that the marker holds, or else {@code NAME.sha256}: sixty-four hexadecimal digits first, as {@code sha256sum} writes. A
 * link is no file: it could lead anywhere.
 */
record Dropped(byte[] bytes, String digest) {
    static final String MARKER = ".done";
    static final String CHECKSUM = ".sha256";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}[.]csv");
    private static final Pattern DIGEST = Pattern.compile("([0-9a-fA-F]{64})(?:\\s.*)?", Pattern.DOTALL);
    private static final int LONGEST = 1_024;

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether its sender says that it is there. */
    static boolean marked(Path file) {
        return Files.isRegularFile(beside(file, MARKER), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * The file, where what stands in {@code copy} is what the sender says of {@code file}. One over the limit of the gate is
     * whole as well, and holds one byte too much: it is refused whatever its digest.
     */
    static Optional<Dropped> whole(Path file, Path copy) throws IOException {
        byte[] bytes = bytes(copy, Gate.MAX_BODY_BYTES + 1);
        String digest = Sha256.hex(bytes);
        boolean said = said(beside(file, MARKER))
                .or(() -> said(beside(file, CHECKSUM)))
                .filter(digest::equals)
                .isPresent();
        return said || bytes.length > Gate.MAX_BODY_BYTES ? Optional.of(new Dropped(bytes, digest)) : Optional.empty();
    }

    /** Of a file over the limit, that of what counts of it. */
    static String digest(Path file) throws IOException {
        return Sha256.hex(bytes(file, Gate.MAX_BODY_BYTES + 1));
    }

    static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static Optional<String> said(Path file) {
        try {
            Matcher digest = DIGEST.matcher(new String(bytes(file, LONGEST), StandardCharsets.US_ASCII).strip());
            return digest.matches() ? Optional.of(digest.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(Path file, int most) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException("a file that was put here");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(most);
        }
    }

    @Override
    public String toString() {
        return "Dropped[" + digest + "]";
    }
}
