package org.sluis.measure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.sluis.law.LawVector;

/**
 * What is known in a vector as FHIR R4, in the shape of IHE PCF basic with what core R4 has for what PCF leaves out:
 * {@code provision.class} for categories and {@code verification}, since an extension of ours would bind everybody else
 * not to read the rest. Every resource is marked as test data (HTEST); nobody in them exists.
 */
final class InFhir {
    static final String PUPILS = "https://sluis.example/id/pupil";
    static final String PARTIES = "https://sluis.example/id/party";
    static final String PARTY_KINDS = "https://sluis.example/id/party-kind";
    static final String CATEGORIES = "https://sluis.example/fhir/CodeSystem/category";
    static final String SCOPES = "http://terminology.hl7.org/CodeSystem/consentscope";
    static final String SCOPE = "patient-privacy";
    static final String REASONS = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final String HOLDERS = "https://sluis.example/id/holder";
    private static final String KINDS = "https://sluis.example/fhir/CodeSystem/holder-kind";
    private static final String PURPOSES = "https://sluis.example/fhir/CodeSystem/purpose";
    private static final String TEXTS = "https://sluis.example/id/consent-text/";
    private static final String PARTICIPATIONS = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String CHILD = "child";
    private static final int SAID_BEFORE = 30;

    private final LawVector vector;
    private final Days days;

    InFhir(LawVector vector, Days days) {
        this.vector = vector;
        this.days = days;
    }

    /** The one who is asked about; an identifier that nobody has where the register does not know the child. */
    static String pupil(LawVector vector) {
        return "sluis-" + vector.id();
    }

    /** Recipients, kinds of recipients and disclosers of these vectors, which many share. */
    static List<DomainResource> organisations(List<LawVector> vectors) {
        Set<String> parties = new TreeSet<>();
        Set<String> kinds = new TreeSet<>();
        for (LawVector each : vectors) {
            parties.add(each.one("request.recipient"));
            kinds.add(each.one("request.discloser"));
            for (String statement : each.names("statements.")) {
                String recipient = each.of(statement, "recipient").get(0);
                if (!general(each, statement)) {
                    parties.add(recipient);
                } else {
                    kinds.add(LawVector.KIND_OF + recipient);
                }
            }
        }
        return Stream.<DomainResource>concat(
                        parties.stream().map(id -> organisation("sluis-party-" + id, PARTIES, id)),
                        kinds.stream().map(kind -> organisation("sluis-kind-" + kind, PARTY_KINDS, kind)))
                .toList();
    }

    /** The child, the holders and what they said; nothing where the register knows nothing, or cannot be reached. */
    List<DomainResource> resources() {
        List<DomainResource> all = new ArrayList<>();
        if (vector.one("register").equals("reachable")
                && vector.one("subject.known").equals("yes")
                && vector.one("request.about").equals("a-child")) {
            all.add(child());
            Set<String> people = new TreeSet<>(vector.names("holders."));
            Set<String> statements = vector.names("statements.");
            statements.forEach(each -> people.add(by(each)));
            people.remove(CHILD);
            people.forEach(each -> all.add(holder(each)));
            statements.forEach(each -> all.add(consent(each)));
        }
        return all;
    }

    private Patient child() {
        Patient child = marked(new Patient(), pupil(vector) + "-subject");
        child.addIdentifier().setSystem(PUPILS).setValue(pupil(vector));
        vector.date("subject.birth-date")
                .map(days::birthday)
                .ifPresent(birth -> child.setBirthDateElement(new DateType(birth.toString())));
        return child;
    }

    private RelatedPerson holder(String name) {
        RelatedPerson holder = marked(new RelatedPerson(), personId(name));
        holder.addIdentifier().setSystem(HOLDERS).setValue(personId(name));
        holder.setPatient(new Reference("Patient/" + pupil(vector) + "-subject"));
        if (vector.leaves().containsKey("holders." + name)) {
            holder.addRelationship(concept(KINDS, vector.one("holders." + name)));
        }
        return holder;
    }

    private Consent consent(String statement) {
        Consent consent = marked(new Consent(), pupil(vector) + "-says-" + statement);
        consent.setStatus(
                vector.of(statement, "withdrawn").contains("yes") ? ConsentState.INACTIVE : ConsentState.ACTIVE);
        consent.setScope(concept(SCOPES, SCOPE));
        consent.addCategory(concept(SCOPES, SCOPE));
        consent.addCategory(concept("http://loinc.org", "59284-0"));
        consent.setPatient(new Reference("Patient/" + pupil(vector) + "-subject"));
        consent.addPerformer(new Reference(
                by(statement).equals(CHILD)
                        ? "Patient/" + pupil(vector) + "-subject"
                        : "RelatedPerson/" + personId(by(statement))));
        consent.addOrganization(new Reference("Organization/sluis-kind-" + vector.one("request.discloser")));
        boolean superseded = vector.more(statement).containsValue("superseded");
        consent.addPolicy().setUri(TEXTS + (superseded ? "1" : "2"));
        long order = Long.parseLong(vector.of(statement, "order").get(0));
        Instant said = days.today()
                .minusDays(SAID_BEFORE)
                .atTime(LocalTime.NOON)
                .plusMinutes(order)
                .toInstant(ZoneOffset.UTC);
        consent.setDateTimeElement(new DateTimeType(said.toString()));
        consent.setSource(proof(statement));
        consent.addVerification().setVerified(vector.of(statement, "verified").contains("yes"));
        consent.setProvision(provision(statement));
        return consent;
    }

    private Reference proof(String statement) {
        Reference proof = new Reference();
        if (vector.of(statement, "proof").contains("complete")) {
            proof.setType("DocumentReference")
                    .setIdentifier(new Identifier()
                            .setSystem("https://sluis.example/id/proof")
                            .setValue(pupil(vector) + "-" + statement));
        } else {
            proof.addExtension(ABSENT, new CodeType("unknown"));
        }
        return proof;
    }

    private ProvisionComponent provision(String statement) {
        ProvisionComponent provision = new ProvisionComponent();
        provision.setType(
                vector.of(statement, "says").contains("yes") ? ConsentProvisionType.PERMIT : ConsentProvisionType.DENY);
        provision.getPeriod().setStartElement(day(vector.of(statement, "from"), 0));
        // Ours is the first day that is no more; in FHIR the last day is still in it.
        provision.getPeriod().setEndElement(day(vector.of(statement, "until"), 1));
        String recipient = vector.of(statement, "recipient").get(0);
        provision
                .addActor()
                .setRole(concept(PARTICIPATIONS, "IRCP"))
                .setReference(new Reference("Organization/sluis-"
                        + (general(vector, statement) ? "kind-" + LawVector.KIND_OF : "party-")
                        + recipient));
        String purpose = vector.of(statement, "purpose").get(0);
        provision.addPurpose(new Coding(PURPOSES, purpose, null));
        CdsHook.reason(purpose).ifPresent(code -> provision.addPurpose(new Coding(REASONS, code, null)));
        vector.of(statement, "categories")
                .forEach(category -> provision.addClass_(new Coding(CATEGORIES, category, null)));
        return provision;
    }

    private DateTimeType day(List<String> date, int less) {
        return new DateTimeType(
                days.moved(LocalDate.parse(date.get(0))).minusDays(less).toString());
    }

    private String by(String statement) {
        return vector.of(statement, "by").get(0);
    }

    private String personId(String name) {
        return pupil(vector) + "-" + name;
    }

    private static boolean general(LawVector vector, String statement) {
        return "general".equals(vector.more(statement).get("breadth"));
    }

    private static Organization organisation(String id, String system, String value) {
        Organization organisation = marked(new Organization(), id);
        organisation.addIdentifier().setSystem(system).setValue(value);
        organisation.setName("Invented: " + value);
        return organisation;
    }

    private static <T extends DomainResource> T marked(T resource, String id) {
        resource.setId(id);
        resource.getMeta().addSecurity(new Coding(REASONS, "HTEST", null));
        return resource;
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding(system, code, null));
    }
}
