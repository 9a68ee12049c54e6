package org.sluis.keys;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.sluis.canonical.Ids;

/**
 * The keys of a folder in memory, by epoch. An epoch's id is {@code <use>-<serial>-<random>}: the highest of a use is
 * current, and no id comes twice, not even after its key was destroyed. A file never changes, so it is read once.
 */
final class KeyRing {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final long TICK_NANOS = 100_000_000;
    private static final Object ONE_WRITER_HERE = new Object();

    private final Path folder;
    private final Ids ids;
    private volatile Seen seen = new Seen(FileTime.fromMillis(0), 0, false, new TreeMap<>(), new TreeMap<>());

    /**
     * @param settled whether no change can have the same time as the last one seen
     * @param retired public halves of keys that sign no more
     */
    private record Seen(
            FileTime changed,
            long since,
            boolean settled,
            NavigableMap<String, byte[]> keys,
            NavigableMap<String, byte[]> retired) {}

    private KeyRing(Path folder, Ids ids) {
        this.folder = folder;
        this.ids = ids;
    }

    static KeyRing open(Path folder, Ids ids) {
        KeyRing ring = new KeyRing(folder, ids);
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder.toAbsolutePath().getParent());
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            if (!Files.getPosixFilePermissions(folder).equals(OWNER_ONLY)) {
                throw new IOException("others than the owner may enter the key folder: chmod 700 it");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        ring.alone(() -> {
            for (String name : ring.names()) {
                if (name.endsWith(KeyFile.UNFINISHED) || name.endsWith(KeyFile.DESTROYED)) {
                    KeyFile.wipe(folder.resolve(name));
                }
            }
            return "";
        });
        ring.read();
        // An RSA key takes a second to make, so the token endpoint's comes when it is first asked for.
        for (Use use : Use.values()) {
            if (use != Use.TOKEN) {
                ring.current(use);
            }
        }
        return ring;
    }

    /** The current epoch of the use; its first key is made here. */
    String current(Use use) {
        return currentFirst(use).get(0);
    }

    List<String> currentFirst(Use use) {
        List<String> epochs = of(use);
        return epochs.isEmpty() ? List.of(alone(() -> of(use).isEmpty() ? add(use) : of(use).get(0))) : epochs;
    }

    byte[] secret(String epoch) {
        byte[] secret = read().keys().get(epoch);
        if (secret == null) {
            throw new KeyDestroyed(epoch);
        }
        return secret;
    }

    /** @param announced told of the key before it is in the folder */
    String rotate(Use use, Consumer<Ed25519Signer> announced) {
        return alone(() -> {
            String epoch = next(use);
            byte[] secret = use.fresh(ids);
            announced.accept(new Ed25519Signer(epoch, secret));
            KeyFile.write(folder, epoch, KeyFile.ENDING, secret);
            return epoch;
        });
    }

    String rotate(Use use) {
        return alone(() -> add(use));
    }

    /** Every key of a signing use but the current one signs no more; of each the public half stays. */
    void retire(Use use, Consumer<Ed25519Signer> announced) {
        alone(() -> {
            List<String> epochs = of(use);
            for (String epoch : epochs.subList(1, epochs.size())) {
                Ed25519Signer signer = new Ed25519Signer(epoch, secret(epoch));
                announced.accept(signer);
                if (!read().retired().containsKey(epoch)) {
                    KeyFile.write(folder, epoch, KeyFile.PUBLIC, signer.publicKey());
                }
                KeyFile.destroy(folder, epoch);
            }
            return "";
        });
    }

    /** Public halves of keys that sign no more, newest first. */
    List<byte[]> retired(Use use) {
        Seen now = read();
        return now.retired().descendingMap().entrySet().stream()
                .filter(key -> use.owns(key.getKey()) && !now.keys().containsKey(key.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    void destroy(String epoch) {
        for (Use use : Use.values()) {
            if (use.signs() && use.owns(epoch)) {
                throw new IllegalArgumentException("a signing key is superseded, never destroyed");
            }
            if (use.owns(epoch)) {
                alone(() -> {
                    List<String> epochs = of(use);
                    if (epochs.contains(epoch)) {
                        if (epochs.get(0).equals(epoch)) {
                            add(use);
                        }
                        KeyFile.destroy(folder, epoch);
                    }
                    return epoch;
                });
            }
        }
    }

    private List<String> of(Use use) {
        return read().keys().descendingKeySet().stream().filter(use::owns).toList();
    }

    private String add(Use use) throws IOException {
        String epoch = next(use);
        KeyFile.write(folder, epoch, KeyFile.ENDING, use.fresh(ids));
        return epoch;
    }

    private String next(Use use) {
        long last = of(use).stream().mapToLong(KeyRing::serial).max().orElse(0);
        return String.format(
                Locale.ROOT, "%s-%06d-%s", use.label(), last + 1, HexFormat.of().formatHex(ids.bytes(4)));
    }

    private static long serial(String epoch) {
        return Long.parseLong(epoch.split("-", -1)[1]);
    }

    /**
     * What is in the folder now. It is listed again when its time of change moved, and until that time is far enough
     * behind for a second change not to hide in the same tick of the file system's clock.
     */
    private Seen read() {
        try {
            FileTime changed = Files.getLastModifiedTime(folder);
            Seen last = seen;
            boolean same = last.changed().equals(changed);
            if (same && last.settled()) {
                return last;
            }
            long since = same ? last.since() : System.nanoTime();
            boolean settled = System.nanoTime() - since > TICK_NANOS;
            Seen now = new Seen(
                    changed, since, settled, keys(KeyFile.ENDING, last.keys()), keys(KeyFile.PUBLIC, last.retired()));
            seen = now;
            return now;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private NavigableMap<String, byte[]> keys(String ending, NavigableMap<String, byte[]> known) throws IOException {
        NavigableMap<String, byte[]> now = new TreeMap<>();
        for (String name : names()) {
            if (name.endsWith(ending)) {
                String epoch = name.substring(0, name.length() - ending.length());
                byte[] key = known.get(epoch);
                now.put(epoch, key == null ? KeyFile.read(folder, epoch, ending) : key);
            }
        }
        return now;
    }

    private String[] names() {
        String[] names = folder.toFile().list();
        if (names == null) {
            throw new UncheckedIOException(new IOException("the key folder cannot be read"));
        }
        return names;
    }

    private interface Change {
        String run() throws IOException;
    }

    /** One writer at a time, in this JVM and among all processes that share the folder. */
    private String alone(Change change) {
        synchronized (ONE_WRITER_HERE) {
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"),
                            Set.of(CREATE, WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                    FileLock held = channel.lock()) {
                return held.isValid() ? change.run() : "";
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
