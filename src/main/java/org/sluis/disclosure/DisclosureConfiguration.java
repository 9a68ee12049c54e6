package org.sluis.disclosure;

import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.ProducerTemplate;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.canonical.ReasonTexts;
import org.sluis.connector.Connectors;
import org.sluis.database.Transactions;
import org.sluis.delivery.Disclosures;
import org.sluis.keys.SignedClaims;
import org.sluis.law.Law;
import org.sluis.policy.replay.Replay;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DisclosureConfiguration {

    @Bean
    Receipts receipts(SignedClaims claims) {
        return new Receipts(claims);
    }

    @Bean
    Refusals refusals(ReasonTexts texts, Law law) {
        return new Refusals(texts, law);
    }

    @Bean
    Refuse refuse(Ledger ledger, Refusals refusals, Clock clock) {
        return new Refuse(ledger, refusals, clock);
    }

    @Bean
    Posting posting(ProducerTemplate camel, Refuse refuse) {
        return new Posting(camel, refuse);
    }

    @Bean
    OwnForm ownForm(Connectors connectors, ReasonTexts texts, Law law, Ids ids, Clock clock) {
        return new OwnForm(connectors, texts, law, ids, clock);
    }

    @Bean
    FhirReplies fhirReplies(Refusals refusals, Clock clock) {
        return new FhirReplies(refusals, clock);
    }

    @Bean
    Explained explained(
            Ledger ledger,
            Transactions transactions,
            Disclosures disclosures,
            Replay replay,
            ReasonTexts texts,
            Clock clock) {
        return new Explained(ledger, transactions, disclosures, replay, texts, clock);
    }

    @Bean
    Runs runs(
            Ledger ledger, Clock clock, Ids ids, @Value("${sluis.data}") String data, BuildProperties build, Law law) {
        return new Runs(ledger, clock, ids, Path.of(data).resolve("nodes"), build.getVersion(), law.digest());
    }

    @Bean
    Rehearsal rehearsal(ProducerTemplate camel) {
        return new Rehearsal(arrival -> camel.requestBody("direct:disclosure", arrival, Answer.class));
    }

    @Bean
    Spine spine() {
        return new Spine();
    }

    @Bean
    HeldText heldText(Transactions transactions) {
        return new HeldText(transactions);
    }

    @Bean
    Acknowledge acknowledge(Receipts receipts) {
        return new Acknowledge(receipts);
    }
}
