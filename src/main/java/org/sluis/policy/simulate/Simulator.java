package org.sluis.policy.simulate;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Transactions;
import org.sluis.freetext.Screen;
import org.sluis.party.Caller;
import org.sluis.party.Directory;
import org.sluis.party.PartyKind;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.Role;
import org.sluis.policy.InForce;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackNotValid;
import org.sluis.policy.pack.PackReader;
import org.sluis.policy.pack.PackSource;

/**
 * Tries drafts on what the controller's gateway decided, for an officer of an organisation that discloses and about
 * disclosures by its kind only. First the log says that it was done; nothing else changes. One at a time on a node.
 */
public final class Simulator {
    private static final Set<Role> MAY = Set.of(Role.PRIVACY_OFFICER, Role.DATA_PROTECTION_OFFICER);
    private static final int WORKERS = 2;

    private final Transactions transactions;
    private final Ledger ledger;
    private final FourEyes fourEyes;
    private final Directory directory;
    private final InForce inForce;
    private final Screen screen;
    private final Clock clock;
    private final Lock one = new ReentrantLock();

    Simulator(
            Transactions transactions,
            Ledger ledger,
            FourEyes fourEyes,
            Directory directory,
            InForce inForce,
            Screen screen,
            Clock clock) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.fourEyes = fourEyes;
        this.directory = directory;
        this.inForce = inForce;
        this.screen = screen;
        this.clock = clock;
    }

    /** What may be run. */
    @FunctionalInterface
    public interface Allowed {
        /** As {@link Simulation#over}. */
        Report run(Simulation.Progress progress) throws IOException, InterruptedException;
    }

    /**
     * Reads the drafts and records that they are tried.
     *
     * @param back how far, from now
     * @throws Refused PROPOSER_UNKNOWN when the account is no person's, ROLE_MISSING when that person is no officer,
     *     POLICY_NOT_VALID with every fault of the drafts and its place
     */
    public Allowed allowed(Caller caller, Period back, List<PackSource> drafts) {
        Instant until = clock.instant();
        Instant since = until.atOffset(ZoneOffset.UTC).minus(back).toInstant();
        UUID person = transactions.within(caller.tenant(), connection -> fourEyes.calling(connection, caller, MAY));
        Simulation simulation = simulation(caller, drafts);
        ledger.alone(
                caller.tenant(),
                session -> session.record(Event.of(EventKind.POLICY_SIMULATED, caller.tenant(), until)
                        .with("person", person)
                        .with("party", caller.party())
                        .with("client", caller.client())
                        .with("drafts", drafts.stream().map(PackSource::digest).toList())
                        .with("since", since)
                        .with("until", until)));
        Past past = new Past(transactions, caller.tenant(), since, until);
        return progress -> {
            one.lock();
            try {
                return simulation.over(past, WORKERS, progress);
            } finally {
                one.unlock();
            }
        };
    }

    private Simulation simulation(Caller caller, List<PackSource> sources) {
        PartyKind discloser = directory
                .find(caller.tenant(), caller.party())
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND))
                .kind();
        List<PackFault> faults = new ArrayList<>();
        List<Pack> drafts = new ArrayList<>();
        PackReader reader = new PackReader(screen.kinds());
        for (PackSource source : sources) {
            Pack draft = reader.read(source, faults);
            if (draft != null) {
                drafts.add(draft);
            }
        }
        try {
            if (faults.isEmpty()) {
                return new Simulation(inForce.of(caller.tenant()), drafts, discloser);
            }
        } catch (PackNotValid notBesideTheOthers) {
            faults.addAll(notBesideTheOthers.faults());
        }
        throw new Refused(
                Reason.POLICY_NOT_VALID,
                faults.stream().map(PackFault::toString).toList(),
                Set.of());
    }
}
