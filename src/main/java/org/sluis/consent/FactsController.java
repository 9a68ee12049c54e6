package org.sluis.consent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.sluis.party.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is out of the ordinary about a school's own pupils, or of one that a party was told of, about what it tells. It can be recorded here and not read: some of it is safety. */
@RestController
class FactsController {
    private final FactRecorder recorder;
    private final Bodies bodies;

    FactsController(FactRecorder recorder, Bodies bodies) {
        this.recorder = recorder;
        this.bodies = bodies;
    }

    @Operation(
            summary = "Put on record what is out of the ordinary about a pupil, with evidence",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = FactForm.class))))
    @PostMapping(path = "/v1/facts", consumes = "application/json", produces = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    FactRecorder.Recorded record(Caller caller, HttpServletRequest request) throws IOException {
        return recorder.record(caller, bodies.read(caller, request, FactForm::read));
    }
}
