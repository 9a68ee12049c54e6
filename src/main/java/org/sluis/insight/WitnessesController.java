package org.sluis.insight;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.TreeMap;
import org.sluis.audit.Witnesses;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who else vouches for the log, and how far. */
@RestController
class WitnessesController {
    private final Witnesses witnesses;

    WitnessesController(Witnesses witnesses) {
        this.witnesses = witnesses;
    }

    /**
     * @param behind how many entries this witness has not cosigned yet
     * @param cosigns whether the last try succeeded
     */
    record Told(String name, long behind, boolean cosigns) {}

    record All(List<Told> witnesses) {}

    @Operation(summary = "Each witness of the log, and how many entries it is behind; for anyone")
    @GetMapping(path = "/v1/log/witnesses", produces = "application/json")
    All witnesses() {
        return new All(new TreeMap<>(witnesses.states())
                .entrySet().stream()
                        .map(each -> new Told(
                                each.getKey(),
                                each.getValue().behind(),
                                each.getValue().trouble().isEmpty()))
                        .toList());
    }
}
