package org.sluis.consent;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.database.SqlFailed;
import org.sluis.keys.KeyFolder;
import org.sluis.party.Caller;
import org.sluis.party.Directory;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;
import org.sluis.vault.Column;
import org.sluis.vault.EpochGate;
import org.sluis.vault.Marked;
import org.sluis.vault.Pseudonyms;
import org.sluis.vault.SubjectKey;
import org.sluis.vault.Vault;

/** Registers a school's own pupils: birth date, who might have authority, and the check of it. */
public final class SubjectRecorder {
    private final Ledger ledger;
    private final Ids ids;
    private final Clock clock;
    private final FormCheck check;
    private final Directory directory;
    private final Vault vault;
    private final KeyFolder keys;

    SubjectRecorder(
            Ledger ledger, Ids ids, Clock clock, FormCheck check, Directory directory, Vault vault, KeyFolder keys) {
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
        this.check = check;
        this.directory = directory;
        this.vault = vault;
        this.keys = keys;
    }

    /**
     * @param subject the internal id
     * @param version of its row, after this change
     * @param answersAbout the id under which the school, and nobody else, is told about this pupil by those who answer it
     */
    public record Registered(UUID subject, long version, String answersAbout) {}

    /**
     * One transaction: the subject's row first, then what changed, each with its entry in the log.
     *
     * @throws Refused CONSENT_NOT_VALID with every fault; NOT_ENTITLED when the caller is no school; nothing is stored then
     */
    public Registered register(Caller caller, SubjectForm form) {
        new Rejections(ledger, clock).recorded(caller, () -> {
            check.check(form, clock.instant());
            return form;
        });
        try {
            return alone(caller, form);
        } catch (SqlFailed failed) {
            // Somebody registered the same pupil in this moment: it is there now.
            if (failed.duplicate()) {
                return alone(caller, form);
            }
            throw failed;
        }
    }

    private Registered alone(Caller caller, SubjectForm form) {
        return new Rejections(ledger, clock)
                .recorded(caller, () -> ledger.alone(caller.tenant(), session -> register(session, caller, form)));
    }

    private Registered register(Ledger.Session session, Caller caller, SubjectForm form) {
        Connection connection = session.connection();
        String tenant = caller.tenant();
        EpochGate.pass(connection);
        Optional<PartyKind> kind =
                directory.find(connection, tenant, caller.party()).map(Party::kind);
        if (!kind.equals(Optional.of(PartyKind.SCHOOL))) {
            throw new Refused(Reason.NOT_ENTITLED);
        }
        Optional<SubjectGate> known =
                SubjectGate.pass(connection, vault, tenant, caller.party().value(), form.localId());
        SubjectGate gate = known.orElseGet(() -> new SubjectGate(ids.next(), 1));
        UUID event = session.record(event(EventKind.SUBJECT_REGISTERED, caller, gate)
                        .with("new", known.isEmpty())
                        .with(
                                "birth-date",
                                form.birthDatePartial() ? "partial" : form.birthDate() == null ? "not-given" : "given")
                        .with("capable", form.capable() == null ? "not-given" : form.capable())
                        .with(
                                "holder-kinds",
                                form.holders().stream()
                                        .map(SubjectForm.Holder::kind)
                                        .toList()))
                .entry();
        if (known.isEmpty()) {
            insert(connection, caller, form, gate, event);
        } else {
            update(connection, tenant, form, gate);
        }
        bear(connection, tenant, form, gate);
        form.holders().forEach(holder -> hold(connection, tenant, gate, holder, event));
        if (form.authority() != null) {
            recordCheck(session, event(EventKind.AUTHORITY_RECORDED, caller, gate), gate, form.authority());
        }
        return new Registered(
                gate.subject(),
                gate.version(),
                new Pseudonyms(keys, tenant, caller.party().value())
                        .ofPupil(caller.party().value(), form.localId()));
    }

    private void insert(Connection connection, Caller caller, SubjectForm form, SubjectGate gate, UUID event) {
        SubjectKey key = vault.admit(connection, caller.tenant(), gate.subject());
        Rows.update(
                connection,
                """
                INSERT INTO subject (tenant, id, school, local_id, local_mark, mark_epoch, capable, version, event)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                caller.tenant(),
                gate.subject(),
                caller.party().value(),
                key.seal(Column.SUBJECT_LOCAL_ID, gate.subject(), form.localId()),
                vault.mark(Marked.PUPIL, caller.tenant(), caller.party().value(), form.localId()),
                vault.epoch(),
                form.capable() == null || form.capable(),
                gate.version(),
                event);
    }

    private static void update(Connection connection, String tenant, SubjectForm form, SubjectGate gate) {
        Rows.update(connection, """
                UPDATE subject SET capable = COALESCE(CAST(? AS boolean), capable) WHERE tenant = ? AND id = ?""", form.capable(), tenant, gate.subject());
    }

    private void bear(Connection connection, String tenant, SubjectForm form, SubjectGate gate) {
        LocalDate born = form.birthDatePartial() ? null : form.birthDate();
        if (born == null && !form.birthDatePartial()) {
            return;
        }
        Rows.update(
                connection,
                "UPDATE subject SET birth_date = ?, birth_mark = ? WHERE tenant = ? AND id = ?",
                born == null
                        ? null
                        : vault.key(connection, tenant, gate.subject())
                                .seal(Column.SUBJECT_BIRTH_DATE, gate.subject(), born.toString()),
                born == null ? null : vault.mark(Marked.BIRTH_DATE, tenant, born.toString()),
                tenant,
                gate.subject());
    }

    /** Behind the gate of its subject: a person of this kind, or that one is of another kind from now on. */
    void hold(Connection connection, String tenant, SubjectGate gate, SubjectForm.Holder form, UUID event) {
        SubjectKey key = vault.key(connection, tenant, gate.subject());
        byte[] mark = key.mark(Column.HOLDER_LOCAL_ID, form.localId());
        List<UUID> known = Rows.query(
                connection,
                "SELECT id FROM holder WHERE tenant = ? AND subject = ? AND local_mark = ?",
                row -> row.getObject("id", UUID.class),
                tenant,
                gate.subject(),
                mark);
        UUID holder = known.isEmpty() ? ids.next() : known.get(0);
        if (known.isEmpty()) {
            Rows.update(
                    connection,
                    "INSERT INTO holder (tenant, id, subject, local_id, local_mark, event) VALUES (?, ?, ?, ?, ?, ?)",
                    tenant,
                    holder,
                    gate.subject(),
                    key.seal(Column.HOLDER_LOCAL_ID, holder, form.localId()),
                    mark,
                    event);
        }
        Rows.update(connection, """
                INSERT INTO holder_kind (tenant, holder, version, kind, event)
                SELECT ?, ?, ?, ?, ? WHERE CAST(? AS text) IS DISTINCT FROM (
                    SELECT kind FROM holder_kind WHERE tenant = ? AND holder = ? ORDER BY version DESC LIMIT 1)""", tenant, holder, gate.version(), form.kind(), event, form.kind(), tenant, holder);
    }

    /** Behind the gate of its subject. @return the entry in the log */
    UUID recordCheck(Ledger.Session session, Event event, SubjectGate gate, SubjectForm.Authority authority) {
        UUID entry = session.record(event.with("state", authority.state())
                        .with("source", authority.source())
                        .with("checked-on", authority.checkedOn())
                        .with("evidence", authority.evidence() == null ? "not-given" : "given"))
                .entry();
        UUID id = ids.next();
        Rows.update(
                session.connection(),
                """
                INSERT INTO authority_check
                    (tenant, id, subject, state, source, checked_on, evidence, looked_at_by, version, event)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                event.tenant(),
                id,
                gate.subject(),
                authority.state(),
                authority.source(),
                authority.checkedOn(),
                vault.key(session.connection(), event.tenant(), gate.subject())
                        .seal(Column.AUTHORITY_CHECK_EVIDENCE, id, authority.evidence()),
                authority.by(),
                gate.version(),
                entry);
        return entry;
    }

    Event event(EventKind kind, Caller caller, SubjectGate gate) {
        Instant now = clock.instant();
        return Event.of(kind, caller.tenant(), now)
                .about(gate.subject())
                .with("school", caller.party())
                .with("client", caller.client())
                .with("subject-version", gate.version());
    }
}
