package org.sluis.audit.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.sluis.audit.reading.AuditEventTable.Agent;
import org.sluis.audit.reading.AuditEventTable.Told;

/**
 * An entry as a FHIR R4 AuditEvent of the IHE BALP profile that {@code fhir/audit-events.yaml} names for its kind, with the
 * fields of NEN 7513 as far as the log knows them: ids, codes and commitments, and never a name. What a profile wants and
 * an entry does not hold is told as absent.
 */
public final class AuditEvents {
    static final String PROFILES = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    static final String KINDS = "https://sluis.example/fhir/CodeSystem/audit-kind";
    private static final String PURPOSES = "https://sluis.example/fhir/CodeSystem/purpose";
    private static final String IDS = "https://sluis.example/id/";
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String SOURCE_TYPES = "http://terminology.hl7.org/CodeSystem/security-source-type";
    private static final String APPLICATION_SERVER = "4";

    private final AuditEventTable table = AuditEventTable.bundled();
    private final FhirContext r4 = FhirContext.forR4Cached();
    private final String origin;

    /** @param origin the log's name, as its checkpoints have it */
    public AuditEvents(String origin) {
        this.origin = origin;
    }

    /** One line of FHIR's newline-delimited JSON. @throws IllegalArgumentException for a kind of another version */
    public String line(LoggedEntry entry) {
        return r4.newJsonParser().encodeResourceToString(of(entry));
    }

    AuditEvent of(LoggedEntry entry) {
        Told told = table.of(entry.kind());
        AuditEventTable.Profile profile = told.profile();
        boolean patient = profile.rest() && entry.event().hasNonNull("subject");
        AuditEvent event = new AuditEvent();
        event.setId(entry.id().toString());
        event.getMeta()
                .addProfile(PROFILES + (patient ? "Patient" : "") + profile.name())
                .addTag(KINDS, entry.kind(), null);
        event.setType(profile.type().copy());
        event.addSubtype(told.subtype().copy());
        event.setAction(AuditEventAction.fromCode(profile.action()));
        event.setRecordedElement(new InstantType(entry.event().path("at").asText()));
        event.setOutcome(AuditEventOutcome.fromCode(told.outcome()));
        first(entry, "reason", "kind")
                .filter(reason -> !told.outcome().equals("0"))
                .ifPresent(event::setOutcomeDesc);
        first(entry, "purpose")
                .ifPresent(
                        purpose -> event.addPurposeOfEvent(new CodeableConcept(new Coding(PURPOSES, purpose, null))));
        profile.agents().forEach(agent -> add(event, agent, entry));
        policies(entry).forEach(event.getAgentFirstRep()::addPolicy);
        event.getSource()
                .setSite(entry.event().path("tenant").asText())
                .setObserver(gateway())
                .addType(new Coding(SOURCE_TYPES, APPLICATION_SERVER, null));
        new AuditEntities(event, entry).add(profile);
        return event;
    }

    private void add(AuditEvent event, Agent agent, LoggedEntry entry) {
        Optional<Reference> known = who(agent.who(), entry);
        if (known.isEmpty() && agent.who().equals("person") && !agent.wanted()) {
            return;
        }
        AuditEventAgentComponent added = event.addAgent()
                .setType(new CodeableConcept(agent.type().copy()))
                .setWho(known.orElseGet(() -> absent("unknown")))
                .setRequestor(agent.who().equals("person"));
        if (agent.network() && agent.who().equals("gateway")) {
            added.getNetwork().setAddress(origin).setType(AuditEventAgentNetworkType._1);
        } else if (agent.network()) {
            added.getNetwork().addExtension(new Extension(ABSENT, new CodeType("not-asked")));
        }
    }

    private Optional<Reference> who(String who, LoggedEntry entry) {
        return switch (who) {
            case "gateway" -> Optional.of(gateway());
            case "client" ->
                Optional.of(first(entry, "client")
                        .map(client -> identified("Device", "client", client))
                        .orElseGet(this::gateway));
            case "person" ->
                first(entry, "person", "professional", "reviewer", "by").map(id -> identified("Person", "person", id));
            case "organisation" ->
                Optional.of(first(entry, "party", "school", "sender")
                        .map(id -> identified("Organization", "party", id))
                        .orElseGet(() -> identified(
                                "Organization",
                                "controller",
                                entry.event().path("tenant").asText())));
            case "recipient" -> first(entry, "recipient").map(id -> identified("Organization", "party", id));
            default -> first(entry, "source").map(id -> identified("Organization", "source", id));
        };
    }

    private Reference gateway() {
        return identified("Device", "log", origin);
    }

    static Optional<String> first(LoggedEntry entry, String... names) {
        return Stream.of(names).map(entry::fact).filter(fact -> !fact.isEmpty()).findFirst();
    }

    static Reference identified(String type, String system, String value) {
        return new Reference()
                .setType(type)
                .setIdentifier(new Identifier().setSystem(IDS + system).setValue(value));
    }

    static Reference absent(String why) {
        Reference reference = new Reference();
        reference.addExtension(new Extension(ABSENT, new CodeType(why)));
        return reference;
    }

    /** The rules that decided, by digest (RFC 6920). */
    private static List<String> policies(LoggedEntry entry) {
        return Stream.of("policy", "law")
                .flatMap(name -> entry.facts(name).stream())
                .filter(digest -> digest.matches("[0-9a-f]{64}"))
                .map(digest -> "ni:///sha-256;"
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(HexFormat.of().parseHex(digest)))
                .toList();
    }

    /** What was asked, in the log's words: {@code log-read?count=2&kind=search}. */
    static byte[] query(LoggedEntry entry) {
        StringBuilder query = new StringBuilder(entry.kind());
        entry.event().path("facts").fieldNames().forEachRemaining(name -> query.append(
                        query.indexOf("?") < 0 ? "?" : "&")
                .append(name)
                .append('=')
                .append(String.join(",", entry.facts(name))));
        return query.toString().getBytes(UTF_8);
    }
}
