package org.sluis.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.policy.Folder;
import org.sluis.policy.Packs;
import org.sluis.policy.Shipped;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackNotValid;
import org.sluis.policy.pack.PackReader;
import org.sluis.policy.pack.PackSource;
import org.springframework.util.FileSystemUtils;

/**
 * A draft that was damaged: it is refused with a finding that names a file, or it decides as before but for what the
 * damaged lines themselves speak of. It never opens anything else, and nothing but a refusal is ever thrown.
 */
class MutationTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
    private static final String PACK = "010-plan-notice-to-youth-team";
    private static final String POLICY = PACK + "/policy.yaml";
    private static final String AGREEMENT = "agreements/waterlee/agreement.yaml";
    private static final List<String> FILES =
            List.of(POLICY, POLICY, POLICY, AGREEMENT, "dictionary.yaml", PACK + "/permit/both-parents-say-yes.yaml");
    private static final List<String> KINDS = List.of(
            "cut", "cut", "byte", "byte", "byte", "lines", "bad YAML", "empty", "not UTF-8", "folder", "link", "huge");
    private static final Set<String> NEVER = Set.of("bad YAML", "empty", "not UTF-8", "folder", "link", "huge");
    private static final int MUTATIONS = 500;

    @TempDir
    Path folder;

    private Pack original;

    @BeforeEach
    void aFolderOfOnePack() throws IOException {
        Folder.copy(folder, PACK, "law", "free-text");
        original = packs().get(0);
    }

    @Test
    void aPolicyOrAnAgreementCutOffAtAnyByteIsRefused() {
        List<PackFault> none = new ArrayList<>();
        PackSource source = Objects.requireNonNull(PackSource.read(folder, PACK, none));
        PackReader reader = new PackReader(Shipped.SCREEN.kinds());
        for (String file : List.of("policy.yaml", "agreement.yaml")) {
            byte[] whole = source.files().get(file).getBytes(StandardCharsets.UTF_8);
            int end = whole.length - 1; // without the last line end it is still whole
            for (int cut = 0; cut < end; cut++) {
                TreeMap<String, String> files = new TreeMap<>(source.files());
                files.put(file, new String(whole, 0, cut, StandardCharsets.UTF_8));
                List<PackFault> faults = new ArrayList<>();
                assertThat(reader.read(new PackSource(PACK, files), faults))
                        .as(file + " cut at " + cut)
                        .isNull();
                assertThat(faults).as(file + " cut at " + cut).isNotEmpty();
            }
        }
    }

    @Test
    void fiveHundredDamagedDraftsOpenNothing() throws IOException {
        Random random = new Random(20261102);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String file = FILES.get(random.nextInt(FILES.size()));
            String kind = KINDS.get(random.nextInt(KINDS.size()));
            Path path = folder.resolve(file);
            byte[] before = Files.readAllBytes(path);
            damage(path, kind, before, random);
            String what = i + ": " + kind + " in " + file;
            Lint lint = Lint.of(folder, DAY);
            assertThat(lint.findings())
                    .as(what)
                    .allMatch(f ->
                            !f.file().isBlank() && f.line() >= 0 && !f.wrong().isBlank());
            if (lint.count(Severity.ERROR) > 0 || NEVER.contains(kind)) {
                assertThat(lint.count(Severity.ERROR)).as(what).isPositive();
                refused++;
                loadsOrIsRefused(what);
            } else {
                String after = Files.readString(path);
                // of what was cut off nothing is said any more: only the last line that is left speaks
                opensNothing(
                        what,
                        kind.equals("cut")
                                ? after.substring(after.lastIndexOf('\n') + 1)
                                : changed(new String(before, StandardCharsets.UTF_8), after));
            }
            restore(path, before);
        }
        assertThat(refused).as("refused of " + MUTATIONS).isGreaterThan(MUTATIONS * 3 / 4);
        assertThat(Lint.of(folder, DAY).count(Severity.ERROR)).isZero();
    }

    private void loadsOrIsRefused(String what) {
        try {
            packs();
        } catch (PackNotValid refusal) {
            assertThat(refusal.faults()).as(what).isNotEmpty();
        }
    }

    private void opensNothing(String what, String changed) {
        Pack mutant = packs().get(0);
        Set<String> more = new TreeSet<>(mutant.released());
        more.removeAll(original.released());
        more.removeIf(id -> changed.contains(id)
                || changed.contains(Shipped.DICTIONARY.element(id).category()));
        assertThat(more).as(what + "\n" + changed).isEmpty();
        same(what, changed, "discloser", original.discloser(), mutant.discloser());
        same(what, changed, "recipient", original.recipient(), mutant.recipient());
        same(what, changed, "purpose", original.purpose(), mutant.purpose());
        same(what, changed, "effective", original.from(), mutant.from());
        same(what, changed, "effective", original.until(), mutant.until());
        same(what, changed, "conditions", original.conditions(), mutant.conditions());
        same(what, changed, "sensitivity", original.lowSensitivity(), mutant.lowSensitivity());
        same(what, changed, ": [", original.attestable(), mutant.attestable());
    }

    private static void same(String what, String changed, String key, Object before, Object after) {
        if (!changed.contains(key)) {
            assertThat(after).as(what + "\n" + changed).isEqualTo(before);
        }
    }

    /** The lines that only one of the two has. */
    private static String changed(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        List<String> changed = new ArrayList<>(old);
        changed.removeAll(now);
        changed.addAll(now.stream().filter(line -> !old.contains(line)).toList());
        return changed.stream().collect(Collectors.joining("\n"));
    }

    private void damage(Path path, String kind, byte[] before, Random random) throws IOException {
        int at = random.nextInt(before.length);
        switch (kind) {
            case "cut" -> Files.write(path, Arrays.copyOf(before, at));
            case "byte" -> {
                byte[] after = before.clone();
                after[at] =
                        (byte) (random.nextBoolean() ? ' ' + random.nextInt(95) : after[at] ^ 1 << random.nextInt(8));
                Files.write(path, after);
            }
            case "lines" -> {
                List<String> lines = new ArrayList<>(Files.readAllLines(path));
                lines.remove(random.nextInt(lines.size()));
                Files.write(path, lines);
            }
            case "bad YAML" -> {
                String text = new String(before, StandardCharsets.UTF_8);
                int line = text.indexOf('\n', Math.min(at, text.length() - 2)) + 1;
                Files.writeString(path, text.substring(0, line) + "]: &x *x\n" + text.substring(line));
            }
            case "empty" -> Files.write(path, new byte[0]);
            case "not UTF-8" -> {
                byte[] after = before.clone();
                after[at] = (byte) 0xff;
                Files.write(path, after);
            }
            case "folder" -> {
                Files.delete(path);
                Files.createDirectory(path);
            }
            case "link" -> {
                Path elsewhere = folder.resolve("elsewhere.txt");
                Files.write(elsewhere, before);
                Files.delete(path);
                Files.createSymbolicLink(path, elsewhere);
            }
            default ->
                Files.writeString(path, "#".repeat(300 * 1024) + "\n" + new String(before, StandardCharsets.UTF_8));
        }
    }

    private static void restore(Path path, byte[] before) throws IOException {
        FileSystemUtils.deleteRecursively(path);
        Files.deleteIfExists(path);
        Files.write(path, before);
    }

    private List<Pack> packs() {
        return Packs.load(folder, Shipped.DICTIONARY, Shipped.SCREEN).all().stream()
                .map(policy -> policy.pack())
                .toList();
    }
}
