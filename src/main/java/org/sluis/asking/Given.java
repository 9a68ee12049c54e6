package org.sluis.asking;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one person answered by one form, and nobody else's.
 *
 * @param youth whether it is about who reads it; else about their child
 */
public record Given(boolean youth, List<Consent> consents) {

    /**
     * A yes or a no.
     *
     * @param yes to these categories; else a no to all of them
     * @param asked the question, as it was shown; its categories are those that the answer names
     * @param withdrawnAt in the law's zone; null while it stands
     * @param shared when each message was offered that went on it so far, as far as this person may be told
     */
    public record Consent(
            UUID id,
            boolean yes,
            FamilySheet.Question asked,
            @Nullable ZonedDateTime withdrawnAt,
            List<ZonedDateTime> shared) {}

    /**
     * What became of the messages that rest on a consent that was taken back: when each was offered, in the law's zone.
     *
     * @param stopped waited, and will not go
     * @param gone had gone before; their recipients are asked to erase what they may keep no longer
     * @param uncertain were under way; nobody can say whether they arrived
     */
    public record Stopped(
            UUID consent, List<ZonedDateTime> stopped, List<ZonedDateTime> gone, List<ZonedDateTime> uncertain) {}

    /** Shows nothing. */
    @Override
    public String toString() {
        return "Given";
    }
}
