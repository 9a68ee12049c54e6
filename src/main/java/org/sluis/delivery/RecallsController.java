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

/** For the party in whose name something was asked back, and for the one that was asked. */
@RestController
class RecallsController {
    private static final String JSON = "application/json";

    private final RecallAnswers recalls;

    RecallsController(RecallAnswers recalls) {
        this.recalls = recalls;
    }

    @Operation(summary = "Recalls that have no answer yet: of what this party sent, and of what it got")
    @GetMapping(path = "/v1/recalls", produces = JSON)
    Map<String, List<RecallAnswers.Recall>> open(Caller caller) {
        return Map.of("recalls", recalls.open(caller));
    }

    @Operation(summary = "One recall: whether it arrived, and what was answered")
    @GetMapping(path = "/v1/recalls/{id}", produces = JSON)
    RecallAnswers.Recall one(Caller caller, @PathVariable String id) {
        return recalls.find(caller, Bodies.id(id));
    }

    @Operation(
            summary = "What became of it, by whoever was asked",
            description = "answer: done, not-held, or kept where the law obliges to.")
    @PostMapping(path = "/v1/recalls/{id}/answer", consumes = JSON, produces = JSON)
    RecallAnswers.Recall answer(Caller caller, @PathVariable String id, HttpServletRequest request) throws IOException {
        return recalls.answer(caller, Bodies.id(id), request.getInputStream().readNBytes(FormReader.LIMIT + 1));
    }
}
