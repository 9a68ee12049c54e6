package org.sluis.consent.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Consent;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.FormReader;
import org.sluis.gate.StrictJson;

/** JSON to a FHIR R4 Consent and back. HAPI sees a body only when it passed the gate, and only those elements that are taken. */
final class FhirParser {
    private final FhirContext r4;

    FhirParser(FhirContext r4) {
        this.r4 = r4;
    }

    /** @throws Refused for what the gate refuses; CONSENT_NOT_VALID with every element that is not taken, or cannot be */
    Consent consent(byte[] body) {
        if (body.length > FormReader.LIMIT) {
            throw new Refused(Reason.BODY_TOO_LARGE);
        }
        JsonNode tree = StrictJson.tree(body);
        if (!"Consent".equals(tree.path("resourceType").textValue())) {
            throw new Refused(Reason.CONSENT_NOT_VALID, "Consent.resourceType:not-a-consent");
        }
        List<String> faults = new ArrayList<>();
        ConsentShape.prune((ObjectNode) tree, r4.getResourceDefinition(Consent.class), faults);
        FormReader.refuse(faults);
        try {
            Consent consent = r4.newJsonParser()
                    .setParserErrorHandler(new Strict(faults))
                    .parseResource(Consent.class, tree.toString());
            FormReader.refuse(faults);
            return consent;
        } catch (DataFormatException notFhir) {
            throw new Refused(Reason.CONSENT_NOT_VALID, "Consent:not-fhir");
        }
    }

    String json(IBaseResource resource) {
        return r4.newJsonParser().encodeResourceToString(resource);
    }

    /** Collects what is no value of its element, by its place; anything else ends the reading. The value is not repeated. */
    private static final class Strict extends StrictErrorHandler {
        private static final Map<String, String> PLACES = Map.of(
                "status", "Consent.status",
                "dateTime", "Consent.dateTime",
                "start", "Consent.provision.period.start",
                "end", "Consent.provision.period.end");
        private final List<String> faults;

        Strict(List<String> faults) {
            this.faults = faults;
        }

        @Override
        public void invalidValue(@Nullable IParseLocation location, @Nullable String value, @Nullable String error) {
            String name = location == null ? "" : String.valueOf(location.getParentElementName());
            faults.add(PLACES.getOrDefault(name, "Consent") + ":not-a-value-of-it");
        }
    }
}
