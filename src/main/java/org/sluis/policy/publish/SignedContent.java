package org.sluis.policy.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What both persons sign: made by who proposes, read by who approves, and read back where it is put in force. */
public final class SignedContent {
    /** What stands for a moment where none is named. */
    static final String ON_APPROVAL = "on-approval";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode node;

    private SignedContent(JsonNode node) {
        this.node = node;
    }

    /** To publish the pack of this digest. @param effective in whole seconds; null: as soon as it is approved */
    public static Map<String, Object> publishing(String policy, String digest, @Nullable Instant effective) {
        return new TreeMap<>(Map.of(
                "policy",
                policy,
                "digest",
                digest,
                "effective",
                effective == null ? ON_APPROVAL : effective.toString()));
    }

    /** To open again what was closed. @param kind recipient or connector */
    public static Map<String, Object> reopening(String kind, String name) {
        return new TreeMap<>(Map.of("reopen", kind, "name", name));
    }

    /** @param content of a proposal: we wrote it, so it is JSON of ours */
    static SignedContent of(String content) {
        try {
            return new SignedContent(JSON.readTree(content));
        } catch (IOException ours) {
            throw new IllegalStateException("a proposal's content is JSON", ours);
        }
    }

    String policy() {
        return node.path("policy").asText();
    }

    String digest() {
        return node.path("digest").asText();
    }

    /** Null: as soon as it is approved. */
    @Nullable
    Instant effective() {
        String text = node.path("effective").asText();
        return text.equals(ON_APPROVAL) ? null : Instant.parse(text);
    }

    RuleForm.Closing closing() {
        return new RuleForm.Closing(
                RuleChange.Kind.valueOf(node.path("reopen").asText().toUpperCase(Locale.ROOT)),
                node.path("name").asText());
    }
}
