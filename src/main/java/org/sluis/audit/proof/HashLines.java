package org.sluis.audit.proof;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The hashes of a proof as C2SP writes them: base64, a line each, at most 63. */
final class HashLines {
    private static final int MOST = 63;

    private HashLines() {}

    static String write(List<byte[]> path) {
        StringBuilder text = new StringBuilder();
        path.forEach(
                hash -> text.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return text.toString();
    }

    static Optional<List<byte[]>> read(List<String> lines) {
        List<byte[]> path = new ArrayList<>();
        for (String line : lines) {
            try {
                byte[] hash = Base64.getDecoder().decode(line);
                if (path.size() == MOST
                        || hash.length != Tiles.HASH
                        || !Base64.getEncoder().encodeToString(hash).equals(line)) {
                    return Optional.empty();
                }
                path.add(hash);
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        }
        return Optional.of(path);
    }
}
