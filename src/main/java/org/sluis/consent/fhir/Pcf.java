package org.sluis.consent.fhir;

import org.sluis.party.Caller;

/**
 * The names a consent in FHIR is written with: of IHE Privacy Consent on FHIR (PCF) where it has one, ours where it has
 * none. An id of a school counts at that school only, so the school is part of its system.
 */
final class Pcf {
    static final String PROFILE = "https://profiles.ihe.net/ITI/PCF/StructureDefinition/IHE.PCF.consentBasic";
    static final String SCOPES = "http://terminology.hl7.org/CodeSystem/consentscope";
    static final String SCOPE = "patient-privacy";
    static final String LOINC = "http://loinc.org";
    static final String CONSENT_DOCUMENT = "59284-0";
    static final String PARTICIPATIONS = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    static final String RECIPIENT = "IRCP";
    static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    /** The system of an identifier that is a URI (FHIR R4, 2.24.0.6.1.1), here the name of a digest (RFC 6920). */
    static final String URI = "urn:ietf:rfc:3986";

    static final String SHA_256 = "ni:///sha-256;";

    static final String CATEGORY = "https://sluis.example/fhir/StructureDefinition/consent-category";
    static final String VERIFICATION = "https://sluis.example/fhir/StructureDefinition/consent-verification";
    static final String COURT_ORDER = "https://sluis.example/fhir/StructureDefinition/consent-court-order";
    /** Whoever does not know it would take a yes to what one party tells for a yes to what all do: so it modifies. */
    static final String DISCLOSER = "https://sluis.example/fhir/StructureDefinition/consent-discloser";

    static final String CATEGORIES = "https://sluis.example/fhir/CodeSystem/category";
    static final String PURPOSES = "https://sluis.example/fhir/CodeSystem/purpose";
    static final String PARTIES = "https://sluis.example/id/party";
    /** Instead of {@link #PARTIES}, for a statement about all of a kind. */
    static final String PARTY_KINDS = "https://sluis.example/id/party-kind";

    static final String CONTROLLERS = "https://sluis.example/id/controller";
    static final String TEXTS = "https://sluis.example/id/consent-text/";

    private Pcf() {}

    static String pupilsOf(Caller school) {
        return "https://sluis.example/id/pupil/" + school.party();
    }

    static String holdersOf(Caller school) {
        return "https://sluis.example/id/holder/" + school.party();
    }
}
