package org.sluis.policy.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.gate.StrictJson;
import org.sluis.policy.pack.PackSource;

/**
 * What is posted: {@code {"since": "P30D", "packs": [{"id": …, "files": {"policy.yaml": …, "dictionary.yaml": …}}]}}.
 *
 * @param since so many days ago (ISO 8601)
 */
record SimulationForm(Period since, List<PackSource> packs) {
    private static final Set<String> KEYS = Set.of("since", "packs");

    /** @throws Refused POLICY_NOT_VALID with a pointer and a code for each fault; or as {@link StrictJson#tree} does */
    static SimulationForm read(byte[] body) {
        JsonNode form = StrictJson.tree(body);
        List<String> faults = new ArrayList<>();
        form.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                faults.add("/:unknown-key");
            }
        });
        String since = form.path("since").asText();
        if (!since.matches("P[1-9][0-9]{0,3}D")) {
            faults.add("/since:not-so-many-days");
        }
        List<PackSource> packs = new ArrayList<>();
        form.path("packs").forEach(pack -> read(pack, "/packs/" + packs.size(), packs, faults));
        if (packs.isEmpty()) {
            faults.add("/packs:missing");
        }
        if (packs.stream().map(PackSource::id).distinct().count() < packs.size()) {
            faults.add("/packs:twice");
        }
        if (!faults.isEmpty()) {
            throw new Refused(Reason.POLICY_NOT_VALID, faults, Set.of());
        }
        return new SimulationForm(Period.parse(since), packs);
    }

    private static void read(JsonNode pack, String where, List<PackSource> packs, List<String> faults) {
        SortedMap<String, String> files = new TreeMap<>();
        pack.path("files")
                .fields()
                .forEachRemaining(
                        file -> files.put(file.getKey(), file.getValue().asText()));
        PackSource source = new PackSource(pack.path("id").asText(), files);
        packs.add(source);
        try {
            PackSource.parse(source.content());
        } catch (IllegalArgumentException none) {
            faults.add(where + ":not-a-pack");
        }
    }
}
