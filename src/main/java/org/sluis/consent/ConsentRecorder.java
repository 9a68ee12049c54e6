package org.sluis.consent;

import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.database.SqlFailed;
import org.sluis.law.ConsentFact;
import org.sluis.party.Caller;
import org.sluis.vault.Column;
import org.sluis.vault.SubjectKey;
import org.sluis.vault.Vault;

/** Records consents and refusals; nothing recorded is ever changed or removed. */
public final class ConsentRecorder {
    private final Ledger ledger;
    private final Ids ids;
    private final Clock clock;
    private final FormCheck check;
    private final Vault vault;

    ConsentRecorder(Ledger ledger, Ids ids, Clock clock, FormCheck check, Vault vault) {
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
        this.check = check;
        this.vault = vault;
    }

    /** @param version of the subject's row when it was recorded: the order of consents */
    public record Recorded(UUID consent, long version) {}

    /**
     * One transaction: the subject's row first, then the entry in the log, then the consent.
     *
     * @throws Refused NOT_FOUND for a pupil that is not this school's, the same as for none; CONSENT_NOT_VALID with every
     *     fault. Nothing is stored then, and the attempt is in the log
     */
    public Recorded record(Caller caller, ConsentForm form) {
        return record(caller, List.of(form)).get(0);
    }

    /** As {@link #record(Caller, ConsentForm)}: all of them in one transaction, or none. */
    public List<Recorded> record(Caller caller, List<ConsentForm> forms) {
        return attempt(caller, forms, session -> forms.stream()
                .map(form -> record(session, caller, form, pass(session.connection(), caller, form)))
                .toList());
    }

    /**
     * The same, unless it is on record already word for word and was not withdrawn: then nothing changes.
     *
     * @return empty where it is on record already
     * @throws Refused also where the same yes was withdrawn: its old proof does not bring it back
     */
    public Optional<Recorded> recordOnce(Caller caller, ConsentForm form) {
        return attempt(caller, List.of(form), session -> {
            SubjectGate gate = pass(session.connection(), caller, form);
            List<StoredConsent> same = StoredConsent.about(session.connection(), vault, caller, form.subject()).stream()
                    .filter(known -> known.form().changes(form).isEmpty())
                    .toList();
            if (same.stream().anyMatch(known -> known.withdrawnAt() == null)) {
                return Optional.empty();
            } else if (form.grants() && !same.isEmpty()) {
                throw new Refused(Reason.CONSENT_NOT_VALID, "/:withdrawn");
            }
            return Optional.of(record(session, caller, form, gate));
        });
    }

    private <T> T attempt(Caller caller, List<ConsentForm> forms, Ledger.Work<T> work) {
        return new Rejections(ledger, clock).recorded(caller, () -> {
            forms.forEach(this::check);
            try {
                return ledger.alone(caller.tenant(), work);
            } catch (SqlFailed failed) {
                if (failed.constraint().equals(Optional.of("consent_discloser_is_known"))) {
                    throw new Refused(Reason.CONSENT_NOT_VALID, "/discloser:unknown");
                }
                if (failed.constraint().equals(Optional.of("consent_recipient_is_known"))) {
                    throw new Refused(Reason.CONSENT_NOT_VALID, "/recipient:unknown");
                }
                throw failed;
            }
        });
    }

    /** @throws Refused CONSENT_NOT_VALID with every fault; says nothing of pupil, holder or recipient, which only the register knows */
    public void check(ConsentForm form) {
        check.check(form, clock.instant());
    }

    /** As {@link #record(Caller, ConsentForm)}, as a part of what the session does: it stands or falls with that. */
    public Recorded record(Ledger.Session session, Caller caller, ConsentForm form) {
        check(form);
        return record(session, caller, form, pass(session.connection(), caller, form));
    }

    private SubjectGate pass(Connection connection, Caller caller, ConsentForm form) {
        return SubjectGate.pass(
                        connection, vault, caller.tenant(), caller.party().value(), form.subject())
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
    }

    private Recorded record(Ledger.Session session, Caller caller, ConsentForm form, SubjectGate gate) {
        Connection connection = session.connection();
        Optional<Known> holder = Optional.ofNullable(form.holder()).map(id -> holder(connection, caller, gate, id));
        UUID consent = ids.next();
        EventKind kind = form.grants() ? EventKind.CONSENT_RECORDED : EventKind.CONSENT_REFUSAL_RECORDED;
        UUID event = session.record(Event.of(kind, caller.tenant(), clock.instant())
                        .about(gate.subject())
                        .with("consent", consent)
                        .with("school", caller.party())
                        .with("client", caller.client())
                        .with("effect", form.effect())
                        .with("grantor", holder.map(Known::kind).orElse(ConsentFact.CHILD))
                        .with("purpose", form.purpose())
                        .with("discloser", form.discloser() == null ? caller.party() : form.discloser())
                        .with("recipient", form.recipient() == null ? "kind:" + form.recipientKind() : form.recipient())
                        .with("order", form.order() == null ? "none" : "on-file")
                        .with("categories", form.categories())
                        .with("text-version", form.textVersion())
                        .with("subject-version", gate.version()))
                .entry();
        insert(
                connection,
                caller,
                form,
                new Row(consent, gate, holder.map(Known::id).orElse(null), event));
        return new Recorded(consent, gate.version());
    }

    private record Known(UUID id, String kind) {}

    private record Row(
            UUID consent, SubjectGate gate, @Nullable UUID holder, UUID event) {}

    private Known holder(Connection connection, Caller caller, SubjectGate gate, String localId) {
        Known known = Rows.one(
                        connection,
                        """
                        SELECT h.id, k.kind FROM holder h JOIN holder_kind k ON k.tenant = h.tenant AND k.holder = h.id
                        WHERE h.tenant = ? AND h.subject = ? AND h.local_mark = ? ORDER BY k.version DESC LIMIT 1""",
                        row -> new Known(row.getObject("id", UUID.class), row.getString("kind")),
                        caller.tenant(),
                        gate.subject(),
                        vault.key(connection, caller.tenant(), gate.subject()).mark(Column.HOLDER_LOCAL_ID, localId))
                .orElseThrow(() -> new Refused(Reason.CONSENT_NOT_VALID, "/holder:not-of-this-subject"));
        if (!check.hasAuthority(known.kind())) {
            throw new Refused(Reason.CONSENT_NOT_VALID, "/holder:without-authority");
        }
        return known;
    }

    private void insert(Connection connection, Caller caller, ConsentForm form, Row of) {
        Optional<ConsentForm.Proof> proof = Optional.ofNullable(form.proof());
        Optional<ConsentForm.Order> order = Optional.ofNullable(form.order());
        SubjectKey key = vault.key(connection, caller.tenant(), of.gate().subject());
        Rows.update(
                connection,
                """
                INSERT INTO consent (tenant, id, subject, grantor, holder, effect, purpose, discloser, recipient, categories,
                    valid_from, valid_until, text_version, recipient_kind, order_reference,
                    order_date, order_purposes, proof_verified, proof_by, proof_at, proof_digest, version, event)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                caller.tenant(),
                of.consent(),
                of.gate().subject(),
                form.grantor(),
                of.holder(),
                form.effect(),
                form.purpose(),
                form.discloser(),
                form.recipient(),
                new TreeSet<>(form.categories()).toArray(String[]::new),
                form.from(),
                form.until(),
                form.textVersion(),
                form.recipientKind(),
                key.seal(
                        Column.CONSENT_ORDER_REFERENCE,
                        of.consent(),
                        order.map(ConsentForm.Order::reference).orElse(null)),
                order.map(ConsentForm.Order::date).orElse(null),
                order.map(each -> new TreeSet<>(each.purposes()).toArray(String[]::new))
                        .orElse(null),
                proof.map(ConsentForm.Proof::verified).orElse("none"),
                proof.map(ConsentForm.Proof::by).orElse(null),
                proof.map(ConsentForm.Proof::at).orElse(null),
                key.seal(
                        Column.CONSENT_PROOF_DIGEST,
                        of.consent(),
                        proof.map(ConsentForm.Proof::digest).orElse(null)),
                of.gate().version(),
                of.event());
    }
}
