/** Whether what it takes to reach each recipient is good, and until when: keys, and the certificates that servers really present. */
@NullMarked
@NamedInterface("reach")
package org.sluis.delivery.reach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
