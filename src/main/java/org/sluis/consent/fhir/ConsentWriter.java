package org.sluis.consent.fhir;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.sluis.consent.ConsentForm;
import org.sluis.consent.StoredConsent;
import org.sluis.party.Caller;

/** A stored consent as a Consent in FHIR (IHE PCF, basic), to the school that recorded it: what {@link ConsentReader} reads. */
final class ConsentWriter {
    private ConsentWriter() {}

    static Consent write(Caller school, StoredConsent stored) {
        ConsentForm form = stored.form();
        Consent consent = new Consent();
        consent.setId(stored.id().toString());
        consent.getMeta().addProfile(Pcf.PROFILE);
        consent.setStatus(stored.withdrawnAt() == null ? ConsentState.ACTIVE : ConsentState.INACTIVE);
        consent.setScope(concept(Pcf.SCOPES, Pcf.SCOPE));
        consent.addCategory(concept(Pcf.LOINC, Pcf.CONSENT_DOCUMENT));
        Reference pupil = identified("Patient", Pcf.pupilsOf(school), form.subject());
        consent.setPatient(pupil);
        consent.addPerformer(
                form.holder() == null
                        ? pupil.copy()
                        : identified("RelatedPerson", Pcf.holdersOf(school), form.holder()));
        consent.addOrganization(identified("Organization", Pcf.CONTROLLERS, school.tenant()));
        consent.addPolicy().setUri(Pcf.TEXTS + form.textVersion());
        prove(consent, stored);
        Optional.ofNullable(form.order()).ifPresent(order -> order(consent, order));
        if (form.discloser() != null) {
            consent.addModifierExtension(
                    new Extension(Pcf.DISCLOSER, identified("Organization", Pcf.PARTIES, form.discloser())));
        }
        consent.setProvision(provision(form));
        return consent;
    }

    private static void prove(Consent consent, StoredConsent stored) {
        ConsentForm.Proof proof = stored.form().proof();
        Reference source = new Reference();
        if (proof == null) {
            source.addExtension(Pcf.ABSENT, new CodeType("not-applicable"));
            consent.setDateTimeElement(new DateTimeType(stored.recordedAt().toString()));
        } else {
            source = identified("DocumentReference", Pcf.URI, Pcf.SHA_256 + base64(proof.digest()));
            consent.setDateTimeElement(new DateTimeType(proof.at().toString()));
            Extension verification = consent.addExtension().setUrl(Pcf.VERIFICATION);
            verification.addExtension("verified", new CodeType(proof.verified()));
            verification.addExtension("by", new StringType(proof.by()));
        }
        consent.setSource(source);
    }

    private static void order(Consent consent, ConsentForm.Order given) {
        Extension order = consent.addExtension().setUrl(Pcf.COURT_ORDER);
        order.addExtension("reference", new StringType(given.reference()));
        order.addExtension("date", new DateType(given.date().toString()));
        given.purposes().forEach(purpose -> order.addExtension("purpose", new Coding(Pcf.PURPOSES, purpose, null)));
    }

    private static ProvisionComponent provision(ConsentForm form) {
        ProvisionComponent provision = new ProvisionComponent();
        provision.setType(form.grants() ? ConsentProvisionType.PERMIT : ConsentProvisionType.DENY);
        provision.getPeriod().setStartElement(new DateTimeType(form.from().toString()));
        // Ours is the first day that is no more; in FHIR the last day is still in it.
        provision
                .getPeriod()
                .setEndElement(new DateTimeType(form.until().minusDays(1).toString()));
        provision
                .addActor()
                .setRole(concept(Pcf.PARTICIPATIONS, Pcf.RECIPIENT))
                .setReference(
                        form.recipient() == null
                                ? identified("Organization", Pcf.PARTY_KINDS, String.valueOf(form.recipientKind()))
                                : identified("Organization", Pcf.PARTIES, form.recipient()));
        provision.addPurpose(new Coding(Pcf.PURPOSES, form.purpose(), null));
        for (String category : form.categories()) {
            provision.addModifierExtension(new Extension(Pcf.CATEGORY, new Coding(Pcf.CATEGORIES, category, null)));
        }
        return provision;
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding(system, code, null));
    }

    private static Reference identified(String type, String system, String value) {
        return new Reference()
                .setType(type)
                .setIdentifier(new Identifier().setSystem(system).setValue(value));
    }

    private static String base64(String hex) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(hex));
    }
}
