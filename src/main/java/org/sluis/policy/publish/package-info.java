/** What is in force: packs published under their digest by two persons, closed by one, loaded by every node. */
@NullMarked
package org.sluis.policy.publish;

import org.jspecify.annotations.NullMarked;
