/** Breaking the glass in vital interest: two persons open, a third closes, and nothing is closed without review. */
@NullMarked
package org.sluis.consent.emergency;

import org.jspecify.annotations.NullMarked;
