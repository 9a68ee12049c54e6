package org.sluis.delivery.reach;

import io.swagger.v3.oas.annotations.Operation;
import org.sluis.party.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@link Reachable} over HTTP. */
@RestController
class RecipientsController {
    private final Reachable reachable;

    RecipientsController(Reachable reachable) {
        this.reachable = reachable;
    }

    @Operation(
            summary =
                    "The key and the certificates of each recipient, and our own: what is wrong, and until when they are good")
    @GetMapping(path = "/v1/delivery/recipients", produces = "application/json")
    Reachable.Recipients recipients(Caller caller) {
        return reachable.recipients(caller);
    }
}
