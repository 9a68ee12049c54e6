package org.sluis.disclosure.folder;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a file of a folder is taken now: within the hours of the folder, when its marker is there, and when it is whole.
 * One that is not stays where it is.
 */
public final class FolderFilter implements GenericFileFilter<File> {
    private static final Logger LOG = LoggerFactory.getLogger(FolderFilter.class);

    private final Map<Path, Folder> folders = new HashMap<>();
    private final Clock clock;
    private final ZoneId zone;
    private final Map<Path, Long> told = new HashMap<>();

    /** @param zone whose hours count */
    FolderFilter(Collection<Folder> folders, Clock clock, ZoneId zone) {
        folders.forEach(folder -> this.folders.put(folder.in(), folder));
        this.clock = clock;
        this.zone = zone;
    }

    /** The folder that this file was put into. */
    Optional<Folder> folder(Path file) {
        return Optional.ofNullable(folders.get(file.getParent()));
    }

    @Override
    public boolean accept(GenericFile<File> found) {
        Path file = Path.of(found.getAbsoluteFilePath()).normalize();
        return !found.isDirectory()
                && Dropped.isName(found.getFileNameOnly())
                && folder(file)
                        .filter(folder -> open(folder) && whole(folder, file))
                        .isPresent();
    }

    private boolean open(Folder folder) {
        return folder.window().holds(LocalTime.ofInstant(clock.instant(), zone));
    }

    private synchronized boolean whole(Folder folder, Path file) {
        if (!Dropped.marked(file)) {
            return false;
        }
        try {
            if (Dropped.whole(file, file).isPresent()) {
                told.remove(file);
                return true;
            }
            waits(folder, file, "is not what its digest says, or has none");
        } catch (IOException unreadable) {
            waits(folder, file, "cannot be read");
        }
        return false;
    }

    /** Told once for each time that it was written, and never by its name. */
    private void waits(Folder folder, Path file, String why) {
        long written = file.toFile().lastModified();
        if (!Long.valueOf(written).equals(told.put(file, written))) {
            told.keySet().removeIf(each -> !Files.exists(each, LinkOption.NOFOLLOW_LINKS));
            LOG.warn("folder {}: a file {}; it waits", folder.name(), why);
        }
    }
}
