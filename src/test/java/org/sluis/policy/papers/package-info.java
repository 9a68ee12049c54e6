@NullMarked
package org.sluis.policy.papers;

import org.jspecify.annotations.NullMarked;
