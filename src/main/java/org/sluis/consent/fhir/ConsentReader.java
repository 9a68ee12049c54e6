package org.sluis.consent.fhir;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Refused;
import org.sluis.consent.ConsentForm;
import org.sluis.law.ConsentFact;
import org.sluis.party.Caller;

/**
 * A Consent in FHIR (IHE PCF, basic or intermediate) as the forms it comes to, one for each purpose and recipient. One
 * grantor: whoever else speaks, speaks in a consent of their own. Whether the forms are valid is the register's to say, as
 * for any form.
 */
final class ConsentReader {
    private final Caller school;
    private final Reading reading = new Reading();

    private ConsentReader(Caller school) {
        this.school = school;
    }

    /** @throws Refused CONSENT_NOT_VALID with every place where it is none of ours */
    static Given read(Caller school, Consent consent) {
        ConsentReader reader = new ConsentReader(school);
        boolean active = reader.active(consent);
        ProvisionReader.Read provision = ProvisionReader.read(reader.reading, consent.getProvision());
        // Read even where nothing is said, for its faults.
        ConsentForm blank = reader.form(consent);
        reader.reading.finish();
        List<ConsentForm> forms = new ArrayList<>();
        provision.statements().forEach(statement -> forms.add(of(blank, statement, statement.categories())));
        return new Given(
                consent.getIdElement().getIdPart(),
                active,
                of(blank, provision.statements().get(0), provision.categories()),
                List.copyOf(forms));
    }

    private static ConsentForm of(ConsentForm blank, Statement statement, List<String> categories) {
        return new ConsentForm(
                blank.subject(),
                blank.grantor(),
                blank.holder(),
                statement.grants() ? "grant" : "refuse",
                statement.purpose(),
                blank.discloser(),
                statement.recipient().party(),
                statement.recipient().kind(),
                categories,
                blank.from(),
                blank.until(),
                blank.textVersion(),
                blank.order(),
                blank.proof());
    }

    private boolean active(Consent consent) {
        ConsentState status = consent.getStatus();
        reading.when(status == null, "Consent.status:missing");
        reading.when(
                status != null && status != ConsentState.ACTIVE && status != ConsentState.INACTIVE,
                "Consent.status:unknown");
        return status == ConsentState.ACTIVE;
    }

    /** Everything but what the provision says. */
    private ConsentForm form(Consent consent) {
        reading.coded(List.of(consent.getScope()), Pcf.SCOPES, Pcf.SCOPE, "Consent.scope");
        reading.coded(consent.getCategory(), Pcf.LOINC, Pcf.CONSENT_DOCUMENT, "Consent.category");
        String controller = reading.identified(
                reading.only(consent.getOrganization(), "Consent.organization"),
                "Consent.organization",
                Pcf.CONTROLLERS);
        reading.when(!controller.isEmpty() && !controller.equals(school.tenant()), "Consent.organization:unknown");
        String pupil = reading.identified(Optional.of(consent.getPatient()), "Consent.patient", Pcf.pupilsOf(school));
        Optional<Reference> performer = reading.only(consent.getPerformer(), "Consent.performer");
        boolean byChild = performer
                .map(reference ->
                        Pcf.pupilsOf(school).equals(reference.getIdentifier().getSystem()))
                .orElse(false);
        String grantor = reading.identified(
                performer, "Consent.performer", byChild ? Pcf.pupilsOf(school) : Pcf.holdersOf(school));
        reading.when(byChild && !grantor.equals(pupil), "Consent.performer:not-the-patient");
        Period period = consent.getProvision().getPeriod();
        return new ConsentForm(
                pupil,
                byChild ? ConsentFact.CHILD : ConsentFact.HOLDER,
                byChild ? null : grantor,
                "",
                "",
                discloser(consent),
                null,
                null,
                List.of(),
                day(period.getStartElement(), "Consent.provision.period.start"),
                // Both ends of a period in FHIR are in it; ours ends before its last day.
                day(period.getEndElement(), "Consent.provision.period.end").plusDays(1),
                textVersion(consent),
                order(consent),
                proof(consent));
    }

    /** Who may tell, where it is not the school. */
    private @Nullable String discloser(Consent consent) {
        if (!consent.hasModifierExtension()) {
            return null;
        }
        Extension given = reading.only(consent.getModifierExtension(), "Consent.modifierExtension")
                .orElseThrow();
        if (!Pcf.DISCLOSER.equals(given.getUrl())) {
            reading.when(true, "Consent.modifierExtension[0].url:unknown");
            return null;
        }
        Reference party = given.getValue() instanceof Reference reference ? reference : new Reference();
        return reading.identified(Optional.of(party), "Consent.modifierExtension[0].value", Pcf.PARTIES);
    }

    private String textVersion(Consent consent) {
        String uri = reading.only(consent.getPolicy(), "Consent.policy")
                .map(policy -> Reading.orEmpty(policy.getUri()))
                .orElse("");
        reading.when(!uri.startsWith(Pcf.TEXTS) && consent.hasPolicy(), "Consent.policy.uri:unknown");
        return uri.startsWith(Pcf.TEXTS) ? uri.substring(Pcf.TEXTS.length()) : "";
    }

    private ConsentForm.@Nullable Order order(Consent consent) {
        Extension order =
                reading.extension(consent.getExtension(), Pcf.COURT_ORDER).orElse(null);
        if (order == null) {
            return null;
        }
        List<String> purposes = new ArrayList<>();
        for (Coding purpose : reading.parts(order, "purpose", Coding.class)) {
            purposes.add(reading.code(purpose, "Consent.extension.extension.value", Pcf.PURPOSES));
        }
        reading.when(order.getExtension().size() != purposes.size() + 2, "Consent.extension.extension:not-one-of-each");
        LocalDate date = reading.parsed(
                new DateType(reading.part(order, "date", DateType.class)),
                "Consent.extension.extension.value:not-a-day",
                LocalDate.EPOCH,
                LocalDate::parse);
        return new ConsentForm.Order(
                reading.part(order, "reference", StringType.class),
                date,
                purposes.stream().distinct().sorted().toList());
    }

    /** Who verified, how and when, and the digest of what was signed: all of it, or none. */
    private ConsentForm.@Nullable Proof proof(Consent consent) {
        reading.when(!consent.hasDateTime(), "Consent.dateTime:missing");
        Optional<Extension> given = reading.extension(consent.getExtension(), Pcf.VERIFICATION);
        if (!consent.hasSource() && given.isEmpty()) {
            return null;
        }
        reading.when(given.isEmpty(), "Consent.extension:missing");
        Extension verification = given.orElseGet(Extension::new);
        reading.when(verification.getExtension().size() > 2, "Consent.extension.extension:only-two");
        return new ConsentForm.Proof(
                given.isEmpty() ? "" : reading.part(verification, "verified", CodeType.class),
                given.isEmpty() ? "" : reading.part(verification, "by", StringType.class),
                reading.parsed(
                        consent.getDateTimeElement(),
                        "Consent.dateTime:not-an-instant",
                        Instant.EPOCH,
                        text -> OffsetDateTime.parse(text).toInstant()),
                digest(consent));
    }

    private String digest(Consent consent) {
        reading.when(!consent.hasSource(), "Consent.source:missing");
        String name = reading.identified(
                Optional.ofNullable(consent.getSource()).map(Reference.class::cast), "Consent.source", Pcf.URI);
        try {
            if (name.startsWith(Pcf.SHA_256)) {
                return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(name.substring(Pcf.SHA_256.length())));
            }
        } catch (IllegalArgumentException notBase64) {
            // told as for any other name
        }
        reading.when(!name.isEmpty(), "Consent.source.identifier.value:not-a-sha-256");
        return "";
    }

    private LocalDate day(DateTimeType date, String path) {
        reading.when(!date.hasValue(), path + ":missing");
        return reading.parsed(date, path + ":not-a-day", LocalDate.EPOCH, LocalDate::parse);
    }
}
