package org.sluis.asking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;

/** Finds what somebody answered, by their withdrawal code alone: their own and nothing else. That it was looked at is in the log. */
final class Own {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHOSE = """
            SELECT i.subject, i.holder, r.school FROM consent_invitation i
            JOIN consent_request r ON r.tenant = i.tenant AND r.id = i.request WHERE i.tenant = ? AND i.id = ?""";
    private static final String SAID = """
            SELECT c.id, c.effect, c.categories, q.shown, w.withdrawn_at FROM answered_consent a
            JOIN consent c ON c.tenant = a.tenant AND c.id = a.consent
            JOIN consent_invitation i ON i.tenant = a.tenant AND i.id = a.invitation
            JOIN consent_question q ON q.tenant = a.tenant AND q.request = i.request AND q.number = a.question
            LEFT JOIN consent_withdrawal w ON w.tenant = a.tenant AND w.consent = a.consent
            WHERE a.tenant = ? AND a.invitation = ? ORDER BY a.question""";

    private final Ledger ledger;
    private final Clock clock;
    private final WithdrawalCodes codes;
    private final TryLimit limit;

    Own(Ledger ledger, Clock clock, WithdrawalCodes codes, TryLimit limit) {
        this.ledger = ledger;
        this.clock = clock;
        this.codes = codes;
        this.limit = limit;
    }

    /** @param holder null for the child */
    record Form(String tenant, UUID subject, @Nullable UUID holder, String school, List<Said> said) {
        /** Shows nothing. */
        @Override
        public String toString() {
            return "Form";
        }
    }

    /** @param asked with the categories that the answer names */
    record Said(
            UUID consent,
            boolean yes,
            FamilySheet.Question asked,
            @Nullable Instant withdrawnAt) {}

    /** @throws Refused CODE_NOT_VALID whatever is wrong with the code; TOO_MANY_TRIES when too many codes are */
    Form of(String given) {
        limit.pass();
        Optional<Code> code = Code.parse(given);
        boolean somewhere = false;
        for (Doorstep.Place place : code.map(codes::places).orElse(List.of())) {
            somewhere = true;
            Optional<Form> form = ledger.alone(place.tenant(), session -> of(session, place, code.orElseThrow()));
            if (form.isPresent()) {
                return form.get();
            }
        }
        limit.wrong();
        if (!somewhere) {
            ledger.commit(refused(Ledger.NOBODY, "unknown")); // nothing is stored of what leads nowhere
        }
        throw new Refused(Reason.CODE_NOT_VALID);
    }

    private Optional<Form> of(Ledger.Session session, Doorstep.Place place, Code code) {
        Connection connection = session.connection();
        if (!codes.opens(connection, place, code)) {
            session.record(refused(place.tenant(), "wrong").with("invitation", place.invitation()));
            return Optional.empty();
        }
        Form form = Rows.one(
                        connection,
                        WHOSE,
                        row -> new Form(
                                place.tenant(),
                                row.getObject("subject", UUID.class),
                                row.getObject("holder", UUID.class),
                                row.getString("school"),
                                said(connection, place)),
                        place.tenant(),
                        place.invitation())
                .orElseThrow();
        session.record(Event.of(EventKind.CONSENTS_SHOWN, place.tenant(), clock.instant())
                .about(form.subject())
                .with("invitation", place.invitation())
                .with("school", form.school()));
        return Optional.of(form);
    }

    private static List<Said> said(Connection connection, Doorstep.Place place) {
        return Rows.query(
                connection,
                SAID,
                row -> new Said(
                        row.getObject("id", UUID.class),
                        row.getString("effect").equals("grant"),
                        asked(row.getString("shown"), Rows.strings(row, "categories")),
                        Rows.instantIfAny(row, "withdrawn_at")),
                place.tenant(),
                place.invitation());
    }

    private static FamilySheet.Question asked(String ofOurs, List<String> named) {
        try {
            FamilySheet.Question shown = FamilySheet.question(JSON.readTree(ofOurs));
            return new FamilySheet.Question(
                    shown.number(),
                    shown.from(),
                    shown.to(),
                    shown.purpose(),
                    shown.categories().stream()
                            .filter(category -> named.contains(category.id()))
                            .toList(),
                    shown.since(),
                    shown.until());
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a question in the database is no JSON", damaged);
        }
    }

    private Event refused(String tenant, String why) {
        return Event.of(EventKind.WITHDRAWAL_CODE_REFUSED, tenant, clock.instant())
                .with("reason", why);
    }
}
