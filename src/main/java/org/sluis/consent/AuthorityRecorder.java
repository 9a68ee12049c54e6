package org.sluis.consent;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.law.Law;
import org.sluis.law.LawSettings;
import org.sluis.party.Caller;
import org.sluis.vault.Column;
import org.sluis.vault.SubjectKey;
import org.sluis.vault.Vault;

/** Records that a register of authority was asked about a school's own pupil, and what came of it. No number is kept. */
public final class AuthorityRecorder {
    private final Ledger ledger;
    private final Clock clock;
    private final FormCheck check;
    private final Law law;
    private final SubjectRecorder subjects;
    private final Register register;
    private final Vault vault;

    AuthorityRecorder(
            Ledger ledger,
            Clock clock,
            FormCheck check,
            Law law,
            SubjectRecorder subjects,
            Register register,
            Vault vault) {
        this.ledger = ledger;
        this.clock = clock;
        this.check = check;
        this.law = law;
        this.subjects = subjects;
        this.register = register;
        this.vault = vault;
    }

    /**
     * What a register said, in the words of the law.
     *
     * @param source as the law's {@code authority-sources} name it
     * @param state as of {@link SubjectForm.Authority}
     * @param kinds by the school's own ids, of those it named; empty where it names nobody, or nobody for certain
     * @param others what everybody else on record becomes who has authority, or might have; empty where they stay
     * @param answer its bytes: the entry in the log commits to them and does not hold them
     */
    public record Told(String source, String state, Map<String, String> kinds, Set<String> others, byte[] answer) {
        /** Shows the source and the state. */
        @Override
        public String toString() {
            return "Told[" + source + ", " + state + "]";
        }
    }

    /** @param subject the internal id @param version of its row @param kinds those that were set, by the school's own ids */
    public record Recorded(UUID subject, long version, LocalDate checkedOn, Map<String, String> kinds) {}

    /** @throws IllegalArgumentException when the law does not know the source as one that is asked, a state or a kind */
    public void mustKnow(String source, Set<String> states, Set<String> kinds, Set<String> others) {
        if (!LawSettings.ANSWER.equals(law.settings().authoritySources().get(source))) {
            throw new IllegalArgumentException("the law has no register " + source + " under authority-sources");
        }
        unknown(states, FormCheck.STATES::contains);
        unknown(kinds, check::mightHaveAuthority);
        unknown(others, kind -> law.settings().holderKinds().containsKey(kind) && !check.mightHaveAuthority(kind));
    }

    private static void unknown(Set<String> words, Predicate<String> known) {
        words.stream().filter(known.negate()).sorted().findFirst().ifPresent(word -> {
            throw new IllegalArgumentException("'" + word + "' is no word of the law, or does not say this");
        });
    }

    /**
     * The question is in the log before it is asked.
     *
     * @return the internal id
     * @throws Refused CONSENT_NOT_VALID with every fault of the form; NOT_FOUND for a pupil that is not this school's, the
     *     same as for none. Nobody is asked then
     */
    public UUID asking(Caller caller, AuthorityForm form, String source, Predicate<String> isNumber) {
        check.check(form, isNumber);
        return ledger.alone(caller.tenant(), session -> {
            UUID subject = register.subject(session.connection(), caller, form.subject())
                    .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
            session.record(event(EventKind.AUTHORITY_ASKED, caller, subject, source));
            return subject;
        });
    }

    /** That it said nothing which counts. What is on record stays as it is, and grows stale by itself. */
    public void notTold(Caller caller, UUID subject, String source, Reason reason) {
        ledger.alone(
                caller.tenant(),
                session -> session.record(event(EventKind.AUTHORITY_NOT_TOLD, caller, subject, source)
                        .with("reason", reason.code())));
    }

    /**
     * One transaction: the subject's row first, then the check and the kinds, each with the entry in the log.
     *
     * @throws Refused NOT_FOUND for a pupil that is not this school's
     */
    public Recorded record(Caller caller, String localId, Told told) {
        return ledger.alone(caller.tenant(), session -> {
            Connection connection = session.connection();
            SubjectGate gate = SubjectGate.pass(
                            connection, vault, caller.tenant(), caller.party().value(), localId)
                    .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
            LocalDate today = law.day(clock.instant());
            Map<String, String> kinds = new TreeMap<>(told.kinds());
            told.others().forEach(word -> othersOnRecord(connection, caller, gate)
                    .forEach(other -> kinds.putIfAbsent(other, word)));
            UUID entry = subjects.recordCheck(
                    session,
                    subjects.event(EventKind.AUTHORITY_RECORDED, caller, gate)
                            .with("holder-kinds", kinds.values())
                            .committing("answer", told.answer()),
                    gate,
                    new SubjectForm.Authority(told.state(), told.source(), today, null, null));
            kinds.forEach((id, kind) ->
                    subjects.hold(connection, caller.tenant(), gate, new SubjectForm.Holder(id, kind), entry));
            return new Recorded(gate.subject(), gate.version(), today, Map.copyOf(kinds));
        });
    }

    private List<String> othersOnRecord(Connection connection, Caller caller, SubjectGate gate) {
        record OnRecord(String localId, String kind) {}
        SubjectKey key = vault.key(connection, caller.tenant(), gate.subject());
        return Rows.query(
                        connection,
                        """
                        SELECT DISTINCT ON (h.id) h.id, h.local_id, k.kind FROM holder h
                        JOIN holder_kind k ON k.tenant = h.tenant AND k.holder = h.id
                        WHERE h.tenant = ? AND h.subject = ? ORDER BY h.id, k.version DESC""",
                        row -> new OnRecord(
                                key.open(
                                        Column.HOLDER_LOCAL_ID,
                                        row.getObject("id", UUID.class),
                                        row.getBytes("local_id")),
                                row.getString("kind")),
                        caller.tenant(),
                        gate.subject())
                .stream()
                .filter(holder -> check.mightHaveAuthority(holder.kind()))
                .map(OnRecord::localId)
                .toList();
    }

    private Event event(EventKind kind, Caller caller, UUID subject, String source) {
        Instant now = clock.instant();
        return Event.of(kind, caller.tenant(), now)
                .about(subject)
                .with("school", caller.party())
                .with("client", caller.client())
                .with("source", source);
    }
}
