/** Pages for privacy officers: the rules in force. */
@NullMarked
package org.sluis.console.rules;

import org.jspecify.annotations.NullMarked;
