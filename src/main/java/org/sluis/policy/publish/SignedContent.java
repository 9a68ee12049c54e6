package org.sluis.policy.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What both persons signed, read back: we wrote it, so it is JSON of ours. */
record SignedContent(JsonNode node) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static SignedContent of(String content) {
        try {
            return new SignedContent(JSON.readTree(content));
        } catch (IOException ours) {
            throw new IllegalStateException("a proposal's content is JSON", ours);
        }
    }

    String digest() {
        return node.path("digest").asText();
    }

    /** Null: as soon as it is approved. */
    @Nullable
    Instant effective() {
        String text = node.path("effective").asText();
        return text.equals(RuleChange.ON_APPROVAL) ? null : Instant.parse(text);
    }

    RuleForm.Closing closing() {
        return new RuleForm.Closing(
                RuleChange.Kind.valueOf(node.path("reopen").asText().toUpperCase(Locale.ROOT)),
                node.path("name").asText());
    }
}
