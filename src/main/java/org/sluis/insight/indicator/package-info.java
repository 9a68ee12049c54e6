/** What the parties of an agreement watch: counts by school year and party, never so few that they tell of a child. */
@NullMarked
@NamedInterface("indicator")
package org.sluis.insight.indicator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
