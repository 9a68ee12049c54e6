package org.sluis.audit;

import java.nio.file.Path;
import java.time.Clock;
import org.sluis.canonical.Ids;
import org.sluis.database.Database;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    Ledger ledger(Transactions transactions, KeyFolder keys, Ids ids) {
        return Ledger.open(transactions, keys, ids);
    }

    /** Refuses to start on a log that lacks what a checkpoint outside the database covers. */
    @Bean(initMethod = "start")
    Sequencer sequencer(
            Transactions transactions,
            KeyFolder keys,
            Clock clock,
            Ledger ledger,
            @Value("${sluis.log.checkpoints}") String checkpoints,
            @Value("${sluis.log.origin}") String origin) {
        Sequencer sequencer = new Sequencer(transactions, keys, clock, Path.of(checkpoints), origin);
        sequencer.whenStopped(ledger::stop);
        return sequencer;
    }

    @Bean(initMethod = "start")
    Witnesses witnesses(
            Transactions transactions,
            Clock clock,
            Ledger ledger,
            Sequencer sequencer,
            @Value("${sluis.log.witnesses:}") String witnesses) {
        return new Witnesses(transactions, clock, Witnesses.read(witnesses), ledger::stop);
    }

    @Bean(initMethod = "start")
    LagWatch lagWatch(Transactions transactions, Sequencer sequencer, Ledger ledger) {
        return new LagWatch(transactions, sequencer, ledger, LagWatch.PATIENCE);
    }

    /** The name is what the health answer calls it: {@code log}. */
    @Bean
    HealthIndicator logHealthIndicator(Ledger ledger) {
        return new LogHealth(ledger);
    }

    @Bean
    Commitments commitments(KeyFolder keys) {
        return new Commitments(keys);
    }

    @Bean
    InclusionProofs inclusionProofs(
            Transactions transactions, KeyFolder keys, @Value("${sluis.log.origin}") String origin) {
        return new InclusionProofs(transactions, keys, origin);
    }

    @Bean
    LogExport logExport(Database database, KeyFolder keys, @Value("${sluis.log.origin}") String origin) {
        return new LogExport(database.auditor(), keys, origin);
    }
}
