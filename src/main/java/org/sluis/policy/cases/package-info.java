/** The cases of the packs, and the denials that must follow from each permit. */
@NullMarked
@NamedInterface("cases")
package org.sluis.policy.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
