package org.sluis.insight.correction;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.sluis.consent.Bodies;
import org.sluis.consent.FormReader;
import org.sluis.party.Caller;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was put right or taken back, and who heard of it. */
@RestController
class CorrectionController {
    private static final String JSON = "application/json";

    private final Corrections corrections;

    CorrectionController(Corrections corrections) {
        this.corrections = corrections;
    }

    record Found(List<Map<String, Object>> corrections) {}

    @Operation(
            summary = "That what was told of a pupil was wrong, must be erased or restricted; answers who has it",
            description = "subject; what: rectified, erased or restricted; elements: ids with commas between them.")
    @PostMapping(path = "/v1/corrections", consumes = JSON, produces = JSON)
    ResponseEntity<Map<String, Object>> record(Caller caller, HttpServletRequest request) throws IOException {
        return ResponseEntity.status(201).body(corrections.record(caller, body(request)));
    }

    @Operation(summary = "That a recipient was told of it by another way", description = "recipient: its id.")
    @PostMapping(path = "/v1/corrections/{id}/told", consumes = JSON, produces = JSON)
    Map<String, Object> told(Caller caller, @PathVariable String id, HttpServletRequest request) throws IOException {
        return corrections.told(caller, Bodies.id(id), body(request));
    }

    @Operation(
            summary = "Corrections about a pupil; without one, those of which somebody did not hear yet",
            description = "subject, which may be left out.")
    @PostMapping(path = "/v1/corrections/search", consumes = JSON, produces = JSON)
    Found found(Caller caller, HttpServletRequest request) throws IOException {
        return new Found(corrections.found(caller, body(request)));
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        return request.getInputStream().readNBytes(FormReader.LIMIT + 1);
    }
}
