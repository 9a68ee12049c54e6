package org.sluis.consent.fhir;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Refused;
import org.sluis.consent.FormReader;

/**
 * The reading of one Consent: what stands at a place, or a fault there and something empty instead, so that every fault is
 * told at once. A fault is a place in FHIR and a code, never a value.
 */
final class Reading {
    private final List<String> faults = new ArrayList<>();
    private final Set<String> told = new HashSet<>();

    /** @throws Refused CONSENT_NOT_VALID with every fault that was found, when there are any */
    void finish() {
        FormReader.refuse(faults);
    }

    /** Each place is told once. */
    void when(boolean wrong, String fault) {
        if (wrong && told.add(fault)) {
            faults.add(fault);
        }
    }

    /** The one that is there. */
    <T extends Base> Optional<T> only(List<T> given, String path) {
        when(given.isEmpty(), path + ":missing");
        when(given.size() > 1, path + ":only-one");
        return given.stream().findFirst();
    }

    /** That it is this code and no other beside it. */
    void coded(List<CodeableConcept> given, String system, String code, String path) {
        when(
                given.size() != 1
                        || !given.get(0).hasCoding(system, code)
                        || given.get(0).getCoding().size() != 1,
                path + ":not-the-one-known");
    }

    /** A code of this system. */
    String code(Coding coding, String path, String system) {
        when(!coding.hasCode(), path + ".code:missing");
        when(coding.hasCode() && !system.equals(coding.getSystem()), path + ".system:unknown");
        return orEmpty(coding.getCode());
    }

    /** The value of an identifier of one of these systems. */
    String identified(Optional<Reference> reference, String path, String... systems) {
        Identifier identifier = reference.map(Reference::getIdentifier).orElseGet(Identifier::new);
        when(reference.isPresent() && !identifier.hasValue(), path + ".identifier.value:missing");
        when(
                identifier.hasValue() && !List.of(systems).contains(orEmpty(identifier.getSystem())),
                path + ".identifier.system:unknown");
        return orEmpty(identifier.getValue());
    }

    /** A date or a time as it was written, read by this parser: FHIR knows years and months too. */
    <T> T parsed(BaseDateTimeType date, String fault, T otherwise, Function<String, T> parser) {
        try {
            return date.hasValue() ? parser.apply(date.getValueAsString()) : otherwise;
        } catch (DateTimeException partialOrMore) {
            when(true, fault);
            return otherwise;
        }
    }

    /** The extension of ours with this url; empty where it is not there. */
    Optional<Extension> extension(List<Extension> given, String url) {
        List<Extension> found =
                given.stream().filter(each -> url.equals(each.getUrl())).toList();
        when(found.size() > 1, "Consent.extension:not-one-of-each");
        return found.stream().findFirst();
    }

    /** The values of the parts of an extension that have this name, which are of this type. */
    <T extends Type> List<T> parts(Extension extension, String name, Class<T> type) {
        List<T> values = new ArrayList<>();
        for (Extension part : extension.getExtension()) {
            if (name.equals(part.getUrl())) {
                // HAPI's code is a kind of string; here it is not.
                Optional<Type> value = Optional.ofNullable(part.getValue()).filter(each -> each.getClass() == type);
                when(value.isEmpty(), "Consent.extension.extension.value:not-of-its-type");
                value.map(type::cast).ifPresent(values::add);
            }
        }
        return values;
    }

    /** The text of the one part of an extension that has this name. */
    String part(Extension extension, String name, Class<? extends Type> type) {
        List<? extends Type> values = parts(extension, name, type);
        when(values.size() != 1, "Consent.extension.extension:not-one-of-each");
        return values.isEmpty() ? "" : orEmpty(values.get(0).primitiveValue());
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
