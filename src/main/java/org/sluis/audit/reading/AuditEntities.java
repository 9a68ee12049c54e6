package org.sluis.audit.reading;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** What an entry is about, as the entities of its AuditEvent; the last of them holds its place, its hash and every fact. */
final class AuditEntities {
    private static final String TYPES = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private static final String ROLES = "http://terminology.hl7.org/CodeSystem/object-role";
    private static final String LIFECYCLES = "http://terminology.hl7.org/CodeSystem/dicom-audit-lifecycle";
    private static final Coding PERSON = new Coding(TYPES, "1", null);
    private static final Coding SYSTEM = new Coding(TYPES, "2", null);
    private static final Coding OTHER = new Coding(TYPES, "4", null);
    private static final Coding CONSENT = new Coding("http://hl7.org/fhir/resource-types", "Consent", null);
    private static final String PATIENT = "1";
    private static final String DOMAIN_RESOURCE = "4";
    private static final String QUERY = "24";

    private final AuditEvent event;
    private final LoggedEntry entry;

    AuditEntities(AuditEvent event, LoggedEntry entry) {
        this.event = event;
        this.entry = entry;
    }

    void add(AuditEventTable.Profile profile) {
        String subject = entry.event().path("subject").asText();
        if (!subject.isEmpty() || !profile.rest()) {
            event.addEntity()
                    .setType(PERSON.copy())
                    .setRole(new Coding(ROLES, PATIENT, null))
                    .setWhat(
                            subject.isEmpty()
                                    ? AuditEvents.absent("not-applicable")
                                    : AuditEvents.identified("Patient", "subject-commitment", subject));
        }
        AuditEventEntityComponent last;
        if (profile.name().equals("AuthZconsent")) {
            last = consents();
        } else if (profile.name().equals("Query")) {
            event.addEntity()
                    .setType(SYSTEM.copy())
                    .setRole(new Coding(ROLES, QUERY, null))
                    .setQuery(AuditEvents.query(entry));
            last = event.addEntity().setType(OTHER.copy()).setWhat(what());
        } else {
            last = event.addEntity()
                    .setType(SYSTEM.copy())
                    .setRole(new Coding(ROLES, DOMAIN_RESOURCE, null))
                    .setLifecycle(new Coding(LIFECYCLES, profile.lifecycle(), null))
                    .setWhat(what());
        }
        detail(last);
    }

    private AuditEventEntityComponent consents() {
        List<String> consents = Stream.of("consents", "consent")
                .flatMap(name -> entry.facts(name).stream())
                .toList();
        AuditEventEntityComponent last = new AuditEventEntityComponent();
        List<Reference> told = consents.isEmpty()
                ? List.of(AuditEvents.absent("unknown"))
                : consents.stream()
                        .map(id -> AuditEvents.identified("Consent", "consent", id))
                        .toList();
        for (Reference what : told) {
            last = event.addEntity().setType(CONSENT.copy()).setWhat(what);
        }
        return last;
    }

    private Reference what() {
        String disclosure = entry.fact("disclosure");
        return disclosure.isEmpty()
                ? AuditEvents.identified("AuditEvent", "entry", entry.id().toString())
                : AuditEvents.identified("Communication", "disclosure", disclosure);
    }

    private void detail(AuditEventEntityComponent entity) {
        detail(entity, "index", String.valueOf(entry.index()));
        detail(entity, "leaf", entry.leaf());
        entry.event().path("facts").fieldNames().forEachRemaining(name -> entry.facts(name)
                .forEach(value -> detail(entity, name, value)));
        entry.event()
                .path("commitments")
                .fields()
                .forEachRemaining(commitment -> detail(
                        entity,
                        "commitment-" + commitment.getKey(),
                        commitment.getValue().asText()));
    }

    private static void detail(AuditEventEntityComponent entity, String name, String value) {
        if (!value.isEmpty()) {
            entity.addDetail().setType(name).setValue(new StringType(value));
        }
    }
}
