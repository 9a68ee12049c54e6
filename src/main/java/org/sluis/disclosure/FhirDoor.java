package org.sluis.disclosure;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.DatabaseUnavailable;
import org.sluis.delivery.RecallAnswers;
import org.sluis.party.Caller;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The FHIR doors: a base for each purpose and recipient, in R4 and in STU3. What comes in goes the one way of a message
 * ({@link Posting}); every answer is FHIR. {@code docs/fhir.md} is the page for integrators.
 */
@RestController
final class FhirDoor {
    private static final Logger LOG = LoggerFactory.getLogger(FhirDoor.class);
    private static final String WHERE = "/{purpose:(?!stu3$)[a-z][a-z0-9-]*}/{recipient:[a-z][a-z0-9-]*}";
    private static final String R4 = "/fhir" + WHERE;
    private static final String STU3 = "/fhir/stu3" + WHERE;
    private static final String MESSAGE = "/$process-message";
    private static final String METADATA = "/metadata";
    private static final String TASK = "/Task/{id}";

    private final Posting posting;
    private final FhirReplies replies;
    private final RecallAnswers recalls;

    FhirDoor(Posting posting, FhirReplies replies, RecallAnswers recalls) {
        this.posting = posting;
        this.replies = replies;
        this.recalls = recalls;
    }

    @Operation(
            summary = "Send one disclosure as a FHIR Bundle: a transaction to the base, a message to $process-message",
            description =
                    "202 means: decided, recorded and waiting to be delivered. The answer is a Bundle that names the"
                            + " disclosure and holds a signed receipt, or an OperationOutcome.",
            requestBody =
                    @RequestBody(
                            content = @Content(mediaType = "application/fhir+json", schema = @Schema(type = "object"))))
    @PostMapping({R4, STU3, R4 + MESSAGE, STU3 + MESSAGE})
    ResponseEntity<Map<String, Object>> disclose(
            @PathVariable String purpose, @PathVariable String recipient, HttpServletRequest http) {
        FhirAsked asked = FhirAsked.of(http);
        FhirBundle[] bundle = new FhirBundle[1];
        Answer answer = posting.post(asked.version().connector(), purpose, recipient, http, arrival -> {
            asked.refuseOtherFormat();
            bundle[0] = FhirBundle.of(arrival, asked.message());
        });
        return replies.to(answer, asked, bundle[0]);
    }

    @Operation(summary = "A recall was carried out, or not: the Task that asked for it, with another status")
    @PutMapping({R4 + TASK, STU3 + TASK})
    ResponseEntity<Map<String, Object>> update(
            Caller caller,
            @PathVariable String purpose,
            @PathVariable String recipient,
            @PathVariable String id,
            HttpServletRequest http)
            throws IOException {
        FhirAsked.of(http).refuseOtherFormat();
        FhirTask task = FhirTask.read(id, http);
        RecallAnswers.Recall asked = recalls.find(caller, task.id());
        if (!asked.purpose().equals(purpose) || !asked.sender().equals(recipient)) {
            throw new Refused(Reason.NOT_FOUND);
        }
        recalls.answer(caller, task.id(), task.answer());
        return FhirReplies.fhir(200, task.body());
    }

    @Operation(summary = "What can be done here, as a FHIR CapabilityStatement; for anyone")
    @GetMapping({R4 + METADATA, STU3 + METADATA})
    ResponseEntity<Map<String, Object>> metadata(HttpServletRequest http) {
        FhirAsked asked = FhirAsked.of(http);
        asked.refuseOtherFormat();
        return FhirReplies.fhir(200, asked.version().metadata());
    }

    /** Every other method and page below a base. */
    @Hidden
    @RequestMapping({R4 + "/**", STU3 + "/**"})
    ResponseEntity<Map<String, Object>> other(HttpServletRequest http) {
        ResponseEntity<Map<String, Object>> refused = replies.refused(new Refused(Reason.METHOD_NOT_ALLOWED));
        return ResponseEntity.status(refused.getStatusCode())
                .headers(refused.getHeaders())
                .header("Allow", FhirAsked.of(http).allowed())
                .body(refused.getBody());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> failed(Throwable failure) {
        if (failure instanceof Refused refused) {
            return replies.refused(refused);
        } else if (failure instanceof DatabaseUnavailable) {
            return replies.refused(new Refused(Reason.LOG_UNAVAILABLE));
        }
        LOG.error("a request failed: {}", failure.getClass().getName());
        return replies.refused(new Refused(Reason.DISCLOSURE_FAILED));
    }
}
