package org.sluis.disclosure;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.sluis.gate.Gate;
import org.sluis.gate.Replacing;
import org.sluis.gate.Supplement;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The HTTP door for every format. It hands the bytes to the spine and answers what the spine says. */
@RestController
final class DoorController {
    private final Posting posting;
    private final OwnForm ownForm;

    DoorController(Posting posting, OwnForm ownForm) {
        this.posting = posting;
        this.ownForm = ownForm;
    }

    /** 202 with a receipt, or an RFC 9457 problem, or what the format has in their place; a body over the limit is not read to its end. */
    @Operation(
            summary = "Send one disclosure, in the format of the connector",
            description = "202 means: decided, recorded and waiting to be delivered; the receipt is a JWS that /v1/keys"
                    + " verifies. A repeat with the same message id gives the same answer.",
            parameters = {
                @Parameter(
                        in = ParameterIn.HEADER,
                        name = "Idempotency-Key",
                        description = "The message's id, where the format holds none"),
                @Parameter(
                        in = ParameterIn.HEADER,
                        name = Replacing.REPLACES,
                        description = "The disclosure that was held and that this one is sent again for"),
                @Parameter(
                        in = ParameterIn.HEADER,
                        name = Replacing.ATTEST,
                        description = "That a passage named in the hold may stand, and why; several behind commas. The"
                                + " policy says which kinds and reasons count",
                        example = "goal.description[1] name=fictional"),
                @Parameter(
                        in = ParameterIn.HEADER,
                        name = Supplement.HEADER,
                        description =
                                "What the format has no place for, where the connector lets it in: element=text, the"
                                        + " text percent-encoded"),
                @Parameter(
                        in = ParameterIn.HEADER,
                        name = "Sluis-Decide-At",
                        description = "Demo mode only: the instant to decide for")
            },
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = "application/json", schema = @Schema(type = "object")),
                                @Content(mediaType = "application/xml", schema = @Schema(type = "string")),
                                @Content(mediaType = Gate.CSV, schema = @Schema(type = "string"))
                            }))
    @ApiResponse(responseCode = "202", description = "Accepted, with the disclosure's id and a signed receipt")
    @ApiResponse(
            responseCode = "4XX",
            description = "Not sent: an RFC 9457 problem with the reason, in Dutch and English")
    @ApiResponse(responseCode = "503", description = "Nothing was taken; try again after Retry-After")
    @PostMapping("/v1/doors/{connector}/{purpose}/{recipient}")
    ResponseEntity<?> disclose(
            @PathVariable String connector,
            @PathVariable String purpose,
            @PathVariable String recipient,
            HttpServletRequest http) {
        byte[][] message = {new byte[0]};
        Answer answer = posting.post(connector, purpose, recipient, http, arrival -> message[0] = arrival.body());
        return ownForm.of(connector, message[0], answer);
    }
}
