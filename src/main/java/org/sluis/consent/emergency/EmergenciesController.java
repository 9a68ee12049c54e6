package org.sluis.consent.emergency;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.consent.Bodies;
import org.sluis.database.Transactions;
import org.sluis.law.Law;
import org.sluis.party.Caller;
import org.sluis.party.person.ToSign;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Vital interest, for a school's own pupils: asked by one person, signed by a second, reviewed by a third. */
@RestController
class EmergenciesController {
    private final Emergencies emergencies;
    private final Transactions transactions;
    private final Bodies bodies;
    private final Clock clock;
    private final Law law;

    EmergenciesController(Emergencies emergencies, Transactions transactions, Bodies bodies, Clock clock, Law law) {
        this.emergencies = emergencies;
        this.transactions = transactions;
        this.bodies = bodies;
        this.clock = clock;
        this.law = law;
    }

    record Listed(
            UUID id,
            String subject,
            String recipient,
            String reason,
            String note,
            String state,
            Instant openedAt,
            Instant expiresAt,
            @Nullable Instant closedAt) {}

    record All(List<Listed> emergencies) {}

    @Operation(
            summary = "Ask a second person to open one recipient for one pupil, in vital interest",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = EmergencyForm.class))))
    @PostMapping(path = "/v1/emergencies", consumes = "application/json", produces = "application/json")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ToSign propose(Caller caller, HttpServletRequest request) throws IOException {
        return ToSign.of(emergencies.propose(caller, bodies.read(caller, request, EmergencyForm::read)));
    }

    @Operation(summary = "Open what the second person signed; from now until it expires the minimum set may go")
    @PostMapping(path = "/v1/emergencies/{proposal}/opening", produces = "application/json")
    Emergencies.Opened open(Caller caller, @PathVariable("proposal") String proposal) {
        return emergencies.open(caller, Bodies.id(proposal));
    }

    @Operation(
            summary = "Propose the review of an emergency: who was told, and whether it was right",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = ReviewForm.class))))
    @PostMapping(path = "/v1/emergencies/{id}/review", consumes = "application/json", produces = "application/json")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ToSign review(Caller caller, @PathVariable("id") String id, HttpServletRequest request) throws IOException {
        ReviewForm form = bodies.read(caller, request, body -> ReviewForm.read(body, law.day(clock.instant())));
        return ToSign.of(emergencies.proposeReview(caller, Bodies.id(id), form));
    }

    @Operation(summary = "Close it by the review that a privacy officer signed; nothing else closes it")
    @PostMapping(path = "/v1/emergencies/{id}/reviews/{proposal}/closing", produces = "application/json")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(Caller caller, @PathVariable("id") String id, @PathVariable("proposal") String proposal) {
        emergencies.close(caller, Bodies.id(id), Bodies.id(proposal));
    }

    @Operation(summary = "Emergencies of this school, the newest first; to-review is to be done")
    @GetMapping(path = "/v1/emergencies", produces = "application/json")
    All all(Caller caller) {
        return transactions.within(
                caller.tenant(),
                connection -> new All(emergencies.all(connection, caller).stream()
                        .map(each -> new Listed(
                                each.id(),
                                each.pupil(),
                                each.recipient(),
                                each.reason(),
                                each.note(),
                                each.state(),
                                each.openedAt(),
                                each.expiresAt(),
                                each.closedAt()))
                        .toList()));
    }
}
