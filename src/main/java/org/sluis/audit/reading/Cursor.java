package org.sluis.audit.reading;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a search goes on: behind this moment and id, among the entries that the log had when it began. So no entry comes
 * twice or is passed over, however many are added meanwhile.
 *
 * @param size of the log, as far as a checkpoint covered it, when the search began
 */
public record Cursor(long size, Instant at, UUID id) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})\\.([0-9a-f-]{36})");

    /** For whoever asks for the next page: no promise of what is in it. */
    public String text() {
        String plain = size + "." + ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(US_ASCII));
    }

    /** Empty where it is none that {@link #text} gave. */
    public static Optional<Cursor> read(String text) {
        try {
            Matcher parts = TEXT.matcher(new String(Base64.getUrlDecoder().decode(text), US_ASCII));
            if (!parts.matches()) {
                return Optional.empty();
            }
            Cursor read = new Cursor(
                    Long.parseLong(parts.group(1)),
                    Instant.EPOCH.plus(Long.parseLong(parts.group(2)), ChronoUnit.MICROS),
                    UUID.fromString(parts.group(3)));
            return Optional.of(read).filter(each -> each.text().equals(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
