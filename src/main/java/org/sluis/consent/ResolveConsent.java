package org.sluis.consent;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.connector.DisclosureRequest;
import org.sluis.database.DatabaseUnavailable;
import org.sluis.database.Transactions;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Law;
import org.sluis.law.LawFinding;
import org.sluis.law.LawQuestion;
import org.sluis.party.Authenticated;
import org.sluis.roster.Rosters;

/**
 * Step 4 of the spine: asks the register what it knows of the pupil. It decides nothing; what is missing is a fact. Nothing
 * that the message says of consent or authority is looked at.
 */
public final class ResolveConsent {
    private final Transactions transactions;
    private final Register register;
    private final Law law;
    private final Rosters rosters;

    public ResolveConsent(Transactions transactions, Register register, Law law, Rosters rosters) {
        this.transactions = transactions;
        this.register = register;
        this.law = law;
        this.rosters = rosters;
    }

    /**
     * @throws Refused CONSENT_REGISTER_UNREACHABLE when it cannot be asked: nothing is remembered from before;
     *     SUBJECT_NOT_ON_ROSTER or ROSTER_NOT_CURRENT where the sender's own roster says that it is not the sender's pupil, or cannot say
     */
    public ConsentedRequest resolveConsent(DisclosureRequest request) {
        Objects.requireNonNull(request, "no request was made");
        Authenticated authenticated = request.authenticated();
        try {
            return transactions.within(authenticated.tenant(), connection -> {
                Optional<Pupil> pupil = pupil(connection, request);
                ConsentFacts facts = register.facts(
                        connection,
                        authenticated.tenant(),
                        pupil.orElse(null),
                        authenticated.sender().id(),
                        birthDate(request),
                        authenticated.received().instant(),
                        law);
                return new ConsentedRequest(request, facts, pupil.orElse(null));
            });
        } catch (DatabaseUnavailable away) {
            throw unreachable(authenticated);
        }
    }

    /** The sender's own pupil, or one that the sender was told of by whom it now answers. */
    private Optional<Pupil> pupil(Connection connection, DisclosureRequest request) {
        Authenticated authenticated = request.authenticated();
        String addressedAs = request.addressedAs();
        if (addressedAs != null) {
            return register.told(
                    connection,
                    authenticated.tenant(),
                    authenticated.sender().id(),
                    addressedAs,
                    authenticated.recipient().id());
        }
        String localId = request.subjectLocalId();
        if (localId == null) {
            return Optional.empty();
        }
        rosters.demand(
                connection,
                authenticated.sender(),
                localId,
                law.day(authenticated.received().instant().at()));
        return Optional.of(new Pupil(authenticated.sender().id(), localId));
    }

    private Refused unreachable(Authenticated authenticated) {
        LawFinding finding = law.find(new LawQuestion(
                authenticated.sender().kind(),
                authenticated.recipient().id(),
                authenticated.recipient().kind(),
                authenticated.received().door().purpose(),
                null,
                Set.of()));
        Reason reason = finding.reason();
        return new Refused(
                reason == null ? Reason.CONSENT_REGISTER_UNREACHABLE : reason, List.of(), Set.copyOf(finding.rows()));
    }

    private static @Nullable LocalDate birthDate(DisclosureRequest request) {
        return request.elements()
                .value("subject.birthDate")
                .map(LocalDate::parse)
                .orElse(null);
    }
}
