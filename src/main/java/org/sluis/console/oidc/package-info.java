/** Signing in with an account at an OpenID provider of the organisation. */
@NullMarked
package org.sluis.console.oidc;

import org.jspecify.annotations.NullMarked;
