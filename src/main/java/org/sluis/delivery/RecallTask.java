package org.sluis.delivery;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sluis.audit.CanonicalJson;

/**
 * All that a recall can say: a FHIR R4 {@code Task} (hl7.org/fhir/R4/task.html) in a transaction of one update by id, which names
 * disclosures, the ids that this recipient alone was given for what was in them, and the elements that are to go. There is no
 * place in it for a value; what is no id and no element's name is refused where it is made.
 */
final class RecallTask {
    static final String CONTENT_TYPE = "application/fhir+json";
    static final String ENVELOPE = "sluis-recall+jwt";

    private static final String CODES = "https://sluis.example/fhir/CodeSystem/";
    private static final String PAIRWISE = "https://sluis.example/id/pairwise";
    private static final Pattern ELEMENT = Pattern.compile("[a-z][A-Za-z]{0,40}\\.[a-z][A-Za-z0-9]{0,60}");
    private static final Pattern ISSUED =
            Pattern.compile("([a-z][A-Za-z]{0,40})(\\.[a-z][A-Za-z0-9]{0,60})=([0-9a-f]{40})");
    private static final String SUBJECT = "subject";

    private final byte[] bytes;

    /** @param issued each {@code element=id}; those of a group of which nothing is to go are left out, but for whom it is about */
    RecallTask(WaitingRecall recall, Collection<String> issued) {
        Set<String> groups = recall.elements().stream()
                .map(RecallTask::element)
                .map(id -> id.substring(0, id.indexOf('.')))
                .collect(Collectors.toSet());
        Map<String, Object> task = new TreeMap<>();
        List<Object> input = new ArrayList<>();
        recall.recalls().forEach(id -> input.add(input("recall", "disclosure", "valueIdentifier", named(id))));
        for (String each : issued) {
            var id = ISSUED.matcher(each);
            if (!id.matches()) {
                throw new IllegalArgumentException("not an id of a recipient's own");
            }
            Map<String, Object> identifier = Map.of("system", PAIRWISE, "value", id.group(3));
            if (id.group(1).equals(SUBJECT)) {
                task.put("for", Map.of("identifier", identifier));
            } else if (groups.contains(id.group(1))) {
                input.add(input("element", id.group(1) + id.group(2), "valueIdentifier", identifier));
            }
        }
        recall.elements().forEach(id -> input.add(input("recall", "element", "valueCode", id)));
        task.put("resourceType", "Task");
        task.put("id", recall.disclosure().toString());
        task.put("identifier", List.of(named(recall.disclosure())));
        task.put("status", "requested");
        task.put("intent", "order");
        task.put("priority", "urgent");
        task.put("code", coded("task", recall.what().code()));
        task.put("authoredOn", recall.ordered().truncatedTo(ChronoUnit.SECONDS).toString());
        task.put("input", input);
        String url = "Task/" + recall.disclosure();
        this.bytes = CanonicalJson.write(Map.of(
                        "resourceType",
                        "Bundle",
                        "type",
                        "transaction",
                        "entry",
                        List.of(Map.of(
                                "fullUrl",
                                "https://sluis.example/fhir/" + url,
                                "resource",
                                task,
                                "request",
                                Map.of("method", "PUT", "url", url)))))
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    private static String element(String id) {
        if (!ELEMENT.matcher(id).matches()) {
            throw new IllegalArgumentException("not the name of an element");
        }
        return id;
    }

    private static Map<String, Object> named(UUID id) {
        return Map.of("system", "urn:ietf:rfc:3986", "value", "urn:uuid:" + id);
    }

    private static Map<String, Object> input(String system, String code, String as, Object value) {
        return Map.of("type", coded(system, code), as, value);
    }

    private static Map<String, Object> coded(String system, String code) {
        return Map.of("coding", List.of(Map.of("system", CODES + system, "code", code)));
    }
}
