/** What is wrong, doubtful or worth knowing in a folder of policies, before anybody publishes it. */
@NullMarked
package org.sluis.policy.lint;

import org.jspecify.annotations.NullMarked;
