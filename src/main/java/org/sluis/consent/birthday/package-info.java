/** What a birthday changes: who passed one is decided anew at midnight, and the school is warned before. */
@NullMarked
package org.sluis.consent.birthday;

import org.jspecify.annotations.NullMarked;
