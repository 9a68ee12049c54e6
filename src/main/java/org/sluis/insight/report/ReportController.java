package org.sluis.insight.report;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.sluis.consent.FormReader;
import org.sluis.party.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The report for a family, made by the privacy officer of the pupil's school. */
@RestController
class ReportController {
    private static final String JSON = "application/json";
    private static final String PDF = "application/pdf";

    private final ReportMaker maker;

    ReportController(ReportMaker maker) {
        this.maker = maker;
    }

    /** What is posted, for the page that describes it. */
    record Asked(
            String subject,

            @Schema(
                    name = "for",
                    allowableValues = {"youth", "holder"})
            String who,

            String holder,
            @Schema(allowableValues = {"nl", "en"}) String language) {}

    @Operation(
            summary =
                    "What was shared about one of one's own pupils, for the young person or for one holder, as JSON with"
                            + " proofs or as PDF",
            description =
                    "subject; for: youth or holder; holder: the school's own id of that person; language: nl or en.",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = Asked.class))))
    @PostMapping(
            path = "/v1/insight/reports",
            consumes = JSON,
            produces = {JSON, PDF})
    ResponseEntity<byte[]> make(
            Caller caller,
            HttpServletRequest request,
            @RequestHeader(name = "Accept", defaultValue = JSON) String accept)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(FormReader.LIMIT + 1);
        boolean pdf =
                MediaType.parseMediaTypes(accept).stream().noneMatch(MediaType.APPLICATION_JSON::isCompatibleWith);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(pdf ? MediaType.APPLICATION_PDF : MediaType.APPLICATION_JSON)
                .body(maker.make(caller, body, pdf));
    }
}
