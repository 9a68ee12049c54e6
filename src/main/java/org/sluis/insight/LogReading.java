package org.sluis.insight;

import java.sql.Connection;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.AuditReceipt;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.audit.reading.LogSearch;
import org.sluis.audit.reading.Reader;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.Register;
import org.sluis.database.Rows;
import org.sluis.database.SqlFailed;
import org.sluis.party.Caller;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.Role;

/**
 * The log for those who may read it: a privacy officer, the data protection officer or an audit reviewer, of their own
 * organisation's entries. Each reading is an entry itself, in the transaction that read and before it is answered; it says who,
 * by what and how many, and never a value that was looked for. Who may not, or asks wrongly, is in the log as well.
 */
public final class LogReading {
    static final Set<Role> MAY = Set.of(Role.PRIVACY_OFFICER, Role.DATA_PROTECTION_OFFICER, Role.AUDIT_REVIEWER);
    /** A question that takes longer is asked about too much. */
    private static final String PATIENCE = "20s";

    private static final String CANCELLED = "57014";

    private final Ledger ledger;
    private final FourEyes fourEyes;
    private final Register register;
    private final Clock clock;

    LogReading(Ledger ledger, FourEyes fourEyes, Register register, Clock clock) {
        this.ledger = ledger;
        this.fourEyes = fourEyes;
        this.register = register;
        this.clock = clock;
    }

    /** What one reading looks up. */
    @FunctionalInterface
    interface Looking<T> {
        T look(SearchForm form, Connection connection, Reader reader, LogSearch search);
    }

    /**
     * Looks it up and records that.
     *
     * @param kind of reading, as the log names it
     * @param none what there is to see about a pupil whom the organisation does not have: the same as about one without entries
     * @param count how much of it is shown
     * @throws Refused PROPOSER_UNKNOWN when the account is no person's, ROLE_MISSING when that person may not, or
     *     PARAMETER_NOT_SUPPORTED where the form is none or the period too long to go through
     */
    <T> T read(Caller caller, String kind, byte[] body, T none, Looking<T> looking, ToIntFunction<T> count) {
        return read(caller, kind, () -> SearchForm.read(body), (form, connection) -> {
            String subject = form.subject();
            Optional<UUID> pupil = subject == null ? Optional.empty() : register.subject(connection, caller, subject);
            LogSearch search = form.search(clock.instant(), pupil.orElse(null));
            T shown = subject != null && pupil.isEmpty()
                    ? none
                    : looking.look(form, connection, new Reader(caller.tenant(), caller.party()), search);
            SortedSet<String> filters = search.names();
            if (subject != null) {
                filters.add("subject");
            }
            return new Shown<>(shown, pupil.orElse(null), filters, count.applyAsInt(shown), entry -> {});
        });
    }

    /**
     * What was looked up.
     *
     * @param subject the pupil it was about, where it was about one
     * @param filters the names of what was looked for
     * @param count how much of it is shown
     * @param recorded told the id of the entry that says so, in the same transaction
     */
    public record Shown<T>(
            T what, @Nullable UUID subject, Collection<String> filters, int count, Consumer<UUID> recorded) {}

    /**
     * The same with a form of another kind.
     *
     * @param form read before anything is looked up
     */
    public <F, T> T read(Caller caller, String kind, Supplier<F> form, BiFunction<F, Connection, Shown<T>> looking) {
        return read(caller, kind, MAY, form, looking);
    }

    /** The same for other roles than those who may read entries: what is shown to them names nobody and holds no entry. */
    public <F, T> T read(
            Caller caller,
            String kind,
            Set<Role> roles,
            Supplier<F> form,
            BiFunction<F, Connection, Shown<T>> looking) {
        try {
            F asked = form.get();
            return ledger.alone(caller.tenant(), session -> {
                Connection connection = session.connection();
                UUID person = fourEyes.calling(connection, caller, roles);
                Rows.query(connection, "SELECT set_config('statement_timeout', ?, true)", row -> 1, PATIENCE);
                Shown<T> shown = looking.apply(asked, connection);
                AuditReceipt receipt = session.record(event(EventKind.LOG_READ, caller, kind)
                        .about(shown.subject())
                        .with("person", person)
                        .with("filters", shown.filters())
                        .with("count", shown.count()));
                shown.recorded().accept(receipt.entry());
                return shown.what();
            });
        } catch (SqlFailed failed) {
            throw failed.sqlState().equals(CANCELLED)
                    ? refused(caller, kind, new Refused(Reason.PARAMETER_NOT_SUPPORTED, "/from:too-much-to-go-through"))
                    : failed;
        } catch (Refused refused) {
            throw refused.reason() == Reason.LOG_UNAVAILABLE ? refused : refused(caller, kind, refused);
        }
    }

    private Refused refused(Caller caller, String kind, Refused refused) {
        ledger.commit(event(EventKind.LOG_READ_REFUSED, caller, kind)
                .with("reason", refused.reason().code())
                // A position is words where the form could not be read at all; the log takes codes only.
                .with(
                        "where",
                        refused.where().stream()
                                .map(at -> at.replaceAll("[^!-~]+", "-"))
                                .toList()));
        return refused;
    }

    private Event event(EventKind what, Caller caller, String kind) {
        return Event.of(what, caller.tenant(), clock.instant())
                .with("kind", kind)
                .with("party", caller.party())
                .with("client", caller.client());
    }
}
