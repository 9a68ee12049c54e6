package org.sluis.consent;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.law.Law;
import org.sluis.law.SaidFact;

/**
 * Of whom the register says, in the law's own words, that asking would endanger somebody. Of each word the newest fact in
 * force counts, by holder, purpose and recipient apart; one of them is enough. Whoever asks must show nothing of it.
 */
public final class DoNotAsk {
    private final Law law;

    DoNotAsk(Law law) {
        this.law = law;
    }

    /**
     * Whether this person must not be asked, nor told that anyone is.
     *
     * @param holder null for the child, of whom no fact says it
     * @param purposes of what would be asked
     * @param recipients the same
     * @param day in the law's zone
     */
    public boolean about(
            Connection connection,
            String tenant,
            UUID subject,
            @Nullable UUID holder,
            Set<String> purposes,
            Set<String> recipients,
            LocalDate day) {
        return holder != null
                && FactRows.inForce(connection, tenant, subject, null, day).stream()
                        .filter(this::says)
                        .filter(fact -> fact.holder() == null || fact.holder().equals(holder))
                        .filter(fact -> fact.purpose() == null || purposes.contains(fact.purpose()))
                        .anyMatch(fact -> fact.recipient() == null
                                || recipients.contains(fact.recipient().value()));
    }

    /**
     * From which day on it is said of this person, whatever it is for: where it is in force on this day for any purpose or
     * recipient, or is on record to come. The first day ever counts, for who reads what was before.
     */
    public Optional<LocalDate> since(Connection connection, String tenant, UUID subject, UUID holder, LocalDate day) {
        List<FactRows.Dated> said = FactRows.dated(connection, tenant, subject).stream()
                .filter(dated -> says(dated.fact()))
                .filter(dated -> dated.fact().holder() == null
                        || holder.equals(dated.fact().holder()))
                .toList();
        boolean inForce = FactRows.inForce(connection, tenant, subject, null, day).stream()
                .filter(this::says)
                .anyMatch(fact -> fact.holder() == null || fact.holder().equals(holder));
        boolean toCome = said.stream().anyMatch(dated -> dated.from().isAfter(day));
        return inForce || toCome
                ? said.stream().map(FactRows.Dated::from).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    private boolean says(SaidFact fact) {
        return fact.value().equals(law.settings().words().doNotAsk().get(fact.word()));
    }
}
