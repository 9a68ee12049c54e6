package org.sluis.party.person;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.sluis.database.Transactions;
import org.sluis.party.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** An organisation's own persons; of anyone else's nobody learns even that they are there. */
@RestController
class PersonsController {
    private final Persons persons;
    private final Transactions transactions;
    private final Clock clock;

    PersonsController(Persons persons, Transactions transactions, Clock clock) {
        this.persons = persons;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Operation(
            summary = "Register somebody who works for the organisation, by its own reference and never by name",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = PersonForm.class))))
    @PostMapping(path = "/v1/persons", consumes = "application/json", produces = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> register(Caller caller, HttpServletRequest request) throws IOException {
        byte[] body = body(request);
        return Map.of("person", persons.register(caller, () -> PersonForm.read(body)));
    }

    @Operation(summary = "The organisation's persons, with their accounts, roles and keys")
    @GetMapping(path = "/v1/persons", produces = "application/json")
    PersonList list(Caller caller) {
        return transactions.within(caller.tenant(), connection -> PersonList.of(connection, caller));
    }

    @Operation(
            summary = "Give a role ({role, until, from}) or end one ({role, ended: true}): 201 in force, 202 proposed")
    @PostMapping(path = "/v1/persons/{id}/roles", consumes = "application/json", produces = "application/json")
    ResponseEntity<Map<String, Object>> role(Caller caller, @PathVariable("id") UUID id, HttpServletRequest request)
            throws IOException {
        byte[] body = body(request);
        return changed(caller, id, () -> Change.role(id, body, clock));
    }

    @Operation(
            summary = "Enrol a key ({jwk}, Ed25519) or revoke one ({revoked: thumbprint}): 201 in force, 202 proposed")
    @PostMapping(path = "/v1/persons/{id}/keys", consumes = "application/json", produces = "application/json")
    ResponseEntity<Map<String, Object>> key(Caller caller, @PathVariable("id") UUID id, HttpServletRequest request)
            throws IOException {
        byte[] body = body(request);
        return changed(caller, id, () -> Change.key(id, body));
    }

    private ResponseEntity<Map<String, Object>> changed(Caller caller, UUID id, Supplier<Change> change) {
        return persons.change(caller, change)
                .map(proposal -> ResponseEntity.accepted().body(ProposalsController.shown(proposal)))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.CREATED).body(Map.of("person", id)));
    }

    static byte[] body(HttpServletRequest request) throws IOException {
        return request.getInputStream().readNBytes(Form.LIMIT + 1);
    }
}
