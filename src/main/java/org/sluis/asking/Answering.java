package org.sluis.asking;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * The door for whoever has a code and nothing else. A code that is unknown, wrong, used or over, or of a person who must
 * not be asked or is not asked any more, gets one and the same answer; why is in the log alone.
 */
final class Answering {
    /** Whose entry it is when a code leads nowhere. */
    private final Ledger ledger;

    private final Clock clock;
    private final Doorstep doorstep;
    private final AskedNow askedNow;
    private final TryLimit limit;

    Answering(Ledger ledger, Clock clock, Doorstep doorstep, AskedNow askedNow, TryLimit limit) {
        this.ledger = ledger;
        this.clock = clock;
        this.doorstep = doorstep;
        this.askedNow = askedNow;
        this.limit = limit;
    }

    /** What is done for a person whose code opens, in one transaction with it. */
    interface Work<T> {
        T run(Ledger.Session session, AskedNow.Person person);
    }

    /**
     * Reads a form.
     *
     * @throws Refused what the form refuses; the attempt is in the log
     */
    AnswerForm read(byte[] body, Function<byte[], AnswerForm> form) {
        limit.pass();
        try {
            return form.apply(body);
        } catch (Refused unreadable) {
            limit.wrong();
            refusedToNobody(unreadable.reason().code());
            throw unreadable;
        }
    }

    /** @throws Refused CODE_NOT_VALID whatever is wrong with the code; TOO_MANY_TRIES when too many codes are */
    <T> T opened(String given, Work<T> work) {
        limit.pass();
        Optional<Code> code = Code.parse(given);
        boolean somewhere = false;
        for (Doorstep.Place place : code.map(doorstep::places).orElse(List.of())) {
            somewhere = true;
            Optional<T> done =
                    ledger.alone(place.tenant(), session -> opened(session, place, code.orElseThrow(), work));
            if (done.isPresent()) {
                return done.get();
            }
        }
        limit.wrong();
        if (!somewhere) {
            refusedToNobody("unknown");
        }
        throw new Refused(Reason.CODE_NOT_VALID);
    }

    private <T> Optional<T> opened(Ledger.Session session, Doorstep.Place place, Code code, Work<T> work) {
        Doorstep.Tried tried = doorstep.attempt(session.connection(), place, code);
        if (tried.opened() == null) {
            session.record(refused(place.tenant(), tried.why(), place.invitation()));
            return Optional.empty();
        }
        AskedNow.Found found = askedNow.find(session.connection(), place.tenant(), tried.opened());
        if (found.person() == null) {
            session.record(refused(place.tenant(), found.why(), place.invitation()));
            return Optional.empty();
        }
        return Optional.of(work.run(session, found.person()));
    }

    private void refusedToNobody(String why) {
        ledger.commit(refused(Ledger.NOBODY, why, null)); // nothing is stored of what leads nowhere
    }

    private Event refused(String tenant, String why, @Nullable UUID invitation) {
        Event event =
                Event.of(EventKind.ANSWER_CODE_REFUSED, tenant, clock.instant()).with("reason", why);
        return invitation == null ? event : event.with("invitation", invitation);
    }
}
