package org.sluis.policy.publish;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Dictionary;
import org.sluis.law.Law;
import org.sluis.policy.Packs;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackNotValid;
import org.sluis.policy.pack.PackReader;
import org.sluis.policy.pack.PackSource;

/**
 * Puts a controller's first rules in force: the packs of the folder as they were shipped, with entries that say that
 * nobody approved them. After that the folder is only where one writes. Also tells which law this node decides by.
 */
final class FirstStart {
    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private final Ledger ledger;
    private final Recording recording;
    private final PackReader reader;
    private final Path consentPolicies;
    private final Dictionary dictionary;
    private final Law law;
    private final Clock clock;
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    FirstStart(
            Ledger ledger,
            Recording recording,
            PackReader reader,
            Path consentPolicies,
            Dictionary dictionary,
            Law law,
            Clock clock) {
        this.ledger = ledger;
        this.recording = recording;
        this.reader = reader;
        this.consentPolicies = consentPolicies;
        this.dictionary = dictionary;
        this.law = law;
        this.clock = clock;
    }

    /** Once a start and controller. */
    void once(String tenant) {
        if (done.contains(tenant)) {
            return;
        }
        ledger.alone(tenant, session -> {
            Connection connection = session.connection();
            boolean first = RuleRows.begin(connection, tenant, law.digest());
            RuleRows.Epoch epoch =
                    RuleRows.epoch(connection, tenant, " FOR UPDATE").orElseThrow();
            if (first || !epoch.law().equals(law.digest())) {
                session.record(Event.of(EventKind.LAW_IN_FORCE, tenant, clock.instant())
                        .with("law", law.digest()));
                RuleRows.keep(
                        connection, tenant, law.digest(), "law", law.files().content());
                RuleRows.bump(connection, tenant, law.digest());
            }
            if (RuleRows.changes(connection, tenant).isEmpty()) {
                Instant now = RuleRows.now(connection);
                shipped().forEach(source -> publish(session, tenant, source, now));
            }
            return true;
        });
        done.add(tenant);
    }

    private void publish(Ledger.Session session, String tenant, Draft draft, Instant now) {
        RuleRows.keep(
                session.connection(),
                tenant,
                draft.source().digest(),
                "pack",
                draft.source().content());
        recording.published(
                session,
                tenant,
                draft.pack().id(),
                draft.pack().purpose().value(),
                draft.pack().digest(),
                now,
                null);
    }

    private record Draft(PackSource source, Pack pack) {}

    /** The packs of the folder; none where one of them is wrong: it may have been a restriction. */
    private List<Draft> shipped() {
        List<PackFault> faults = new ArrayList<>();
        List<Draft> drafts = new ArrayList<>();
        for (PackSource source : Packs.sources(consentPolicies, faults)) {
            Pack pack = reader.read(source, faults);
            if (pack != null) {
                drafts.add(new Draft(source, pack));
            }
        }
        try {
            Packs.of(drafts.stream().map(Draft::pack).toList(), dictionary);
        } catch (PackNotValid twoForOneWay) {
            faults.addAll(twoForOneWay.faults());
        }
        faults.forEach(fault -> LOG.error("no policy is published: {}", fault));
        return faults.isEmpty() ? drafts : List.of();
    }
}
