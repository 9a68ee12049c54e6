package org.sluis.audit.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of what was found, newest first.
 *
 * @param next where to go on; null at the end. A page may be short, or empty, and go on all the same: the work for one
 *     page is bounded
 */
public record Page(List<LoggedEntry> entries, @Nullable Cursor next) {}
