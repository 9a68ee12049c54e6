/** Pages for parents and young people, who have no account but a code that was handed over. */
@NullMarked
package org.sluis.console.family;

import org.jspecify.annotations.NullMarked;
