package org.sluis.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.Bodies;
import org.sluis.consent.FormReader;
import org.sluis.gate.StrictJson;

/**
 * The Task of a recall as its recipient sends it back. Only its status counts, and why where it was rejected; nothing of it is kept.
 *
 * @param answer {@code done}, {@code not-held} or {@code kept}
 */
record FhirTask(UUID id, String answer, String status) {
    private static final String WHY = "https://sluis.example/fhir/CodeSystem/recall";

    /** @throws Refused for what the gate refuses, another resource or id, a status or a reason that answers nothing */
    static FhirTask read(String id, HttpServletRequest http) throws IOException {
        String type = String.valueOf(http.getContentType()).split(";", 2)[0].strip();
        if (!List.of("application/fhir+json", "application/json").contains(type.toLowerCase(Locale.ROOT))) {
            throw new Refused(Reason.CONTENT_TYPE_NOT_TAKEN);
        }
        byte[] body = http.getInputStream().readNBytes(FormReader.LIMIT + 1);
        if (body.length > FormReader.LIMIT) {
            throw new Refused(Reason.BODY_TOO_LARGE);
        }
        JsonNode task = StrictJson.tree(body);
        refuse(!"Task".equals(task.path("resourceType").textValue()), "Task.resourceType");
        refuse(!id.equals(task.path("id").textValue()), "Task.id");
        refuse(!task.findValues("modifierExtension").isEmpty(), "Task.modifierExtension");
        String status = task.path("status").asText();
        return new FhirTask(Bodies.id(id), answer(status, task.path("statusReason")), status);
    }

    private static String answer(String status, JsonNode why) {
        if (status.equals("completed")) {
            return "done";
        }
        refuse(!status.equals("rejected"), "Task.status");
        for (JsonNode coding : why.path("coding")) {
            String code = coding.path("code").asText();
            if (WHY.equals(coding.path("system").asText())
                    && List.of("not-held", "kept").contains(code)) {
                return code;
            }
        }
        throw new Refused(Reason.CODE_UNKNOWN, "Task.statusReason");
    }

    private static void refuse(boolean wrong, String where) {
        if (wrong) {
            throw new Refused(Reason.ELEMENT_NOT_VALID, where);
        }
    }

    /** What was taken. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("resourceType", "Task");
        body.put("id", id.toString());
        body.put("status", status);
        if (!answer.equals("done")) {
            body.put("statusReason", Map.of("coding", List.of(Map.of("system", WHY, "code", answer))));
        }
        body.put("intent", "order");
        return body;
    }
}
