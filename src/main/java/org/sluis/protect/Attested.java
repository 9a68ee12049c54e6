package org.sluis.protect;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an author attested to, and it counted: for the log.
 *
 * @param replaces the disclosure that was held; null where nothing was attested
 * @param passages each as {@code goal.description[1]:23-32:name=fictional}
 */
public record Attested(@Nullable UUID replaces, List<String> passages) {
    static final Attested NOTHING = new Attested(null, List.of());
}
