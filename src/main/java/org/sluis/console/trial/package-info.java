/** Pages for integrators: a message tried, before anything is connected. */
@NullMarked
package org.sluis.console.trial;

import org.jspecify.annotations.NullMarked;
