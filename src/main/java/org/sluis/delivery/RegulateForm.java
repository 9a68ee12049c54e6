package org.sluis.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sluis.consent.FormReader;
import org.sluis.consent.Posted;

/** @param kind recipient or connector @param id its name @param state paused, draining or open */
public record RegulateForm(String kind, String id, String state) {
    private static final Set<String> KINDS = Set.of("recipient", "connector");
    private static final Set<String> STATES = Set.of("paused", "draining", "open");

    /** @throws org.sluis.canonical.Refused PARAMETER_NOT_SUPPORTED with every fault as a pointer and a code, or what the gate refuses */
    static RegulateForm read(byte[] body) {
        return Posted.read(body, form -> {
            form.only(Set.of("kind", "id", "state"));
            return checked(form.text("kind"), form.text("id"), form.text("state"));
        });
    }

    /** @throws org.sluis.canonical.Refused PARAMETER_NOT_SUPPORTED with every fault as a pointer and a code */
    public static RegulateForm checked(String kind, String id, String state) {
        List<String> faults = new ArrayList<>();
        if (!KINDS.contains(kind)) {
            faults.add("/kind:recipient-or-connector");
        }
        if (!STATES.contains(state)) {
            faults.add("/state:paused-draining-or-open");
        }
        if (!id.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            faults.add("/id:no-name");
        }
        FormReader.refuse(faults);
        return new RegulateForm(kind, id, state);
    }
}
