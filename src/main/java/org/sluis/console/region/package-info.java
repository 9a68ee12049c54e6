/** Pages for the parties of an agreement, the municipality among them: what was signed and what came of it; no child. */
@NullMarked
package org.sluis.console.region;

import org.jspecify.annotations.NullMarked;
