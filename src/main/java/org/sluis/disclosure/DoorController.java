package org.sluis.disclosure;

import io.opentelemetry.api.trace.Span;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.gate.Arrival;
import org.sluis.gate.Door;
import org.sluis.gate.Gate;
import org.sluis.gate.Receive;
import org.sluis.gate.Replacing;
import org.sluis.gate.Supplement;
import org.sluis.party.Passes;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The HTTP door. It hands the bytes to the spine and answers what the spine says. No header of the wire becomes a header
 * of a route, and the content chooses neither purpose nor recipient: the path does, and what the sender is entitled to.
 */
@RestController
final class DoorController {
    private final ProducerTemplate camel;
    private final Refuse refuse;

    DoorController(ProducerTemplate camel, Refuse refuse) {
        this.camel = camel;
        this.refuse = refuse;
    }

    /** 202 with a receipt, or an RFC 9457 problem; a body over the limit is not read to its end. */
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
    ResponseEntity<Map<String, Object>> disclose(
            @PathVariable String connector,
            @PathVariable String purpose,
            @PathVariable String recipient,
            HttpServletRequest http) {
        Answer answer;
        try {
            if (!camel.getCamelContext().isStarted()) {
                throw new Refused(Reason.GATEWAY_NOT_READY); // the port opens before the routes do
            }
            Door door = new Door(connector, new Purpose(purpose), new PartyId(recipient));
            answer = camel.requestBody("direct:disclosure", arrival(door, http), Answer.class);
            if (answer == null) {
                throw new IllegalStateException("the spine ended without an answer");
            }
        } catch (Throwable failure) {
            answer = refuse.answer(null, failure);
        } finally {
            MDC.remove(Receive.NAMED);
        }
        tell(answer);
        return Problems.response(answer);
    }

    /** The span of this request says which disclosure it was, and the code where it was refused. */
    private static void tell(Answer answer) {
        for (String fact : List.of("disclosure", "title")) {
            if (answer.body().get(fact) instanceof String code) {
                Span.current().setAttribute(fact.equals("title") ? "reason" : fact, code);
            }
        }
    }

    private static Arrival arrival(Door door, HttpServletRequest http) throws IOException {
        byte[] body = http.getInputStream().readNBytes(Gate.MAX_BODY_BYTES + 1);
        String type = header(http, "Content-Type").orElse("");
        int parameters = type.indexOf(';');
        return new Arrival(
                door,
                body,
                (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT),
                header(http, "Content-Encoding").orElse(""),
                bearer(header(http, "Authorization").orElse("")),
                header(http, "Idempotency-Key").orElse(null),
                Replacing.of(
                        header(http, Replacing.REPLACES).orElse(null),
                        Collections.list(http.getHeaders(Replacing.ATTEST))),
                shift(header(http, "Sluis-Decide-At").orElse(null)),
                Supplement.parse(Collections.list(http.getHeaders(Supplement.HEADER))));
    }

    private static Optional<String> header(HttpServletRequest http, String name) {
        return Optional.ofNullable(http.getHeader(name));
    }

    private static String bearer(String authorization) {
        String token = authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : "";
        return Passes.isPass(token)
                ? ""
                : token; // a pass never leaves this process; whoever sends one has it from somewhere
    }

    private static @Nullable Instant shift(@Nullable String given) {
        try {
            return given == null ? null : Instant.parse(given);
        } catch (DateTimeException notAnInstant) {
            throw new Refused(Reason.SHIFT_NOT_ALLOWED);
        }
    }
}
