package org.sluis.party.account;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import java.util.UUID;
import org.sluis.party.Caller;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How an organisation lets one of its persons into the console. */
@RestController
class InvitationsController {
    private final Accounts accounts;
    private final String address;

    /** @param address of the gateway, as it is known outside */
    InvitationsController(Accounts accounts, @Value("${sluis.auth.issuer}") String address) {
        this.accounts = accounts;
        this.address = address;
    }

    @Operation(
            summary =
                    "Invite somebody to the console: a link, good for once and for 72 hours, told here and never again")
    @PostMapping(path = "/v1/persons/{id}/invitations", produces = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> invite(Caller caller, @PathVariable("id") UUID id) {
        Invitation invitation = accounts.invite(caller, id);
        return Map.of(
                "name", invitation.name(),
                "link", address + "/console/welcome#" + invitation.token(),
                "until", invitation.until());
    }
}
