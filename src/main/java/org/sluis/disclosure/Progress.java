package org.sluis.disclosure;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.connector.DisclosureRequest;
import org.sluis.consent.ConsentedRequest;
import org.sluis.gate.Received;
import org.sluis.party.Authenticated;
import org.sluis.policy.Permit;
import org.sluis.protect.MinimisedRecord;
import org.sluis.protect.PseudonymisedRecord;
import org.sluis.protect.RenderedPayload;
import org.sluis.protect.SealedRelease;

/** How far a message had come when it failed: what may be recorded of it. */
record Progress(
        @Nullable UUID disclosure,
        @Nullable Authenticated authenticated,
        @Nullable UUID subject) {
    private static final Progress NONE = new Progress(null, null, null);

    static Progress of(@Nullable Object body) {
        if (body instanceof Received received) {
            return new Progress(received.disclosure(), null, null);
        } else if (body instanceof Authenticated authenticated) {
            return new Progress(authenticated.received().disclosure(), authenticated, null);
        } else if (body instanceof DisclosureRequest request) {
            return of(request.authenticated());
        } else if (body instanceof ConsentedRequest consented) {
            Authenticated authenticated = consented.request().authenticated();
            UUID disclosure = authenticated.received().disclosure();
            return new Progress(disclosure, authenticated, consented.facts().subject());
        } else if (body instanceof Permit permit) {
            return of(permit.consented());
        } else if (body instanceof MinimisedRecord minimised) {
            return of(minimised.permit());
        } else if (body instanceof PseudonymisedRecord record) {
            return of(record.permit());
        } else if (body instanceof RenderedPayload payload) {
            return of(payload.permit());
        } else if (body instanceof SealedRelease sealed) {
            return of(sealed.permit());
        }
        return NONE;
    }
}
