package org.sluis.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Sha256;
import org.sluis.freetext.Screen;
import org.sluis.party.Party;
import org.sluis.policy.agreement.Agreement;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackNotValid;
import org.sluis.policy.pack.PackReader;
import org.sluis.policy.pack.PackSource;

/**
 * Policy packs, immutable and compiled. Whatever is wrong in one of a folder refuses them all: a broken edit may have
 * been a restriction.
 */
public final class Packs {
    private static final Set<String> OTHER_FOLDERS = Set.of("law", "agreements", "free-text", "papers");

    private final Ways ways;
    private final List<Policy> all;
    private final Dictionary dictionary;

    private Packs(List<Policy> all, Dictionary dictionary) {
        this.all = List.copyOf(all);
        this.dictionary = dictionary;
        this.ways = new Ways(all);
    }

    /**
     * These packs.
     *
     * @param dictionary of this node: what a message can hold
     * @throws PackNotValid where it is not clear which of two governs a way
     */
    public static Packs of(List<Pack> packs, Dictionary dictionary) {
        List<PackFault> faults = new ArrayList<>();
        Ways.check(packs, faults);
        if (!faults.isEmpty()) {
            throw new PackNotValid(faults);
        }
        return new Packs(packs.stream().map(Policy::of).toList(), dictionary);
    }

    /**
     * Reads every {@code <nnn>-<purpose>/policy.yaml} under the folder.
     *
     * @param screen whose kinds and reasons a policy may name as attestable
     * @throws PackNotValid naming every fault with its file, its line and what to write instead
     */
    public static Packs load(Path consentPolicies, Dictionary dictionary, Screen screen) {
        List<PackFault> faults = new ArrayList<>();
        List<Pack> packs = read(consentPolicies, screen, faults);
        if (!faults.isEmpty()) {
            throw new PackNotValid(faults);
        }
        return of(packs, dictionary);
    }

    /** The same by the dictionary of that folder and what it looks for in free text. */
    public static Packs load(Path consentPolicies) {
        Dictionary dictionary = Dictionary.load(consentPolicies.resolve("dictionary.yaml"));
        return load(consentPolicies, dictionary, Screen.load(consentPolicies.resolve("free-text/nl"), dictionary));
    }

    /** The packs of a folder that are in order, each by itself; what is not is a fault. */
    public static List<Pack> read(Path consentPolicies, Screen screen, List<PackFault> faults) {
        List<Pack> packs = new ArrayList<>();
        PackReader reader = new PackReader(screen.kinds());
        for (PackSource source : sources(consentPolicies, faults)) {
            Pack pack = reader.read(source, faults);
            if (pack != null) {
                packs.add(pack);
            }
        }
        return packs;
    }

    /** The packs of a folder as they are written there, in the order of their names; what cannot be read is a fault. */
    public static List<PackSource> sources(Path consentPolicies, List<PackFault> faults) {
        List<Path> folders = folders(consentPolicies, faults);
        if (folders.isEmpty()) {
            faults.add(new PackFault(".", 0, "there is no policy pack", "make a folder like 010-purpose"));
        }
        return folders.stream()
                .flatMap(folder -> Stream.ofNullable(
                        PackSource.read(consentPolicies, folder.getFileName().toString(), faults)))
                .toList();
    }

    /** SHA-256 over the id and the digest of each, hexadecimal: which rules these are. */
    public String digest() {
        String list = all.stream()
                .map(policy -> policy.pack().id() + " " + policy.pack().digest() + "\n")
                .sorted()
                .collect(Collectors.joining());
        return Sha256.hex(list.getBytes(StandardCharsets.UTF_8));
    }

    /** These, but with the drafts in the place of those of their ids, or beside them. @throws PackNotValid as {@link #of} does */
    Packs with(List<Pack> drafts) {
        Map<String, Pack> byId = new TreeMap<>();
        all.forEach(policy -> byId.put(policy.pack().id(), policy.pack()));
        drafts.forEach(draft -> byId.put(draft.id(), draft));
        return of(List.copyOf(byId.values()), dictionary);
    }

    /** The policy that decides on this way, in force or not. */
    public @Nullable Policy find(DecisionInput input) {
        return ways.find(
                input.purpose(), input.discloser(), input.discloserKind(), input.recipient(), input.recipientKind());
    }

    @Nullable
    Policy find(Purpose purpose, Party discloser, Party recipient) {
        return ways.find(purpose, discloser.id(), discloser.kind(), recipient.id(), recipient.kind());
    }

    public Dictionary dictionary() {
        return dictionary;
    }

    public List<Policy> all() {
        return all;
    }

    /** The agreements under which they stand and that this party signed, by id. */
    public SortedMap<String, Agreement> signedBy(PartyId party) {
        return all.stream()
                .map(policy -> policy.pack().agreement())
                .filter(agreement -> agreement.signatory(party).isPresent())
                .collect(Collectors.toMap(Agreement::id, agreement -> agreement, (one, same) -> one, TreeMap::new));
    }

    private static List<Path> folders(Path consentPolicies, List<PackFault> faults) {
        try (Stream<Path> entries = Files.list(consentPolicies)) {
            List<Path> folders = new ArrayList<>();
            for (Path folder : entries.sorted().toList()) {
                String name = folder.getFileName().toString();
                boolean isFolder = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
                if (name.matches("[0-9]{3}-.*") && !isFolder || Files.isSymbolicLink(folder)) {
                    faults.add(new PackFault(name, 0, "this is no folder", "make it an ordinary folder, no link"));
                } else if (name.matches("[0-9]{3}-[a-z0-9][a-z0-9-]{0,58}[a-z0-9]")) {
                    folders.add(folder);
                } else if (isFolder && !OTHER_FOLDERS.contains(name)) {
                    faults.add(new PackFault(
                            name, 0, "this folder is no policy pack", "name it like 010-purpose, or move it away"));
                }
            }
            return folders;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
