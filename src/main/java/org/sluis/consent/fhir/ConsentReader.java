package org.sluis.consent.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Refused;
import org.sluis.consent.ConsentForm;
import org.sluis.consent.FormReader;
import org.sluis.law.ConsentFact;
import org.sluis.party.Caller;

/**
 * A Consent in FHIR (IHE PCF, basic) as the form it says. One grantor, one recipient, one purpose: whatever names more is
 * not one consent. Whether the form is valid is the register's to say, as for any form.
 */
final class ConsentReader {
    private final Caller school;
    private final List<String> faults = new ArrayList<>();

    private ConsentReader(Caller school) {
        this.school = school;
    }

    /** @throws Refused CONSENT_NOT_VALID with every place where it is none of ours */
    static Given read(Caller school, Consent consent) {
        ConsentReader reader = new ConsentReader(school);
        boolean active = reader.active(consent);
        ConsentForm form = reader.form(consent);
        FormReader.refuse(reader.faults);
        return new Given(consent.getIdElement().getIdPart(), active, form);
    }

    private boolean active(Consent consent) {
        ConsentState status = consent.getStatus();
        when(status == null, "Consent.status:missing");
        when(
                status != null && status != ConsentState.ACTIVE && status != ConsentState.INACTIVE,
                "Consent.status:unknown");
        return status == ConsentState.ACTIVE;
    }

    private ConsentForm form(Consent consent) {
        coded(List.of(consent.getScope()), Pcf.SCOPES, Pcf.SCOPE, "Consent.scope");
        coded(consent.getCategory(), Pcf.LOINC, Pcf.CONSENT_DOCUMENT, "Consent.category");
        String controller = identified(
                only(consent.getOrganization(), "Consent.organization"), "Consent.organization", Pcf.CONTROLLERS);
        when(!controller.isEmpty() && !controller.equals(school.tenant()), "Consent.organization:unknown");
        String pupil = identified(Optional.of(consent.getPatient()), "Consent.patient", Pcf.pupilsOf(school));
        Optional<Reference> performer = only(consent.getPerformer(), "Consent.performer");
        boolean byChild = performer
                .map(reference ->
                        Pcf.pupilsOf(school).equals(reference.getIdentifier().getSystem()))
                .orElse(false);
        String grantor =
                identified(performer, "Consent.performer", byChild ? Pcf.pupilsOf(school) : Pcf.holdersOf(school));
        when(byChild && !grantor.equals(pupil), "Consent.performer:not-the-patient");
        ProvisionComponent provision = consent.getProvision();
        ConsentProvisionType type = provision.getType();
        when(type == null, "Consent.provision.type:missing");
        return new ConsentForm(
                pupil,
                byChild ? ConsentFact.CHILD : ConsentFact.HOLDER,
                byChild ? null : grantor,
                type == ConsentProvisionType.PERMIT ? "grant" : "refuse",
                code(
                        only(provision.getPurpose(), "Consent.provision.purpose"),
                        "Consent.provision.purpose",
                        Pcf.PURPOSES),
                recipient(provision),
                null,
                categories(provision),
                day(provision.getPeriod().getStartElement(), "Consent.provision.period.start"),
                // Both ends of a period in FHIR are in it; ours ends before its last day.
                day(provision.getPeriod().getEndElement(), "Consent.provision.period.end")
                        .plusDays(1),
                textVersion(consent),
                null,
                proof(consent));
    }

    private String recipient(ProvisionComponent provision) {
        String path = "Consent.provision.actor";
        return only(provision.getActor(), path)
                .map(actor -> {
                    coded(List.of(actor.getRole()), Pcf.PARTICIPATIONS, Pcf.RECIPIENT, path + ".role");
                    return identified(Optional.of(actor.getReference()), path + ".reference", Pcf.PARTIES);
                })
                .orElse("");
    }

    private List<String> categories(ProvisionComponent provision) {
        List<String> codes = new ArrayList<>();
        for (Extension extension : provision.getModifierExtension()) {
            String path = "Consent.provision.modifierExtension[" + codes.size() + "]";
            when(!Pcf.CATEGORY.equals(extension.getUrl()), path + ".url:unknown");
            codes.add(code(
                    Optional.of(extension.getValue() instanceof Coding coding ? coding : new Coding()),
                    path + ".value",
                    Pcf.CATEGORIES));
        }
        return codes;
    }

    private String textVersion(Consent consent) {
        String uri = only(consent.getPolicy(), "Consent.policy")
                .map(policy -> orEmpty(policy.getUri()))
                .orElse("");
        when(!uri.startsWith(Pcf.TEXTS) && consent.hasPolicy(), "Consent.policy.uri:unknown");
        return uri.startsWith(Pcf.TEXTS) ? uri.substring(Pcf.TEXTS.length()) : "";
    }

    /** Who verified, how and when, and the digest of what was signed: all of it, or none. */
    private ConsentForm.@Nullable Proof proof(Consent consent) {
        when(!consent.hasDateTime(), "Consent.dateTime:missing");
        if (!consent.hasSource() && !consent.hasExtension()) {
            return null;
        }
        Extension verification =
                only(consent.getExtension(), "Consent.extension").orElseGet(Extension::new);
        return new ConsentForm.Proof(
                part(verification, "verified"), part(verification, "by"), dateTime(consent), digest(consent));
    }

    private String part(Extension verification, String url) {
        String path = "Consent.extension";
        List<Extension> parts = verification.getExtension().stream()
                .filter(part -> url.equals(part.getUrl()))
                .toList();
        when(verification.hasExtension() && parts.size() != 1, path + ".extension:not-one-of-each");
        when(verification.getExtension().size() > 2, path + ".extension:only-two");
        return parts.isEmpty()
                ? ""
                : orEmpty(
                        parts.get(0).getValue() == null
                                ? null
                                : parts.get(0).getValue().primitiveValue());
    }

    private String digest(Consent consent) {
        when(!consent.hasSource(), "Consent.source:missing");
        String name = identified(
                Optional.ofNullable(consent.getSource()).map(Reference.class::cast), "Consent.source", Pcf.URI);
        try {
            if (name.startsWith(Pcf.SHA_256)) {
                return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(name.substring(Pcf.SHA_256.length())));
            }
        } catch (IllegalArgumentException notBase64) {
            // told as for any other name
        }
        when(!name.isEmpty(), "Consent.source.identifier.value:not-a-sha-256");
        return "";
    }

    private Instant dateTime(Consent consent) {
        return parsed(
                consent.getDateTimeElement(),
                "Consent.dateTime:not-an-instant",
                Instant.EPOCH,
                text -> OffsetDateTime.parse(text).toInstant());
    }

    private LocalDate day(DateTimeType date, String path) {
        when(!date.hasValue(), path + ":missing");
        return parsed(date, path + ":not-a-day", LocalDate.EPOCH, LocalDate::parse);
    }

    private <T> T parsed(DateTimeType date, String fault, T otherwise, Function<String, T> parser) {
        try {
            return date.hasValue() ? parser.apply(date.getValueAsString()) : otherwise;
        } catch (DateTimeException partialOrMore) {
            faults.add(fault);
            return otherwise;
        }
    }

    private String identified(Optional<Reference> reference, String path, String system) {
        Identifier identifier = reference.map(Reference::getIdentifier).orElseGet(Identifier::new);
        when(reference.isPresent() && !identifier.hasValue(), path + ".identifier.value:missing");
        when(identifier.hasValue() && !system.equals(identifier.getSystem()), path + ".identifier.system:unknown");
        return orEmpty(identifier.getValue());
    }

    private String code(Optional<Coding> coding, String path, String system) {
        coding.ifPresent(given -> {
            when(!given.hasCode(), path + ".code:missing");
            when(given.hasCode() && !system.equals(given.getSystem()), path + ".system:unknown");
        });
        return coding.map(Coding::getCode).map(ConsentReader::orEmpty).orElse("");
    }

    private void coded(List<CodeableConcept> given, String system, String code, String path) {
        when(
                given.size() != 1
                        || !given.get(0).hasCoding(system, code)
                        || given.get(0).getCoding().size() != 1,
                path + ":not-the-one-known");
    }

    private <T extends Base> Optional<T> only(List<T> given, String path) {
        when(given.isEmpty(), path + ":missing");
        when(given.size() > 1, path + ":only-one");
        return given.stream().findFirst();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void when(boolean wrong, String fault) {
        if (wrong && !faults.contains(fault)) {
            faults.add(fault);
        }
    }
}
