/** Pages for whoever may read the audit log. */
@NullMarked
package org.sluis.console.log;

import org.jspecify.annotations.NullMarked;
