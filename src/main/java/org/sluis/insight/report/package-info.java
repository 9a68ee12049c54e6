/** The report for a family: what was shared about one child, as far as the one for whom it is made may know it. */
@NullMarked
@NamedInterface("report")
package org.sluis.insight.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
