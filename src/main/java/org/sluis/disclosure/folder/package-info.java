/** The doors that nobody calls: folders in which a party puts files of many messages. */
@NullMarked
package org.sluis.disclosure.folder;

import org.jspecify.annotations.NullMarked;
