package org.sluis.connector;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.ParserOptions;
import ca.uhn.fhir.context.PerformanceOptionsEnum;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.convertors.factory.VersionConvertorFactory_30_40;
import org.hl7.fhir.exceptions.FHIRException;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.gate.StrictJson;

/**
 * FHIR STU3 as R4 and back, by HAPI's converter. What it would lose on the way is refused, never left out: each conversion is
 * converted back and compared. HAPI sees only what passed the gate. Nothing of it is loaded before the first message.
 */
final class Stu3 {
    private static final int MOST = 20;
    /** Narratives are read over, and HAPI writes them in a form of its own. */
    private static final String NARRATIVE = "div";

    private Stu3() {}

    private static final class Contexts {
        static final FhirContext STU3 = lean(FhirContext.forDstu3());
        static final FhirContext R4 = lean(FhirContext.forR4());

        private static FhirContext lean(FhirContext context) {
            context.setPerformanceOptions(PerformanceOptionsEnum.DEFERRED_MODEL_SCANNING);
            context.setParserOptions(new ParserOptions()
                    .setOverrideResourceIdWithBundleEntryFullUrl(false)
                    .setStripVersionsFromReferences(false));
            return context;
        }
    }

    /**
     * What came in, as R4.
     *
     * @param without what is read over, because R4 has no place for it
     * @throws Refused ELEMENT_UNMAPPED with the places of what is no STU3 or has no place in R4
     */
    static byte[] toR4(byte[] stu3, Collection<ReadPath> without) {
        JsonNode before = StrictJson.tree(stu3);
        without.forEach(path -> path.remove(before));
        try {
            String r4 = upwards(before.toString());
            refuse(lost(before, StrictJson.tree(bytes(downwards(r4)))), Reason.ELEMENT_UNMAPPED);
            return bytes(r4);
        } catch (Refused named) {
            throw named;
        } catch (RuntimeException notFhir) {
            // Whatever it is, it is about the message; and without the cause, whose words quote it.
            throw new Refused(Reason.ELEMENT_NOT_VALID, "/");
        }
    }

    /**
     * What goes out, as STU3.
     *
     * @param without what is left out of it, because STU3 has no place for it
     * @throws Refused RECIPIENT_PROFILE_NOT_MET with the places of whatever else STU3 has no place for
     */
    static byte[] fromR4(byte[] r4, Collection<ReadPath> without) {
        JsonNode before = StrictJson.tree(r4);
        without.forEach(path -> path.remove(before));
        try {
            String stu3 = downwards(before.toString());
            refuse(lost(before, StrictJson.tree(bytes(upwards(stu3)))), Reason.RECIPIENT_PROFILE_NOT_MET);
            return bytes(stu3);
        } catch (FHIRException noSuchPlace) {
            throw new Refused(Reason.RECIPIENT_PROFILE_NOT_MET, "/");
        }
    }

    private static String upwards(String stu3) {
        return json(Contexts.R4)
                .encodeResourceToString(VersionConvertorFactory_30_40.convertResource(
                        (org.hl7.fhir.dstu3.model.Resource) json(Contexts.STU3).parseResource(stu3)));
    }

    private static String downwards(String r4) {
        return json(Contexts.STU3)
                .encodeResourceToString(VersionConvertorFactory_30_40.convertResource(
                        (org.hl7.fhir.r4.model.Resource) json(Contexts.R4).parseResource(r4)));
    }

    private static IParser json(FhirContext context) {
        return context.newJsonParser().setParserErrorHandler(new Named());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void refuse(List<String> lost, Reason reason) {
        if (!lost.isEmpty()) {
            throw new Refused(reason, lost, Set.of());
        }
    }

    /** Where something stands that came back in no form, or in another. */
    private static List<String> lost(JsonNode before, JsonNode after) {
        List<String> lost = new ArrayList<>();
        compare("", before, after, lost);
        return lost;
    }

    private static void compare(String at, JsonNode before, @Nullable JsonNode after, List<String> lost) {
        if (lost.size() == MOST) {
            return;
        }
        if (before.isObject()) {
            for (Iterator<String> names = before.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!name.equals(NARRATIVE)) {
                    String shown = at + "/" + MessageReader.shown(name);
                    compare(shown, before.get(name), after == null ? null : after.get(name), lost);
                }
            }
        } else if (before.isArray()) {
            for (int i = 0; i < before.size(); i++) {
                compare(at + "/" + i, before.get(i), after == null ? null : after.get(i), lost);
            }
        } else if (after == null || !same(before, after)) {
            lost.add(at);
        }
    }

    private static boolean same(JsonNode before, JsonNode after) {
        return before.isNumber() && after.isNumber()
                ? new BigDecimal(before.asText()).compareTo(new BigDecimal(after.asText())) == 0
                : before.isTextual() == after.isTextual() && before.asText().equals(after.asText());
    }

    /** Names what HAPI does not know, and never its value. */
    private static final class Named extends StrictErrorHandler {
        @Override
        public void unknownElement(@Nullable IParseLocation location, @Nullable String name) {
            throw new Refused(Reason.ELEMENT_UNMAPPED, MessageReader.shown(String.valueOf(name)));
        }

        @Override
        public void unknownAttribute(@Nullable IParseLocation location, @Nullable String name) {
            unknownElement(location, name);
        }

        @Override
        public void invalidValue(@Nullable IParseLocation location, @Nullable String value, @Nullable String error) {
            String name = location == null ? "*" : String.valueOf(location.getParentElementName());
            throw new Refused(Reason.ELEMENT_NOT_VALID, MessageReader.shown(name));
        }
    }
}
