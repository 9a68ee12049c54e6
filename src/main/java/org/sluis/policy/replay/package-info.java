/** Decisions of the past, made again from what was kept and held against the log. */
@NullMarked
@NamedInterface("replay")
package org.sluis.policy.replay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
