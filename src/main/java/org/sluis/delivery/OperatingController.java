package org.sluis.delivery;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.sluis.consent.Bodies;
import org.sluis.consent.FormReader;
import org.sluis.party.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** For an operator: what waits, what waits for a person, and which ways are shut. */
@RestController
class OperatingController {
    private static final String JSON = "application/json";

    private final Operating operating;
    private final Unanswered unanswered;

    OperatingController(Operating operating, Answers answers) {
        this.operating = operating;
        this.unanswered = new Unanswered(answers);
    }

    @Operation(summary = "What waits by recipient, what waits for a person, and which ways are paused or draining")
    @GetMapping(path = "/v1/delivery", produces = JSON)
    Operating.Overview overview(Caller caller) {
        return operating.overview(caller);
    }

    @Operation(summary = "What was to be answered and was not, each with why: ids, codes and reasons")
    @GetMapping(path = "/v1/delivery/unanswered", produces = JSON)
    Map<String, List<Unanswered.Line>> unanswered(Caller caller) {
        return Map.of("unanswered", operating.unanswered(caller, unanswered));
    }

    @Operation(summary = "Lets a dead letter go on, if that is permitted now")
    @PostMapping(path = "/v1/delivery/{id}/requeue", produces = JSON)
    Map<String, String> requeue(Caller caller, @PathVariable String id) {
        return Map.of("disclosure", id, "state", operating.requeue(caller, Bodies.id(id)));
    }

    @Operation(summary = "Drops a dead letter: its payload is destroyed and its sender told")
    @PostMapping(path = "/v1/delivery/{id}/drop", produces = JSON)
    Map<String, String> drop(Caller caller, @PathVariable String id) {
        operating.drop(caller, Bodies.id(id));
        return Map.of("disclosure", id, "state", "dropped");
    }

    @Operation(
            summary = "Pauses, drains or opens the way to a recipient or out of a connector",
            description = "kind: recipient or connector; id; state: paused, draining or open.")
    @PostMapping(path = "/v1/delivery/regulate", consumes = JSON, produces = JSON)
    Operating.Overview regulate(Caller caller, HttpServletRequest request) throws IOException {
        operating.regulate(caller, RegulateForm.read(request.getInputStream().readNBytes(FormReader.LIMIT + 1)));
        return operating.overview(caller);
    }
}
