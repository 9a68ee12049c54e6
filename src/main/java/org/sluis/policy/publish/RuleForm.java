package org.sluis.policy.publish;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.gate.StrictJson;
import org.sluis.policy.pack.PackSource;

/** Reads what is posted about rules. Every fault is a pointer and a code. */
final class RuleForm {
    /** Bytes of the largest body: a pack with its dictionary. */
    static final int LIMIT = 512 * 1024;

    private final JsonNode node;
    private final List<String> faults = new ArrayList<>();

    private RuleForm(byte[] body, Set<String> keys) {
        node = StrictJson.tree(body);
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                faults.add("/:unknown-key");
            }
        });
    }

    /**
     * What is to be published.
     *
     * @param source the pack; null where an earlier one of this digest is to come back
     * @param digest of the pack
     * @param effective null: as soon as it is approved
     */
    record Publishing(
            UUID proposal,
            @Nullable PackSource source,
            String digest,
            @Nullable Instant effective,
            String signature) {

        static Publishing read(byte[] body) {
            RuleForm form = new RuleForm(body, Set.of("proposal", "pack", "digest", "effective", "signature"));
            PackSource source = form.source();
            Publishing read = new Publishing(
                    form.id("proposal"),
                    source,
                    source == null ? form.text("digest", "[0-9a-f]{64}") : source.digest(),
                    form.moment("effective"),
                    form.text("signature", "[A-Za-z0-9._-]{1,2000}"));
            form.refuse();
            return read;
        }
    }

    /** What is to be closed, or opened again. */
    record Closing(RuleChange.Kind kind, String name) {
        static Closing read(byte[] body) {
            RuleForm form = new RuleForm(body, Set.of("kind", "name"));
            Closing read = form.closing();
            form.refuse();
            return read;
        }
    }

    record Reopening(UUID proposal, Closing what, String signature) {
        static Reopening read(byte[] body) {
            RuleForm form = new RuleForm(body, Set.of("proposal", "kind", "name", "signature"));
            Reopening read = new Reopening(
                    form.id("proposal"), form.closing(), form.text("signature", "[A-Za-z0-9._-]{1,2000}"));
            form.refuse();
            return read;
        }
    }

    /** @param word accepted, advised-for or advised-against */
    record Word(String word, @Nullable String note) {
        static Word read(byte[] body) {
            RuleForm form = new RuleForm(body, Set.of("word", "note"));
            Word read = new Word(
                    form.text("word", "accepted|advised-for|advised-against"),
                    form.node.has("note") ? form.text("note", "(?s).{1,4000}") : null);
            form.refuse();
            return read;
        }
    }

    private Closing closing() {
        String kind = text("kind", "policy|recipient|connector");
        return new Closing(
                faults.isEmpty() ? RuleChange.Kind.valueOf(kind.toUpperCase(Locale.ROOT)) : RuleChange.Kind.POLICY,
                text("name", "[a-z0-9][a-z0-9-]{0,61}[a-z0-9]"));
    }

    private @Nullable PackSource source() {
        JsonNode pack = node.path("pack");
        if (pack.isMissingNode()) {
            return null;
        }
        SortedMap<String, String> files = new TreeMap<>();
        pack.path("files")
                .fields()
                .forEachRemaining(
                        file -> files.put(file.getKey(), file.getValue().asText()));
        try {
            PackSource source = new PackSource(pack.path("id").asText(), files);
            return PackSource.parse(source.content());
        } catch (IllegalArgumentException none) {
            faults.add("/pack:not-a-pack");
            return new PackSource("none", files);
        }
    }

    private UUID id(String key) {
        String text = text(key, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        return faults.isEmpty() ? UUID.fromString(text) : new UUID(0, 0);
    }

    private @Nullable Instant moment(String key) {
        if (!node.has(key)) {
            return null;
        }
        try {
            return Instant.parse(node.path(key).asText()).truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeParseException none) {
            faults.add("/" + key + ":not-a-moment");
            return null;
        }
    }

    private String text(String key, String pattern) {
        String text = node.path(key).asText("");
        if (!text.matches(pattern)) {
            faults.add("/" + key + ":not-valid");
        }
        return text;
    }

    private void refuse() {
        if (!faults.isEmpty()) {
            throw new Refused(Reason.POLICY_NOT_VALID, faults.toArray(String[]::new));
        }
    }
}
