package org.sluis.consent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sluis.database.Transactions;
import org.sluis.party.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Consents of a school's own pupils; of anyone else's nobody learns even that they are there. */
@RestController
class ConsentsController {
    private final ConsentRecorder recorder;
    private final Withdrawals withdrawals;
    private final Register register;
    private final Transactions transactions;
    private final Bodies bodies;

    ConsentsController(
            ConsentRecorder recorder,
            Withdrawals withdrawals,
            Register register,
            Transactions transactions,
            Bodies bodies) {
        this.recorder = recorder;
        this.withdrawals = withdrawals;
        this.register = register;
        this.transactions = transactions;
        this.bodies = bodies;
    }

    record Consents(List<Register.Listed> consents) {}

    record Answer(
            UUID consent,
            Instant withdrawnAt,
            List<UUID> stopped,
            List<UUID> gone,
            List<UUID> uncertain,
            List<UUID> recalls) {}

    @Operation(
            summary = "Record a yes or a no",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = ConsentForm.class))))
    @PostMapping(path = "/v1/consents", consumes = "application/json", produces = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    ConsentRecorder.Recorded record(Caller caller, HttpServletRequest request) throws IOException {
        ConsentForm form = bodies.read(caller, request, FormReader::consent);
        return recorder.record(caller, form);
    }

    @Operation(summary = "What was recorded for a pupil, oldest first; subject is the school's own id")
    @GetMapping(path = "/v1/consents", produces = "application/json")
    Consents list(Caller caller, @RequestParam("subject") String subject) {
        return transactions.within(
                caller.tenant(), connection -> new Consents(register.consents(connection, caller, subject)));
    }

    @Operation(
            summary = "Take a consent back; the answer comes when it holds, and names what it stopped, what had gone,"
                    + " what is uncertain, and the recalls of what its recipients have")
    @PostMapping(path = "/v1/consents/{id}/withdrawal", produces = "application/json")
    Answer withdraw(Caller caller, @PathVariable("id") String id) {
        Withdrawals.Withdrawn withdrawn = withdrawals.withdraw(caller, Bodies.id(id));
        Drain.Drained drained = withdrawn.drained();
        return new Answer(
                withdrawn.consent(),
                withdrawn.withdrawnAt(),
                drained.stopped(),
                drained.gone(),
                drained.uncertain(),
                drained.recalls());
    }
}
