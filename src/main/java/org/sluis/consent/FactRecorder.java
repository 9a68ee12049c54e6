package org.sluis.consent;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.sql.Connection;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.database.SqlFailed;
import org.sluis.party.Caller;
import org.sluis.vault.Column;
import org.sluis.vault.SubjectKey;
import org.sluis.vault.Vault;

/**
 * Records what is out of the ordinary about a pupil; nothing recorded is ever changed or removed. What who was told of a pupil
 * records holds for what that party tells, and is not the school's to take back.
 */
public final class FactRecorder {
    private final Ledger ledger;
    private final Ids ids;
    private final Clock clock;
    private final FormCheck check;
    private final Vault vault;
    private final Register register;

    FactRecorder(Ledger ledger, Ids ids, Clock clock, FormCheck check, Vault vault) {
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
        this.check = check;
        this.vault = vault;
        this.register = new Register(vault);
    }

    /** @param version of the subject's row when it was recorded */
    public record Recorded(UUID fact, long version) {}

    /**
     * One transaction: the subject's row first, then the entry in the log, then the fact. It counts for every decision
     * after it, those about what waits as well.
     *
     * @throws Refused NOT_FOUND for a pupil that is not this school's, or of whom it did not tell the caller, the same as for none; CONSENT_NOT_VALID with every
     *     fault. Nothing is stored then, and the attempt is in the log
     */
    public Recorded record(Caller caller, FactForm form) {
        return new Rejections(ledger, clock).recorded(caller, () -> {
            FactForm.Evidence evidence = check.check(form, clock.instant());
            try {
                return ledger.alone(caller.tenant(), session -> record(session, caller, form, evidence));
            } catch (SqlFailed failed) {
                if (failed.constraint().equals(Optional.of("fact_recipient_is_known"))) {
                    throw new Refused(Reason.CONSENT_NOT_VALID, "/recipient:unknown");
                }
                throw failed;
            }
        });
    }

    private Recorded record(Ledger.Session session, Caller caller, FactForm form, FactForm.Evidence evidence) {
        Connection connection = session.connection();
        SubjectGate gate = pupil(connection, caller, form)
                .flatMap(pupil -> SubjectGate.pass(
                        connection, vault, caller.tenant(), pupil.school().value(), pupil.localId()))
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
        UUID holder = form.holder() == null ? null : holder(connection, caller.tenant(), gate, form.holder());
        UUID fact = ids.next();
        Event of = Event.of(EventKind.FACT_RECORDED, caller.tenant(), clock.instant());
        UUID event = session.record(
                        (form.about() == null ? of.with("school", caller.party()) : of.with("party", caller.party()))
                                .about(gate.subject())
                                .with("fact", fact)
                                .with("client", caller.client())
                                .with("word", form.word())
                                .with("value", form.value())
                                .with("holder", holder == null ? "none" : holder.toString())
                                .with("purpose", form.purpose() == null ? "any" : form.purpose())
                                .with("recipient", form.recipient() == null ? "any" : form.recipient())
                                .with("subject-version", gate.version())
                                .committing("evidence", evidence.digest().getBytes(US_ASCII)))
                .entry();
        insert(connection, caller, form, evidence, new Row(fact, gate, holder, event));
        return new Recorded(fact, gate.version());
    }

    /** The school's own, or the one that the caller was told of by that school: by nothing else is anyone found. */
    private Optional<Pupil> pupil(Connection connection, Caller caller, FactForm form) {
        String about = form.about();
        String school = form.school();
        return about != null && school != null
                ? register.told(connection, caller.tenant(), caller.party(), about, new PartyId(school))
                : Optional.ofNullable(form.subject()).map(localId -> new Pupil(caller.party(), localId));
    }

    private record Row(
            UUID fact, SubjectGate gate, @Nullable UUID holder, UUID event) {}

    private UUID holder(Connection connection, String tenant, SubjectGate gate, String localId) {
        return Rows.one(
                        connection,
                        "SELECT id FROM holder WHERE tenant = ? AND subject = ? AND local_mark = ?",
                        row -> row.getObject("id", UUID.class),
                        tenant,
                        gate.subject(),
                        vault.key(connection, tenant, gate.subject()).mark(Column.HOLDER_LOCAL_ID, localId))
                .orElseThrow(() -> new Refused(Reason.CONSENT_NOT_VALID, "/holder:not-of-this-subject"));
    }

    private void insert(Connection connection, Caller caller, FactForm form, FactForm.Evidence evidence, Row of) {
        SubjectKey key = vault.key(connection, caller.tenant(), of.gate().subject());
        Rows.update(
                connection,
                """
                INSERT INTO subject_fact (tenant, id, subject, holder, discloser, purpose, recipient, word, value, valid_from,
                    valid_until, reference, evidence_by, evidence_at, evidence_digest, version, event)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                caller.tenant(),
                of.fact(),
                of.gate().subject(),
                of.holder(),
                form.about() == null ? null : caller.party().value(),
                form.purpose(),
                form.recipient(),
                form.word(),
                form.value(),
                form.from(),
                form.until(),
                key.seal(Column.SUBJECT_FACT_REFERENCE, of.fact(), evidence.reference()),
                evidence.by(),
                evidence.at(),
                key.seal(Column.SUBJECT_FACT_EVIDENCE_DIGEST, of.fact(), evidence.digest()),
                of.gate().version(),
                of.event());
    }
}
