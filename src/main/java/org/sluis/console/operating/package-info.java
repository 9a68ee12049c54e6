/** Pages for operators: what waits, what waits for a person, and who can be reached. */
@NullMarked
package org.sluis.console.operating;

import org.jspecify.annotations.NullMarked;
