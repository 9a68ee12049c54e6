package org.sluis.consent.authority;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.sluis.consent.AuthorityForm;
import org.sluis.consent.Bodies;
import org.sluis.consent.FormReader;
import org.sluis.party.Caller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asks a register, where one is connected, who has authority over a school's own pupil. */
@RestController
class AuthorityChecksController {
    private final AuthorityChecks checks;
    private final Bodies bodies;

    AuthorityChecksController(AuthorityChecks checks, Bodies bodies) {
        this.checks = checks;
        this.bodies = bodies;
    }

    @Operation(
            summary =
                    "Ask the register who has authority over a pupil, and record its answer; the numbers are not kept",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = AuthorityForm.class))))
    @PostMapping(path = "/v1/authority-checks", consumes = "application/json", produces = "application/json")
    AuthorityChecks.Checked check(Caller caller, HttpServletRequest request) throws IOException {
        return checks.check(caller, bodies.read(caller, request, FormReader::authority));
    }
}
