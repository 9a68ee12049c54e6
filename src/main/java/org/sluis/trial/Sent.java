package org.sluis.trial;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluis.policy.Explanation;

/**
 * What would become of a message.
 *
 * @param policy the id of the policy that decided
 * @param age the band that it was decided for
 * @param lines each element and whether it passes; none where nothing was decided
 * @param stopped why nothing would go; null where it would
 * @param connector how the recipient is written to
 * @param contentType of the message; null where there is none
 * @param message as the recipient would get it, but for the ids; null where nothing would go
 * @param placeless what passes and has no place in the recipient's format, so that it would not arrive
 * @param wrong what the recipient's format does not allow in it: it would be held
 */
public record Sent(
        String policy,
        String age,
        List<Explanation.Line> lines,
        @Nullable Stopped stopped,
        String connector,
        @Nullable String contentType,
        @Nullable String message,
        List<String> placeless,
        List<String> wrong) {

    /**
     * @param reason the code of the catalogue
     * @param text the same in a sentence
     * @param where elements or places, never values
     */
    public record Stopped(String outcome, String reason, String text, List<String> where) {}

    /** Whether it would go. */
    public boolean goes() {
        return stopped == null && wrong.isEmpty();
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Sent[" + policy + "]";
    }
}
