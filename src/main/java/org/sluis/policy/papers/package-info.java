/** What the packs say, as papers: the register of processing, the facts for a DPIA, who receives what, annex and notice. */
@NullMarked
@NamedInterface("papers")
package org.sluis.policy.papers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
