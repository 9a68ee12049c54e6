package org.sluis.disclosure.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.gate.Door;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A folder of one party, as {@code sluis.folders.<name>} sets it up. Below it {@code in} is the party's to write;
 * {@code work}, {@code done}, {@code refused} and {@code reports} are Sluis's.
 *
 * @param client who speaks, as the directory knows it
 * @param party for whom
 */
record Folder(String name, Path path, String client, PartyId party, Door door, Window window) {
    private static final List<String> PARTS = List.of("in", "work", "done", "refused", "reports");

    /** The settings as they are written. */
    record Written(
            boolean open,
            @DefaultValue("none") String path,
            @DefaultValue("none") String client,
            @DefaultValue("none") String party,
            @DefaultValue("none") String door,
            @DefaultValue("22:00-06:00") String window,
            @DefaultValue Server sftp) {}

    /** The SFTP server that files are carried from, as it is written. */
    record Server(
            boolean open,
            @DefaultValue("none") String keyFile,
            @DefaultValue("none") String knownHosts) {}

    /** @throws IllegalArgumentException with the key that is wrong and what to write there */
    static Folder of(String name, Written set) {
        String key = "sluis.folders." + name + ".";
        String[] door = set.door().split("/", -1);
        if (door.length != 3) {
            throw new IllegalArgumentException(key + "door: write connector/purpose/recipient");
        }
        if (set.client().equals("none") || set.party().equals("none")) {
            throw new IllegalArgumentException(key + "client and " + key + "party: write who speaks, and for whom");
        }
        server(key + "sftp.", set.sftp());
        Path path = Path.of(set.path()).toAbsolutePath().normalize();
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException(key + "path: is not a folder; make it, or write another");
        }
        Folder folder = new Folder(
                name,
                path,
                set.client(),
                new PartyId(set.party()),
                new Door(door[0], new Purpose(door[1]), new PartyId(door[2])),
                Window.of(key + "window", set.window()));
        PARTS.forEach(folder::made);
        return folder;
    }

    private static void server(String key, Server set) {
        if (set.open() && !Files.isReadable(Path.of(set.keyFile()))) {
            throw new IllegalArgumentException(key + "key-file: cannot be read; write where our private key is");
        }
        if (set.open() && !Files.isReadable(Path.of(set.knownHosts()))) {
            throw new IllegalArgumentException(key + "known-hosts: cannot be read; write where the server's keys are");
        }
    }

    Path in() {
        return path.resolve("in");
    }

    Path part(String part) {
        return path.resolve(part);
    }

    private void made(String part) {
        Path made = path.resolve(part);
        try {
            if (!Files.isDirectory(made, LinkOption.NOFOLLOW_LINKS)) {
                boolean shared = part.equals("in") || part.equals("reports");
                Files.createDirectory(
                        made,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString(shared ? "rwxrwx---" : "rwx------")));
            }
        } catch (IOException failure) {
            throw new IllegalArgumentException("sluis.folders." + name + ".path: " + part + " cannot be made there");
        }
    }
}
