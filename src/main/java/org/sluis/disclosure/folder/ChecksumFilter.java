package org.sluis.disclosure.folder;

import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/** A checksum on its way here is fetched once its sixty-four digits are there: half of it would never be made whole. */
final class ChecksumFilter implements GenericFileFilter<Object> {
    private static final int DIGITS = 64;

    @Override
    public boolean accept(GenericFile<Object> found) {
        return found.isDirectory() || found.getFileLength() >= DIGITS;
    }
}
