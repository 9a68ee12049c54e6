package org.sluis.database;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** The random passwords of the bundled server's roles, in one file that only this user can read. */
final class Passwords {
    private static final int BYTES = 24;

    private final Properties known;

    private Passwords(Properties known) {
        this.known = known;
    }

    /** Reads the file, or writes a new one when there is none and {@code mayCreate}. */
    static Passwords kept(Path file, boolean mayCreate) throws IOException {
        Properties known = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                known.load(reader);
            }
        } else if (mayCreate) {
            SecureRandom random = new SecureRandom();
            for (String role : Roles.BUNDLED) {
                byte[] secret = new byte[BYTES];
                random.nextBytes(secret);
                known.setProperty(role, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
            }
            write(known, file);
        }
        if (!known.stringPropertyNames().containsAll(Roles.BUNDLED)) {
            throw new DatabaseUnfit(
                    "the passwords of the bundled PostgreSQL are not in " + file,
                    "Put the file back from your backup: without it nobody can open this database.");
        }
        return new Passwords(known);
    }

    private static void write(Properties known, Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(fresh, StandardOpenOption.WRITE, StandardOpenOption.SYNC)) {
            for (String role : Roles.BUNDLED) {
                writer.write(role + "=" + known.getProperty(role) + "\n");
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    Login of(String role) {
        return new Login(role, known.getProperty(role, ""));
    }
}
