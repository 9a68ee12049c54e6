package org.sluis.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.gate.Arrival;
import org.sluis.gate.StrictJson;

/**
 * What an answer to a Bundle has to name of it.
 *
 * @param entries how many there are
 * @param header the id of its MessageHeader; null where it has none that is one
 */
record FhirBundle(boolean message, int entries, @Nullable String header) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    /**
     * Looks only at what the address asks for; all else is the mapping's.
     *
     * @param message whether a message is asked for, rather than a transaction
     * @throws Refused where it is another one; also what the gate refuses
     */
    static @Nullable FhirBundle of(Arrival arrival, boolean message) {
        String type = arrival.contentType();
        boolean json = type.equals("application/json") || type.endsWith("+json");
        if (!json || !arrival.contentEncoding().isEmpty()) {
            return null; // which the gate refuses, or the connector
        }
        JsonNode tree = StrictJson.tree(arrival.body());
        JsonNode first = tree.path("entry").path(0).path("resource");
        boolean header = "MessageHeader".equals(first.path("resourceType").textValue());
        String given = tree.path("type").textValue();
        if ("Bundle".equals(tree.path("resourceType").textValue()) && given != null) {
            if (message != given.equals("message")) {
                throw new Refused(Reason.CODE_UNKNOWN, "/type");
            }
            if (message && !header) {
                throw new Refused(Reason.ELEMENT_MANDATORY_MISSING, "/entry/0/resource");
            }
        }
        String id = first.path("id").asText();
        return new FhirBundle(
                message, tree.path("entry").size(), header && ID.matcher(id).matches() ? id : null);
    }
}
