/** What people typed is looked at before it may pass: kinds, lists of words, numbers, names. Where and what kind, never what. */
@NullMarked
@ApplicationModule(allowedDependencies = {"canonical"})
package org.sluis.freetext;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
