package org.sluis.disclosure;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.connector.DisclosureRequest;
import org.sluis.consent.ConsentedRequest;
import org.sluis.gate.Arrival;
import org.sluis.gate.Received;
import org.sluis.party.Authenticated;
import org.sluis.policy.KeptDecision;
import org.sluis.policy.Permit;
import org.sluis.protect.MinimisedRecord;
import org.sluis.protect.PseudonymisedRecord;
import org.sluis.protect.RenderedPayload;
import org.sluis.protect.SealedRelease;

/**
 * How far a message had come when it failed: what may be recorded of it, and in which format its sender speaks.
 *
 * @param decision the one that was taken of it; what fails before has none
 * @param fhir whether the sender speaks FHIR
 */
record Progress(
        @Nullable UUID disclosure,
        @Nullable Authenticated authenticated,
        @Nullable UUID subject,
        @Nullable KeptDecision decision,
        boolean fhir) {
    private static final Progress NONE = new Progress(null, null, null, null, false);

    static Progress of(@Nullable Object body) {
        if (body instanceof Arrival arrival) {
            return new Progress(null, null, null, null, fhir(arrival));
        } else if (body instanceof Received received) {
            return new Progress(received.disclosure(), null, null, null, fhir(received.arrival()));
        } else if (body instanceof Authenticated authenticated) {
            Received received = authenticated.received();
            return new Progress(received.disclosure(), authenticated, null, null, fhir(received.arrival()));
        } else if (body instanceof DisclosureRequest request) {
            return of(request.authenticated());
        } else if (body instanceof ConsentedRequest consented) {
            Progress before = of(consented.request());
            return new Progress(
                    before.disclosure(),
                    before.authenticated(),
                    consented.facts().subject(),
                    null,
                    before.fhir());
        } else if (body instanceof Permit permit) {
            Progress before = of(permit.consented());
            return new Progress(
                    before.disclosure(), before.authenticated(), before.subject(), permit.kept(), before.fhir());
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

    private static boolean fhir(Arrival arrival) {
        return arrival.contentType().startsWith("application/fhir+");
    }
}
