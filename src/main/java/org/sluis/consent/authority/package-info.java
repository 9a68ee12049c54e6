/** Where it is known from who holds authority over a child: registers that can be asked, and what their answers come to. */
@NullMarked
package org.sluis.consent.authority;

import org.jspecify.annotations.NullMarked;
