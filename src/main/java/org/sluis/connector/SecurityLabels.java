package org.sluis.connector;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.ElementDefinition;

/**
 * The labels of one resource, as DS4P has them: the highest confidentiality and all sensitivities of the elements
 * written in it, HL7 v3 codes as FHIR codings.
 */
final class SecurityLabels {
    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    private static final String SENSITIVITY = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String LOW_TO_HIGH = "ULMNRV";

    private final @Nullable SecurityLabels around;
    private final ArrayNode codings = JsonNodeFactory.instance.arrayNode();
    private final SortedSet<String> sensitivities = new TreeSet<>();
    private int confidentiality = -1;

    SecurityLabels(@Nullable SecurityLabels around) {
        this.around = around;
    }

    void of(ElementDefinition element) {
        confidentiality = Math.max(confidentiality, LOW_TO_HIGH.indexOf(element.confidentiality()));
        sensitivities.addAll(element.sensitivity());
    }

    /** Where the codings will be; filled once the resource is written. */
    ArrayNode codings() {
        return codings;
    }

    /** A resource that holds others is labelled for all that is in it. Returns what is around this one. */
    @Nullable
    SecurityLabels close() {
        if (confidentiality >= 0) {
            coding(CONFIDENTIALITY, LOW_TO_HIGH.substring(confidentiality, confidentiality + 1));
        }
        sensitivities.forEach(code -> coding(SENSITIVITY, code));
        if (around != null) {
            around.confidentiality = Math.max(around.confidentiality, confidentiality);
            around.sensitivities.addAll(sensitivities);
        }
        return around;
    }

    private void coding(String system, String code) {
        codings.addObject().put("system", system).put("code", code);
    }
}
