/** What the parties of a region agreed before anything is shared: who signed, how fast they answer, what they watch. */
@NullMarked
@NamedInterface("agreement")
package org.sluis.policy.agreement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
