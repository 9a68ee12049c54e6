/** Many consents in one file: each line recorded as a form is, each that is rejected named by its number. */
@NullMarked
package org.sluis.consent.csv;

import org.jspecify.annotations.NullMarked;
