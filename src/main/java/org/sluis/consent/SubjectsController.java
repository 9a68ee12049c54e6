package org.sluis.consent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.sluis.party.Caller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A school's own pupils. */
@RestController
class SubjectsController {
    private final SubjectRecorder recorder;
    private final Bodies bodies;

    SubjectsController(SubjectRecorder recorder, Bodies bodies) {
        this.recorder = recorder;
        this.bodies = bodies;
    }

    @Operation(
            summary = "Register a pupil, or change what is known: birth date, holders, the check of their authority",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = SubjectForm.class))))
    @PostMapping(path = "/v1/subjects", consumes = "application/json", produces = "application/json")
    SubjectRecorder.Registered register(Caller caller, HttpServletRequest request) throws IOException {
        return recorder.register(caller, bodies.read(caller, request, FormReader::subject));
    }
}
