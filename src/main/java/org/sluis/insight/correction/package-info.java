/** What was put right or taken back of what was told, and whether everyone who has it heard of it (GDPR art. 16 to 19). */
@NullMarked
package org.sluis.insight.correction;

import org.jspecify.annotations.NullMarked;
