/** What is in force: packs published under their digest by two persons, closed by one, loaded by every node. */
@NullMarked
@NamedInterface("publish")
package org.sluis.policy.publish;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
