package org.sluis.gate;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * That a message is sent again for one that was held, and what its author attests to. One cannot attest without naming
 * what was held.
 *
 * @param disclosure the one that was held
 * @param attested each passage once
 */
public record Replacing(UUID disclosure, List<Attestation> attested) {
    public static final String REPLACES = "Sluis-Replaces";
    public static final String ATTEST = "Sluis-Attest";
    /** No message has so many texts that a person looked at one by one. */
    private static final int MOST = 50;

    public Replacing {
        attested = List.copyOf(attested);
    }

    /**
     * What two headers say; nothing where neither is there. {@code Sluis-Attest} may be repeated, or hold several behind
     * commas (RFC 9110, 5.3).
     *
     * @throws Refused ({@link Reason#HEADER_NOT_VALID}) naming the header that is not written as it should be
     */
    public static @Nullable Replacing of(@Nullable String replaces, List<String> attest) {
        List<Attestation> attested = attest.stream()
                .flatMap(header -> Stream.of(header.split(",", -1)))
                .map(one -> Attestation.of(one.strip()))
                .toList();
        long places =
                attested.stream().map(a -> a.place() + a.kind()).distinct().count();
        if (attested.size() > MOST || places < attested.size() || (replaces == null && !attested.isEmpty())) {
            throw new Refused(Reason.HEADER_NOT_VALID, replaces == null ? REPLACES : ATTEST);
        }
        return replaces == null ? null : new Replacing(id(replaces), attested);
    }

    private static UUID id(String written) {
        try {
            UUID id = UUID.fromString(written);
            if (id.toString().equals(written)) {
                return id;
            }
        } catch (IllegalArgumentException notAnId) {
            // as below
        }
        throw new Refused(Reason.HEADER_NOT_VALID, REPLACES);
    }
}
