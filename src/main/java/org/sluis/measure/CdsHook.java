package org.sluis.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.sluis.law.LawVector;

/**
 * The question and its answer as the hook {@code patient-consent-consult} of CDS Hooks has them, which the LEAP consent
 * decision service made and ASU SHARES took over. Whoever speaks another form has a class like this one.
 */
final class CdsHook {
    /** Where the hook is, below the address of a service. */
    static final String PATH = "cds-services/patient-consent-consult";

    /**
     * The hook knows purposes of v3-ActReason only, of which none is one of ours. These stand for them: each purpose has
     * a code of its own, and a service that compares them tells our purposes apart.
     */
    private static final Map<String, String> REASONS = Map.of(
            "plan-coordination", "CAREMGT",
            "plan-notice", "PATADMIN",
            "signal", "TREAT",
            "signal-feedback", "HOPERAT",
            "help", "FAMRQT",
            "research", "HRESCH",
            "statistics", "PERFMSR",
            "policy-making", "PUBHLTH");

    private static final ObjectMapper JSON = new ObjectMapper();

    private CdsHook() {}

    /** What stands for a purpose of ours, if anything does. */
    static Optional<String> reason(String purpose) {
        return Optional.ofNullable(REASONS.get(purpose));
    }

    /** May this recipient have what anybody named, for this purpose? What the hook has no place for is left out. */
    static String question(LawVector vector, UUID instance) {
        ObjectNode question = JSON.createObjectNode();
        question.put("hook", "patient-consent-consult");
        question.put("hookInstance", instance.toString());
        ObjectNode context = question.putObject("context");
        value(context.putArray("patientId"), InFhir.PUPILS, InFhir.pupil(vector));
        ArrayNode actor = context.putArray("actor");
        value(actor, InFhir.PARTIES, vector.one("request.recipient"));
        value(actor, InFhir.PARTY_KINDS, LawVector.KIND_OF + vector.one("request.recipient"));
        String purpose = vector.one("request.purpose");
        ArrayNode purposes = context.putArray("purposeOfUse");
        reason(purpose).ifPresent(purposes::add);
        purposes.add(purpose);
        code(context.putArray("category"), InFhir.SCOPES, InFhir.SCOPE);
        ArrayNode classes = context.putArray("class");
        asked(vector).forEach(category -> code(classes, InFhir.CATEGORIES, category));
        return question.toString();
    }

    /** The categories that are asked for: all that anybody named, and all that must come out. */
    static Set<String> asked(LawVector vector) {
        Set<String> asked = new TreeSet<>(vector.expect().covers());
        vector.names("statements.").forEach(each -> asked.addAll(vector.of(each, "categories")));
        return asked;
    }

    /**
     * What a service answered. Several cards permit only where each does; a card may stand alone, as SHARES sends it.
     *
     * @return empty for what is no answer of the hook
     */
    static Optional<Answer> answer(String body, Set<String> asked) {
        try {
            JsonNode tree = JSON.readTree(body);
            List<JsonNode> cards = new ArrayList<>();
            if (tree.path("cards").isArray()) {
                tree.path("cards").forEach(cards::add);
            } else {
                cards.add(tree);
            }
            boolean permits = true;
            Set<String> stays = new TreeSet<>();
            boolean told = false;
            for (JsonNode card : cards) {
                JsonNode extension = card.path("extension");
                switch (extension.path("decision").asText(card.path("summary").asText())) {
                    case "CONSENT_PERMIT" -> {}
                    case "CONSENT_DENY", "NO_CONSENT" -> permits = false;
                    default -> {
                        return Optional.empty();
                    }
                }
                for (JsonNode obligation : extension.path("obligations")) {
                    told |= redacts(obligation, asked, stays);
                }
            }
            Set<String> passes = new TreeSet<>(asked);
            passes.removeAll(stays);
            return cards.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Answer(permits, told ? Optional.of(passes) : Optional.empty()));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** Adds what stays by an obligation; whether it is one about categories of ours. */
    private static boolean redacts(JsonNode obligation, Set<String> asked, Set<String> stays) {
        JsonNode parameters = obligation.path("parameters");
        if (!obligation.path("id").path("code").asText().equals("REDACT")) {
            return false;
        }
        Set<String> named = categories(parameters.path("codes"));
        Set<String> only = categories(parameters.path("exceptAnyOfCodes"));
        stays.addAll(named);
        if (!only.isEmpty()) {
            asked.stream().filter(each -> !only.contains(each)).forEach(stays::add);
        }
        return !named.isEmpty() || !only.isEmpty();
    }

    private static Set<String> categories(JsonNode codes) {
        Set<String> categories = new TreeSet<>();
        codes.forEach(code -> {
            if (code.path("system").asText().equals(InFhir.CATEGORIES)) {
                categories.add(code.path("code").asText());
            }
        });
        return categories;
    }

    private static void value(ArrayNode list, String system, String value) {
        list.addObject().put("system", system).put("value", value);
    }

    private static void code(ArrayNode list, String system, String code) {
        list.addObject().put("system", system).put("code", code);
    }
}
