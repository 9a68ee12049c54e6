package org.sluis.trial;

import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about a message.
 *
 * @param purpose of the dictionary's policies, or the id of one policy where several have that purpose
 * @param recipientConnector how the recipient is written to; null for the connector that has places for most of it
 * @param categories what everyone who is asked says yes to; null for all of them; none where nobody said anything
 * @param age the law's band; null for what the message's birth date says today, or the youngest without one
 */
public record Wanted(
        String purpose,
        @Nullable String recipientConnector,
        @Nullable SortedSet<String> categories,
        @Nullable String age) {}
