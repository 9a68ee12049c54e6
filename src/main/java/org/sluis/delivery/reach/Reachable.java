package org.sluis.delivery.reach;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Transactions;
import org.sluis.party.Caller;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.Role;
import org.springframework.boot.info.SslInfo;

/** Whether each recipient can be reached safely, and until when, for an operator. */
public final class Reachable {
    private static final Set<Role> MAY = Set.of(Role.OPERATOR);

    private final RecipientWatch watch;
    private final Transactions transactions;
    private final FourEyes fourEyes;
    private final SslInfo own;
    private final Clock clock;

    Reachable(RecipientWatch watch, Transactions transactions, FourEyes fourEyes, SslInfo own, Clock clock) {
        this.watch = watch;
        this.transactions = transactions;
        this.fourEyes = fourEyes;
        this.own = own;
        this.clock = clock;
    }

    /** @param what key, certificate or webhook @param state a code @param until where its end is known */
    public record Line(
            String recipient,
            String what,
            String state,
            @Nullable Instant until) {}

    /** A certificate of our own. @param bundle of {@code spring.ssl.bundle.*} */
    public record Own(String bundle, String state, Instant until) {}

    public record Recipients(List<Line> recipients, List<Own> own) {}

    /** @throws org.sluis.canonical.Refused PROPOSER_UNKNOWN or ROLE_MISSING where the account is not that of an operator */
    public Recipients recipients(Caller caller) {
        transactions.within(caller.tenant(), connection -> fourEyes.calling(connection, caller, MAY));
        return new Recipients(
                watch.all(caller.tenant()).stream()
                        .map(each -> new Line(
                                each.party().value(),
                                each.what(),
                                each.condition().code(),
                                each.until()))
                        .toList(),
                own.getBundles().stream()
                        .flatMap(bundle -> bundle.getCertificateChains().stream()
                                .flatMap(chain -> chain.getCertificates().stream())
                                .map(certificate -> own(bundle.getName(), certificate.getValidityEnds())))
                        .toList());
    }

    private Own own(String bundle, Instant until) {
        return new Own(bundle, Condition.of(until, clock.instant()).code(), until);
    }
}
