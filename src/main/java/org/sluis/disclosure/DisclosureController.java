package org.sluis.disclosure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.delivery.Disclosures;
import org.sluis.keys.SignedClaims;
import org.sluis.party.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** So that the sender is not blind afterwards: what became of a disclosure of its own. */
@RestController
final class DisclosureController {
    private static final Set<String> NOT_DELIVERED = Set.of("expired", "dropped");
    private static final Set<String> NOT_ANSWERED = Set.of("overdue", "escalated");
    private static final String UNANSWERED = "sluis-non-answer+jwt";
    private static final String REPORT = "sluis-non-delivery+jwt";

    private final Disclosures disclosures;
    private final Explained explained;
    private final SignedClaims claims;

    DisclosureController(Disclosures disclosures, Explained explained, SignedClaims claims) {
        this.disclosures = disclosures;
        this.explained = explained;
        this.claims = claims;
    }

    /**
     * Another party's disclosure looks the same as one that does not exist. That something was not delivered, or not answered in time, is told once more
     * in {@code report}, signed, so that the sender can show it.
     */
    @GetMapping("/v1/disclosures/{id}")
    Map<String, Object> state(@PathVariable UUID id, Caller caller) {
        Disclosures.State state =
                disclosures.find(caller.tenant(), caller.party(), id).orElseThrow(() -> new Refused(Reason.NOT_FOUND));
        Map<String, Object> body = body(id, state);
        if (NOT_DELIVERED.contains(state.state())) {
            body.put("report", claims.sign(REPORT, body));
        } else if (state.reply() != null && NOT_ANSWERED.contains(state.reply())) {
            body.put("report", claims.sign(UNANSWERED, body));
        }
        return body;
    }

    /**
     * The same and why, in words for the family and as the decisions were: whole for a privacy officer, the data
     * protection officer or an audit reviewer of the sender, without the consents for anybody else there.
     */
    @GetMapping("/v1/disclosures/{id}/explanation")
    Map<String, Object> explanation(@PathVariable UUID id, Caller caller) {
        return explained.to(caller, id);
    }

    static Map<String, Object> body(UUID id, Disclosures.State state) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("disclosure", id.toString());
        body.put("state", state.state());
        body.put("since", state.since().toString());
        if (state.reason() != null) {
            body.put("reason", state.reason());
        }
        if (state.reply() != null) {
            body.put("reply", state.reply());
        }
        if (state.replyBy() != null) {
            body.put("replyBy", state.replyBy().toString());
        }
        return body;
    }

    /** The keys that verify receipts and webhooks (RFC 7517). */
    @GetMapping("/v1/keys")
    Map<String, Object> keys() {
        return claims.jwks();
    }
}
