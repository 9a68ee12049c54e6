package org.sluis.delivery;

import io.opentelemetry.api.trace.Tracer;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.ProducerTemplate;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.connector.Connectors;
import org.sluis.consent.Outgoing;
import org.sluis.consent.Register;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.SignedClaims;
import org.sluis.law.Law;
import org.sluis.party.Directory;
import org.sluis.party.Reception;
import org.sluis.party.person.FourEyes;
import org.sluis.policy.InForce;
import org.sluis.protect.Sealing;
import org.sluis.vault.Vault;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    @Bean
    SendLocks sendLocks(InForce policy, Directory directory, Register register, Law law) {
        return new SendLocks(policy, directory, register, law);
    }

    @Bean
    Clearance clearance(SendLocks locks, Connectors connectors, KeyFolder keys, Clock clock) {
        return new Clearance(locks, new RenderedBy(connectors, keys), clock);
    }

    @Bean
    Claim claim(Transactions transactions, Ledger ledger, Clearance clearance, Clock clock) {
        return new Claim(transactions, ledger, clearance, clock);
    }

    @Bean
    Settle settle(Ledger ledger, Clock clock, Ids ids) {
        return new Settle(ledger, clock, ids);
    }

    @Bean
    Tenants tenants(Transactions transactions, InForce policy) {
        return new Tenants(transactions, policy);
    }

    /** Whoever hangs leaves half of the workers to the others. */
    @Bean
    Lanes lanes(@Value("${sluis.delivery.workers}") int workers) {
        return new Lanes(Math.max(1, workers / 2));
    }

    @Bean(destroyMethod = "")
    Dispatcher dispatcher(Claim claim, Sealing sealing, Sender sender, Settle settle, Tenants tenants, Lanes lanes) {
        return new Dispatcher(claim, sealing, sender, settle, tenants, lanes);
    }

    @Bean
    Operating operating(
            Ledger ledger,
            FourEyes fourEyes,
            Directory directory,
            Connectors connectors,
            Claim claim,
            Dispatcher dispatcher,
            Clock clock) {
        return new Operating(ledger, fourEyes, directory, connectors, claim, dispatcher::wake, clock);
    }

    /** As the recipient receives: an envelope where it has a key; plainly at an address of its own; else through its connector's route. */
    @Bean
    Sender sender(
            ProducerTemplate camel,
            SignedClaims claims,
            Connectors connectors,
            Clock clock,
            Tracer tracer,
            @Value("${sluis.recipients.tokens:}") String tokens) {
        Posting posting = new Posting();
        Sender route = new CamelSender(camel);
        Sender envelopes = new EnvelopeSender(new Envelope(claims, connectors, clock), posting);
        Sender plain = new PlainSender(connectors, tokens.isEmpty() ? null : Path.of(tokens), posting);
        return new TracedSender(tracer, (cleared, payload) -> {
            Reception to = cleared.to();
            Sender as = to.sealTo() != null ? envelopes : to.address() != null ? plain : route;
            as.send(cleared, payload);
        });
    }

    @Bean(destroyMethod = "")
    Notifier notifier(Transactions transactions, Tenants tenants, SignedClaims claims, Escalations escalations) {
        return new Notifier(transactions, tenants, claims, escalations);
    }

    /** Workers begin when the routes are up, and end before they go. */
    @Bean
    DispatcherLifecycle dispatcherLifecycle(
            Dispatcher dispatcher, Notifier notifier, @Value("${sluis.delivery.workers}") int workers) {
        return new DispatcherLifecycle(dispatcher, notifier, workers);
    }

    @Bean
    Release release(
            Ledger ledger,
            Transactions transactions,
            KeyFolder keys,
            Vault vault,
            Clock clock,
            InForce policy,
            Law law,
            Answers answers,
            Dispatcher dispatcher) {
        return new Release(
                ledger, transactions, keys, vault, clock, new Expiry(policy, law, clock), answers, dispatcher::wake);
    }

    @Bean
    Answers expectedAnswers(@Value("${sluis.law:consent-policies/law/nl}") String folder) {
        return Answers.load(Path.of(folder));
    }

    @Bean
    Deadlines deadlines(
            Transactions transactions, Ledger ledger, Answers answers, InForce policy, Law law, Clock clock) {
        return new Deadlines(transactions, ledger, answers, new Expiry(policy, law, clock), clock);
    }

    @Bean
    DeliveryWatch deliveryWatch(Tenants tenants, DrainOutbox drain, Deadlines deadlines) {
        return new DeliveryWatch(tenants, drain, deadlines);
    }

    @Bean
    Escalations escalations(@Value("${sluis.delivery.contacts:}") String contacts) {
        return new Escalations(contacts.isEmpty() ? null : Path.of(contacts));
    }

    @Bean
    Recalls recalls(InForce policy, Law law, Ids ids, Clock clock) {
        return new Recalls(new Expiry(policy, law, clock), ids, clock);
    }

    @Bean
    RecallAnswers recallAnswers(Ledger ledger, Transactions transactions, SignedClaims claims, Clock clock) {
        return new RecallAnswers(ledger, transactions, claims, clock);
    }

    @Bean
    DrainOutbox drain(Transactions transactions, Ledger ledger, Claim claim, Clearance clearance, Recalls recalls) {
        return new DrainOutbox(transactions, ledger, claim, clearance, recalls);
    }

    @Bean
    Outgoing outgoing(DrainOutbox drain) {
        return new BirthdayOutgoing(drain);
    }

    @Bean
    Disclosures disclosures(Transactions transactions) {
        return new Disclosures(transactions);
    }
}
