package org.sluis.policy.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A copy of a folder of policies with another text of one of them, without the cases of the others, in the temporary folder: a
 * pack may hold no link.
 */
final class Overlay implements AutoCloseable {
    /** Cases of other policies, and what is no rule: they would take most of the time. */
    private static final String OF_OTHERS = "[0-9]{3}-[^/]+/(permit|deny)(/.*)?|papers(/.*)?";

    private final Path folder;

    private Overlay(Path folder) {
        this.folder = folder;
    }

    static Overlay of(Path consentPolicies, String policy, String text) {
        try (Stream<Path> all = Files.walk(consentPolicies)) {
            Overlay overlay = new Overlay(Files.createTempDirectory("sluis-draft"));
            for (Path each : all.skip(1).toList()) {
                Path within = consentPolicies.relativize(each);
                if (within.startsWith(policy) || !within.toString().matches(OF_OTHERS)) {
                    Files.copy(each, overlay.folder.resolve(within));
                }
            }
            Files.writeString(overlay.folder.resolve(policy).resolve("policy.yaml"), text);
            return overlay;
        } catch (IOException full) {
            throw new UncheckedIOException("a draft cannot be written in the temporary folder", full);
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException left) {
            throw new UncheckedIOException("a draft cannot be removed from the temporary folder", left);
        }
    }
}
