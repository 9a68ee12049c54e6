package org.sluis.consent.csv;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.sluis.canonical.Sha256;
import org.sluis.consent.Bodies;
import org.sluis.gate.Gate;
import org.sluis.party.Caller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Many consents of a school's own pupils at once. */
@RestController
class ImportController {
    private final ConsentImport consents;
    private final Bodies bodies;

    ImportController(ConsentImport consents, Bodies bodies) {
        this.consents = consents;
        this.bodies = bodies;
    }

    private record Read(ConsentTable table, String digest) {}

    @Operation(
            summary = "Record the consents of a table, a line each; the answer names every line that was rejected",
            requestBody = @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
    @PostMapping(path = "/v1/consents/import", consumes = "text/csv", produces = "application/json")
    ConsentImport.Report run(Caller caller, HttpServletRequest request) throws IOException {
        Read read = bodies.read(
                caller, request, Gate.MAX_BODY_BYTES, body -> new Read(ConsentTable.read(body), Sha256.hex(body)));
        return consents.run(caller, read.table(), read.digest());
    }
}
