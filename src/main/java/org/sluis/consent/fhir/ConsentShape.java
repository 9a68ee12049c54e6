package org.sluis.consent.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a consent of ours has in FHIR, element by element. What changes no meaning is dropped before anything else reads it:
 * narrative, contained resources, extensions that are not ours. What is left over is refused, for it could narrow what was
 * agreed to; so is an element of another shape.
 */
final class ConsentShape {
    private static final ConsentShape CONSENT = of("""
            resourceType
            id
            status
            scope.coding[].system
            scope.coding[].code
            category[].coding[].system
            category[].coding[].code
            patient.identifier.system
            patient.identifier.value
            dateTime
            performer[].identifier.system
            performer[].identifier.value
            organization[].identifier.system
            organization[].identifier.value
            sourceReference.identifier.system
            sourceReference.identifier.value
            policy[].uri
            extension[].url
            extension[].extension[].url
            extension[].extension[].valueCode
            extension[].extension[].valueString
            extension[].extension[].valueDate
            extension[].extension[].valueCoding.system
            extension[].extension[].valueCoding.code
            modifierExtension[].url
            modifierExtension[].valueReference.identifier.system
            modifierExtension[].valueReference.identifier.value
            provision.type=permit|deny
            provision.period.start
            provision.period.end
            provision.actor[].role.coding[].system
            provision.actor[].role.coding[].code
            provision.actor[].reference.identifier.system
            provision.actor[].reference.identifier.value
            provision.purpose[].system
            provision.purpose[].code
            provision.modifierExtension[].url
            provision.modifierExtension[].valueCoding.system
            provision.modifierExtension[].valueCoding.code
            provision.provision[].type=permit|deny
            provision.provision[].actor[].role.coding[].system
            provision.provision[].actor[].role.coding[].code
            provision.provision[].actor[].reference.identifier.system
            provision.provision[].actor[].reference.identifier.value
            provision.provision[].purpose[].system
            provision.provision[].purpose[].code
            provision.provision[].modifierExtension[].url
            provision.provision[].modifierExtension[].valueCoding.system
            provision.provision[].modifierExtension[].valueCoding.code""");
    /** Of the extensions of a whole consent these are read; all others say nothing to the register. */
    private static final Set<String> OURS = Set.of(Pcf.VERIFICATION, Pcf.COURT_ORDER);
    /** Where they are not taken, none of these changes the meaning of what they stand in. */
    private static final Set<String> DROPPED = Set.of(
            "assigner",
            "contained",
            "display",
            "extension",
            "id",
            "identifier",
            "language",
            "meta",
            "text",
            "type",
            "use");

    private static final Set<String> EXTENSIONS = Set.of("extension", "modifierExtension");

    private final Map<String, ConsentShape> children = new HashMap<>();
    private boolean list;
    /** What it may be; anything where there is none. */
    private Set<String> values = Set.of();

    private static ConsentShape of(String paths) {
        ConsentShape root = new ConsentShape();
        paths.lines().forEach(path -> {
            ConsentShape at = root;
            String[] halves = path.split("=", 2);
            for (String step : halves[0].split("\\.", -1)) {
                String name = step.replace("[]", "");
                at = at.children.computeIfAbsent(name, any -> new ConsentShape());
                at.list = step.endsWith("[]");
            }
            at.values = halves.length > 1 ? Set.of(halves[1].split("\\|", -1)) : Set.of();
        });
        return root;
    }

    /** Leaves in the tree what is taken, and nothing else; adds what is refused to the faults, by its place in FHIR. */
    static void prune(ObjectNode tree, BaseRuntimeElementDefinition<?> fhir, List<String> faults) {
        if (tree.get("extension") instanceof ArrayNode extensions) {
            for (Iterator<JsonNode> each = extensions.iterator(); each.hasNext(); ) {
                if (!OURS.contains(each.next().path("url").asText())) {
                    each.remove();
                }
            }
        }
        CONSENT.take(tree, fhir, "Consent", faults);
    }

    private void take(JsonNode node, @Nullable BaseRuntimeElementDefinition<?> fhir, String path, List<String> faults) {
        if (children.isEmpty()) {
            if (!node.isTextual() || node.textValue().isBlank()) {
                faults.add(path + ":not-a-text");
            } else if (!values.isEmpty() && !values.contains(node.textValue())) {
                faults.add(path + ":not-a-value-of-it");
            }
        } else if (node instanceof ObjectNode object) {
            for (Iterator<Map.Entry<String, JsonNode>> each = object.fields(); each.hasNext(); ) {
                Map.Entry<String, JsonNode> field = each.next();
                ConsentShape child = children.get(field.getKey());
                if (child != null) {
                    child.takeField(field, fhir, path, faults);
                } else if (isDropped(field.getKey(), field.getValue())) {
                    each.remove();
                } else {
                    // A name that the sender made up is never repeated.
                    String here = isOfFhir(fhir, field.getKey()) ? place(path, field.getKey()) : path;
                    faults.add(here + ":not-taken");
                }
            }
        } else {
            faults.add(path + ":not-an-object");
        }
    }

    private void takeField(
            Map.Entry<String, JsonNode> field,
            @Nullable BaseRuntimeElementDefinition<?> fhir,
            String path,
            List<String> faults) {
        String here = place(path, field.getKey());
        BaseRuntimeElementDefinition<?> type = child(fhir, field.getKey());
        JsonNode value = field.getValue();
        if (!list) {
            take(value, type, here, faults);
        } else if (value.isArray() && !value.isEmpty()) {
            for (int i = 0; i < value.size(); i++) {
                take(value.path(i), type, here + "[" + i + "]", faults);
            }
        } else {
            faults.add(here + ":not-a-list");
        }
    }

    /** Beside {@code dateTime} there may stand a {@code _dateTime}: its extensions, which are not ours and never modify. */
    private boolean isDropped(String key, JsonNode value) {
        if (key.startsWith("_")) {
            String name = key.substring(1);
            return (DROPPED.contains(name) || children.containsKey(name))
                    && value.findValue("modifierExtension") == null;
        }
        return DROPPED.contains(key);
    }

    private static String place(String path, String key) {
        return path + "." + key.replaceFirst("^(source|value)[A-Z].*", "$1"); // as FHIRPath names a choice of types
    }

    private static boolean isOfFhir(@Nullable BaseRuntimeElementDefinition<?> fhir, String key) {
        return EXTENSIONS.contains(key)
                || fhir instanceof BaseRuntimeElementCompositeDefinition<?> composite
                        && composite.getChildByName(key) != null;
    }

    private static @Nullable BaseRuntimeElementDefinition<?> child(
            @Nullable BaseRuntimeElementDefinition<?> fhir, String key) {
        if (EXTENSIONS.contains(key) || !(fhir instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return null;
        }
        BaseRuntimeChildDefinition child = composite.getChildByName(key);
        return child == null ? null : child.getChildByName(key);
    }
}
