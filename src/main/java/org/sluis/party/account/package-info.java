/** What persons sign in to the console with: an invitation, a password, a code by time. */
@NullMarked
@NamedInterface("account")
package org.sluis.party.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
