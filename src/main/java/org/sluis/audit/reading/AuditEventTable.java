package org.sluis.audit.reading;

import static org.sluis.canonical.FileNode.required;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.sluis.audit.EventKind;
import org.sluis.canonical.FileNode;

/** {@code fhir/audit-events.yaml}: which profile each kind of entry is told by. Complete, or it is not loaded. */
final class AuditEventTable {
    private static final String FILE = "/fhir/audit-events.yaml";
    private static final Set<String> WHO = Set.of("client", "gateway", "person", "organisation", "recipient", "source");

    private final Map<String, Told> kinds;

    /** @param wanted whether the agent is there though the entry names nobody */
    record Agent(Coding type, String who, boolean network, boolean wanted) {}

    /** What one profile of IHE BALP fixes. */
    record Profile(String name, Coding type, Coding subtype, String action, String lifecycle, List<Agent> agents) {
        /** One of the five that know what was done only, each with a form for what is about a child. */
        boolean rest() {
            return subtype.getSystem().equals("http://hl7.org/fhir/restful-interaction");
        }
    }

    /** How a kind is told. */
    record Told(Profile profile, Coding subtype, String outcome) {}

    private AuditEventTable(Map<String, Told> kinds) {
        this.kinds = kinds;
    }

    /** @throws IllegalArgumentException with file and line, or naming the kind that is missing or none */
    static AuditEventTable bundled() {
        try (InputStream in = Objects.requireNonNull(AuditEventTable.class.getResourceAsStream(FILE))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static AuditEventTable parse(String yaml) {
        Map<String, FileNode> file =
                FileNode.parse("audit-events.yaml", yaml).map(Set.of("systems", "profiles", "kinds"), Set.of());
        Map<String, FileNode> systems = required(file, "systems").map();
        Map<String, Profile> profiles = new LinkedHashMap<>();
        required(file, "profiles").map().forEach((name, node) -> profiles.put(name, profile(name, node, systems)));
        Map<String, Told> kinds = new LinkedHashMap<>();
        required(file, "kinds").map().forEach((kind, node) -> kinds.put(kind, told(node, profiles, systems)));
        List<String> all =
                Arrays.stream(EventKind.values()).map(EventKind::code).toList();
        if (!kinds.keySet().equals(Set.copyOf(all))) {
            throw required(file, "kinds").wrong("not every kind of entry and no other");
        }
        return new AuditEventTable(kinds);
    }

    private static Profile profile(String name, FileNode node, Map<String, FileNode> systems) {
        Map<String, FileNode> all = node.map(Set.of("type", "subtype", "action", "lifecycle", "agents"), Set.of());
        List<Agent> agents = new ArrayList<>();
        for (FileNode each : required(all, "agents").list()) {
            Map<String, FileNode> agent = each.map(Set.of("type", "who"), Set.of("network", "wanted"));
            String who = required(agent, "who").text();
            if (!WHO.contains(who)) {
                throw required(agent, "who").wrong("who is one of " + WHO);
            }
            Coding type = coding(required(agent, "type"), systems);
            agents.add(new Agent(type, who, agent.containsKey("network"), agent.containsKey("wanted")));
        }
        return new Profile(
                name,
                coding(required(all, "type"), systems),
                coding(required(all, "subtype"), systems),
                required(all, "action").text(),
                required(all, "lifecycle").text(),
                agents);
    }

    private static Told told(FileNode node, Map<String, Profile> profiles, Map<String, FileNode> systems) {
        Map<String, FileNode> all = node.map(Set.of("profile"), Set.of("subtype", "outcome"));
        Profile profile = Optional.ofNullable(
                        profiles.get(required(all, "profile").text()))
                .orElseThrow(() -> required(all, "profile").wrong("not one of the profiles above"));
        FileNode subtype = all.get("subtype");
        FileNode outcome = all.get("outcome");
        return new Told(
                profile,
                subtype == null ? profile.subtype() : coding(subtype, systems),
                outcome == null ? "0" : outcome.text());
    }

    private static Coding coding(FileNode node, Map<String, FileNode> systems) {
        List<FileNode> pair = node.list();
        if (pair.size() != 2 || !systems.containsKey(pair.get(0).text())) {
            throw node.wrong("a system of the list above and a code are expected");
        }
        return new Coding(
                required(systems, pair.get(0).text()).text(), pair.get(1).text(), null);
    }

    /** @throws IllegalArgumentException for what is no kind of this version */
    Told of(String kind) {
        return Optional.ofNullable(kinds.get(kind))
                .orElseThrow(() -> new IllegalArgumentException("no kind of entry of this version"));
    }
}
