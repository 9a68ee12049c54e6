package org.sluis.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Purpose;
import org.sluis.freetext.Screen;
import org.sluis.party.PartyKind;

/**
 * The policy packs in force, immutable and compiled. Whatever is wrong in one of them refuses them all: a broken edit may
 * have been a restriction.
 */
public final class Packs {
    private static final Set<String> OTHER_FOLDERS = Set.of("law", "agreements", "free-text");

    private final Map<Way, Pack> byWay = new HashMap<>();
    private final List<Pack> all;
    private final String digest;
    private final Dictionary dictionary;

    private record Way(String purpose, PartyKind discloser, PartyKind recipient) {}

    private Packs(List<Pack> all, String digest, Dictionary dictionary) {
        this.all = List.copyOf(all);
        this.digest = digest;
        this.dictionary = dictionary;
        all.forEach(pack -> ways(pack).forEach(way -> byWay.put(way, pack)));
    }

    /**
     * Reads every {@code <nnn>-<purpose>/policy.yaml} under the folder.
     *
     * @param screen whose kinds and reasons a policy may name as attestable
     * @throws PackNotValid naming every fault with its file, its line and what to write instead
     */
    public static Packs load(Path consentPolicies, Dictionary dictionary, Screen screen) {
        List<PackFault> faults = new ArrayList<>();
        List<Pack> packs = new ArrayList<>();
        Map<Way, Pack> taken = new HashMap<>();
        PackReader reader = new PackReader(dictionary, screen.kinds());
        List<Path> folders = folders(consentPolicies, faults);
        for (Path folder : folders) {
            Pack pack = reader.read(folder, faults);
            if (pack != null) {
                packs.add(pack);
                ways(pack).stream()
                        .flatMap(way -> Stream.ofNullable(taken.put(way, pack)))
                        .findFirst()
                        .ifPresent(other -> faults.add(new PackFault(
                                pack.id() + "/policy.yaml",
                                1,
                                "purpose, discloser and recipient are those of " + other.id(),
                                "write one policy for both, or another purpose")));
            }
        }
        if (folders.isEmpty()) {
            faults.add(new PackFault(".", 0, "there is no policy pack", "make a folder like 010-purpose"));
        }
        if (!faults.isEmpty()) {
            throw new PackNotValid(faults);
        }
        return new Packs(packs, digest(consentPolicies, folders, screen), dictionary);
    }

    /** SHA-256 over the dictionary, every policy in the order of their names, and the lists of free text, hexadecimal. */
    public String digest() {
        return digest;
    }

    @Nullable
    Pack find(Purpose purpose, PartyKind discloser, PartyKind recipient) {
        return byWay.get(new Way(purpose.value(), discloser, recipient));
    }

    Dictionary dictionary() {
        return dictionary;
    }

    List<Pack> all() {
        return all;
    }

    private static List<Way> ways(Pack pack) {
        return pack.disclosers().stream()
                .flatMap(discloser -> pack.recipients().stream()
                        .map(recipient -> new Way(pack.purpose().value(), discloser, recipient)))
                .toList();
    }

    private static List<Path> folders(Path consentPolicies, List<PackFault> faults) {
        try (Stream<Path> entries = Files.list(consentPolicies)) {
            List<Path> folders = new ArrayList<>();
            for (Path folder : entries.filter(Files::isDirectory).sorted().toList()) {
                String name = folder.getFileName().toString();
                if (name.matches("[0-9]{3}-[a-z0-9][a-z0-9-]{0,58}[a-z0-9]")) {
                    folders.add(folder);
                } else if (!OTHER_FOLDERS.contains(name)) {
                    faults.add(new PackFault(
                            name, 0, "this folder is no policy pack", "name it like 010-purpose, or move it away"));
                }
            }
            return folders;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String digest(Path consentPolicies, Collection<Path> folders, Screen screen) {
        List<Path> files = new ArrayList<>(List.of(consentPolicies.resolve("dictionary.yaml")));
        folders.forEach(folder -> files.add(folder.resolve("policy.yaml")));
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                add(sha, consentPolicies.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                add(sha, Files.readAllBytes(file));
            }
            add(sha, screen.digest().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    private static void add(MessageDigest sha, byte[] part) {
        sha.update(ByteBuffer.allocate(4).putInt(part.length).array());
        sha.update(part);
    }
}
