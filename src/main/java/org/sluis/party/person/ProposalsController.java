package org.sluis.party.person;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Transactions;
import org.sluis.party.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a second person of the organisation, and the approval itself. */
@RestController
class ProposalsController {
    private final Persons persons;
    private final Transactions transactions;

    ProposalsController(Persons persons, Transactions transactions) {
        this.persons = persons;
        this.transactions = transactions;
    }

    @Operation(summary = "A proposal of the organisation: its content, the digest to sign, and its approval once there")
    @GetMapping(path = "/v1/proposals/{id}", produces = "application/json")
    Map<String, Object> show(Caller caller, @PathVariable("id") UUID id) {
        return transactions.within(caller.tenant(), connection -> {
            Proposal proposal = ProposalRows.find(connection, caller.tenant(), caller.party(), id)
                    .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
            return ProposalRows.approval(connection, caller.tenant(), proposal)
                    .map(ProposalsController::shown)
                    .orElseGet(() -> shown(proposal));
        });
    }

    @Operation(
            summary = "Approve it: the compact JWS (typ sluis-approval+jwt) as the body; what it approves is in force")
    @PostMapping(path = "/v1/proposals/{id}/approvals", consumes = "application/jose", produces = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> approve(Caller caller, @PathVariable("id") UUID id, HttpServletRequest request)
            throws IOException {
        String jws = new String(PersonsController.body(request), StandardCharsets.ISO_8859_1);
        return shown(persons.approve(caller, id, jws));
    }

    static Map<String, Object> shown(Proposal proposal) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("proposal", proposal.id());
        shown.put("kind", proposal.kind().code());
        shown.put("content", proposal.content());
        shown.put("digest", proposal.digest());
        shown.put("proposedBy", proposal.proposedBy());
        shown.put("proposedAt", proposal.proposedAt());
        shown.put("expiresAt", proposal.expiresAt());
        return shown;
    }

    private static Map<String, Object> shown(Approved approved) {
        Map<String, Object> shown = shown(approved.proposal());
        shown.put("approvedBy", approved.approver());
        shown.put("key", approved.thumbprint());
        shown.put("approvedAt", approved.at());
        shown.put("jws", approved.jws());
        return shown;
    }
}
