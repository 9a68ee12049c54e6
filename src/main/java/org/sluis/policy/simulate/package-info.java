/** Drafts tried on what was recorded: what would open, close, appear or vanish, before anyone publishes them. */
@NullMarked
@NamedInterface("simulate")
package org.sluis.policy.simulate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
