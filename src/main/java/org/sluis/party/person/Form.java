package org.sluis.party.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.gate.StrictJson;

/** One JSON body about a person: every fault as a pointer and a code, never a value or a key of the sender's. */
final class Form {
    static final int LIMIT = 16_384;
    private static final int FAULTS_TOLD = 50;

    private final JsonNode node;
    private final String pointer;
    private final List<String> faults;

    private Form(JsonNode node, String pointer, List<String> faults) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
    }

    static Form read(byte[] body) {
        if (body.length > LIMIT) {
            throw new Refused(Reason.BODY_TOO_LARGE);
        }
        return new Form(StrictJson.tree(body), "", new ArrayList<>());
    }

    /** @throws Refused PERSON_NOT_VALID with the first fifty faults, when there are any */
    void done() {
        if (!faults.isEmpty()) {
            throw new Refused(
                    Reason.PERSON_NOT_VALID, faults.subList(0, Math.min(faults.size(), FAULTS_TOLD)), Set.of());
        }
    }

    void only(String... known) {
        node.fieldNames().forEachRemaining(key -> {
            if (!Set.of(known).contains(key)) {
                faults.add((pointer.isEmpty() ? "/" : pointer) + ":unknown-key");
            }
        });
    }

    void without(String... others) {
        for (String other : others) {
            if (has(other)) {
                wrong(other, "one-or-the-other");
            }
        }
    }

    boolean has(String key) {
        return node.has(key);
    }

    void wrong(String key, String code) {
        faults.add(pointer + "/" + key + ":" + code);
    }

    /** The text, or an empty one and a fault. */
    String text(String key, Pattern form) {
        JsonNode text = node.path(key);
        if (text.isTextual() && form.matcher(text.textValue()).matches()) {
            return text.textValue();
        }
        wrong(key, text.isMissingNode() || text.isNull() ? "missing" : "not-an-id");
        return "";
    }

    void isTrue(String key) {
        if (!node.path(key).isBoolean() || !node.path(key).booleanValue()) {
            wrong(key, "not-true");
        }
    }

    @Nullable
    Instant instant(String key) {
        try {
            String text = node.path(key).asText();
            if (text.matches("[0-9]{4}-.*")) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException notOne) {
            // Said below, as for anything else that is none.
        }
        wrong(key, has(key) ? "not-a-time" : "missing");
        return null;
    }

    /** The object as it was written; empty and a fault where there is none. */
    String object(String key) {
        if (!node.path(key).isObject()) {
            wrong(key, has(key) ? "not-an-object" : "missing");
        }
        return node.path(key).toString();
    }

    List<Form> each(String key) {
        List<Form> all = new ArrayList<>();
        if (has(key) && !node.path(key).isArray()) {
            wrong(key, "not-a-list");
        }
        for (int i = 0; i < node.path(key).size(); i++) {
            all.add(new Form(node.path(key).path(i), pointer + "/" + key + "/" + i, faults));
        }
        return all;
    }

    /** Empty for what is not an id in its one form. */
    static Optional<UUID> uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
