/** What a policy pack says, as a privacy officer wrote it: files read, faults found, nothing decided. */
@NullMarked
@NamedInterface("pack")
package org.sluis.policy.pack;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
