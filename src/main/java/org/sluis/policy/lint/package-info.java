/** What is wrong, doubtful or worth knowing in a folder of policies, before anybody publishes it. */
@NullMarked
@NamedInterface("lint")
package org.sluis.policy.lint;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
