/** What a policy pack says, as a privacy officer wrote it: files read, faults found, nothing decided. */
@NullMarked
package org.sluis.policy.pack;

import org.jspecify.annotations.NullMarked;
