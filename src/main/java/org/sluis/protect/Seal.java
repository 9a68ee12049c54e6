package org.sluis.protect;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.party.Authenticated;
import org.sluis.party.Reception;

/**
 * Step 9 of the spine: what will wait in the outbox is ciphertext, AES-256-GCM under a fresh data key, bound to the
 * controller, the disclosure and the recipient, so that no row can be read as another's.
 */
public final class Seal {
    private final Sealing sealing;
    private final Clock clock;

    public Seal(Sealing sealing, Clock clock) {
        this.sealing = sealing;
        this.clock = clock;
    }

    /**
     * Holds when the recipient has no way to be reached safely, by the real time: no address, or no key that is good now. What it is
     * sent is sealed to its own key when it goes.
     */
    public SealedRelease seal(RenderedPayload payload) {
        Objects.requireNonNull(payload, "nothing was rendered");
        Authenticated exchange = payload.permit().consented().request().authenticated();
        Reception receives = exchange.recipient().receives();
        if (receives == null || !receives.reachable(clock.instant())) {
            throw new Refused(Reason.RECIPIENT_WITHOUT_KEY);
        }
        UUID disclosure = exchange.received().disclosure();
        byte[] plain = payload.rendered().bytes();
        Sealing.Sealed sealed = sealing.seal(
                plain, exchange.tenant(), disclosure, exchange.recipient().id());
        return new SealedRelease(payload, sealed.key(), sealed.ciphertext(), Sealing.sha256(plain));
    }
}
