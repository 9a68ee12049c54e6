package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is looked for in the log. Everything that is given must hold. */
final class AuditFilter {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private Period period = new Period();

    @Option(names = "--subject", paramLabel = "ID", description = "The school's own id of a pupil.")
    private @Nullable String subject;

    @Option(names = "--disclosure", paramLabel = "ID", description = "A disclosure.")
    private @Nullable String disclosure;

    @Option(names = "--party", paramLabel = "PARTY", description = "An organisation, as sender, recipient or reader.")
    private @Nullable String party;

    @Option(names = "--purpose", paramLabel = "PURPOSE", description = "A purpose.")
    private @Nullable String purpose;

    @Option(names = "--kind", paramLabel = "KIND", description = "What happened: a kind of docs/audit-log.md.")
    private @Nullable String kind;

    @Option(names = "--reason", paramLabel = "CODE", description = "Why.")
    private @Nullable String reason;

    @Option(names = "--policy", paramLabel = "DIGEST", description = "The rules that decided.")
    private @Nullable String policy;

    /** From when until when. */
    static final class Period {
        @Option(
                names = "--from",
                paramLabel = "MOMENT",
                description = "Local time such as 2026-03-03T14:05, or UTC with a Z (default: 30 days before the end).")
        private @Nullable String from;

        @Option(
                names = "--until",
                paramLabel = "MOMENT",
                description = "The first moment that is no more (default: now).")
        private @Nullable String until;

        ObjectNode body(AsParty who) {
            ObjectNode body = RuleCommands.object();
            if (from != null) {
                body.put("from", RuleCommands.moment(who, "--from", from).toString());
            }
            if (until != null) {
                body.put("until", RuleCommands.moment(who, "--until", until).toString());
            }
            return body;
        }
    }

    ObjectNode body(AsParty who) {
        ObjectNode body = period.body(who);
        Map<String, @Nullable String> given = new LinkedHashMap<>();
        given.put("subject", subject);
        given.put("disclosure", disclosure);
        given.put("party", party);
        given.put("purpose", purpose);
        given.put("kind", kind);
        given.put("reason", reason);
        given.put("policy", policy);
        given.forEach((name, value) -> {
            if (value != null) {
                body.put(name, value);
            }
        });
        return body;
    }

    /** An entry on a line, for a person: its place, when, what, and its facts. */
    static String told(String line) {
        try {
            JsonNode entry = JSON.readTree(line);
            StringBuilder told = new StringBuilder(
                    entry.path("index").asText() + "  " + entry.at("/event/at").asText() + "  "
                            + entry.at("/event/kind").asText());
            entry.at("/event/facts").fields().forEachRemaining(fact -> {
                JsonNode value = fact.getValue();
                told.append("  ").append(fact.getKey()).append('=');
                told.append(value.isArray() ? value.size() + "…" : value.asText());
            });
            return told.toString();
        } catch (IOException notJson) {
            throw new UncheckedIOException("the gateway answered with something else than entries", notJson);
        }
    }
}
