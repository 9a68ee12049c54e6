package org.sluis.delivery;

import java.time.Clock;
import org.apache.camel.ProducerTemplate;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.connector.Connectors;
import org.sluis.consent.Drain;
import org.sluis.consent.Register;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.sluis.policy.DecisionPoint;
import org.sluis.protect.Sealing;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    @Bean
    Claim claim(
            Ledger ledger,
            Register register,
            DecisionPoint decisions,
            Connectors connectors,
            KeyFolder keys,
            Clock clock) {
        return new Claim(ledger, new Clearance(register, decisions, connectors, keys, clock), clock);
    }

    @Bean(destroyMethod = "")
    Dispatcher dispatcher(
            Claim claim, Sealing sealing, ProducerTemplate camel, Transactions transactions, Ledger ledger, Clock clock, Ids ids) {
        return new Dispatcher(
                claim,
                sealing,
                new CamelSender(camel),
                new Settle(ledger, clock, ids),
                () -> transactions.across(connection ->
                        Rows.query(connection, "SELECT id FROM tenant ORDER BY id", row -> row.getString(1))));
    }

    /** Workers begin when the routes are up, and end before they go. */
    @Bean
    DispatcherLifecycle dispatcherLifecycle(
            Dispatcher dispatcher, @Value("${sluis.delivery.workers}") int workers) {
        return new DispatcherLifecycle(dispatcher, workers);
    }

    @Bean
    Release release(
            Ledger ledger, Transactions transactions, KeyFolder keys, Clock clock, Dispatcher dispatcher) {
        return new Release(ledger, transactions, keys, clock, dispatcher::wake);
    }

    @Bean
    Drain drain(Transactions transactions, Claim claim) {
        return new DrainOutbox(transactions, claim);
    }

    @Bean
    Disclosures disclosures(Transactions transactions) {
        return new Disclosures(transactions);
    }
}
