/** Persons, not accounts: their roles and keys, and what needs four eyes. */
@NullMarked
@NamedInterface("person")
package org.sluis.party.person;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
