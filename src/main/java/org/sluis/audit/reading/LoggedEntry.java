package org.sluis.audit.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.sluis.audit.ExportedEntries;

/**
 * An entry of the log with its place: what anybody can hold against an export or a receipt.
 *
 * @param index its place in the tree
 * @param leaf its hash, in hex
 * @param body the entry, byte for byte as it was hashed (canonical JSON)
 * @param event the same, read
 */
public record LoggedEntry(long index, String leaf, String body, JsonNode event) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IllegalArgumentException when the body is no JSON, which only somebody who owns the tables can bring about */
    public static LoggedEntry of(long index, String leaf, String body) {
        try {
            return new LoggedEntry(index, leaf, body, JSON.readTree(body));
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("entry " + index + " is not JSON", notJson);
        }
    }

    static LoggedEntry of(ResultSet row) throws SQLException {
        return of(row.getLong("index"), HexFormat.of().formatHex(row.getBytes("leaf")), row.getString("entry"));
    }

    public UUID id() {
        return UUID.fromString(event.path("id").asText());
    }

    /** Its hash. */
    public byte[] leafHash() {
        return HexFormat.of().parseHex(leaf);
    }

    public Instant at() {
        return Instant.parse(event.path("at").asText());
    }

    public String kind() {
        return event.path("kind").asText();
    }

    /** A fact that is one id or code, or the empty text. */
    public String fact(String name) {
        return event.path("facts").path(name).asText();
    }

    /** A fact as a list: of one where it is one id or code, of none where it is not there. */
    public List<String> facts(String name) {
        JsonNode fact = event.path("facts").path(name);
        List<String> all = new ArrayList<>();
        if (fact.isTextual()) {
            all.add(fact.textValue());
        }
        fact.forEach(each -> all.add(each.asText()));
        return all;
    }

    /** As a line, the entry in it byte for byte. */
    public String line() {
        return ExportedEntries.line(index, leaf, body);
    }

    /** Shows its place only. */
    @Override
    public String toString() {
        return "LoggedEntry[" + index + "]";
    }
}
