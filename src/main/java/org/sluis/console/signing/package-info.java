/** Pages for who signs: their keys, and what waits for a second person. */
@NullMarked
package org.sluis.console.signing;

import org.jspecify.annotations.NullMarked;
