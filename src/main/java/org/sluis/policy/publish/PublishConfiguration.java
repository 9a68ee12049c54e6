package org.sluis.policy.publish;

import java.nio.file.Path;
import java.time.Clock;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Dictionary;
import org.sluis.connector.Connectors;
import org.sluis.database.Transactions;
import org.sluis.freetext.Screen;
import org.sluis.law.Law;
import org.sluis.party.Directory;
import org.sluis.party.person.FourEyes;
import org.sluis.policy.pack.PackReader;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of what is published. */
@Configuration(proxyBeanMethods = false)
class PublishConfiguration {

    @Bean
    Recording ruleRecording(Clock clock, Law law) {
        return new Recording(clock, law.digest());
    }

    @Bean
    Trust trust(FourEyes fourEyes, Screen screen) {
        return new Trust(fourEyes, new PackReader(screen.kinds()));
    }

    @Bean
    FirstStart firstStart(
            Ledger ledger,
            Recording recording,
            Screen screen,
            @Value("${sluis.policies:consent-policies}") String consentPolicies,
            Dictionary dictionary,
            Law law,
            Clock clock) {
        return new FirstStart(
                ledger, recording, new PackReader(screen.kinds()), Path.of(consentPolicies), dictionary, law, clock);
    }

    @Bean
    Published published(
            Transactions transactions,
            FirstStart firstStart,
            Trust trust,
            Dictionary dictionary,
            Law law,
            Clock clock) {
        return new Published(transactions, firstStart, trust, dictionary, law, clock);
    }

    @Bean
    Publisher publisher(
            Ledger ledger,
            FourEyes fourEyes,
            Directory directory,
            Published published,
            Screen screen,
            Dictionary dictionary,
            Recording recording) {
        return new Publisher(
                ledger, fourEyes, directory, published, new PackReader(screen.kinds()), dictionary, recording);
    }

    @Bean
    Closer closer(
            Ledger ledger,
            FourEyes fourEyes,
            Directory directory,
            Connectors connectors,
            Recording recording,
            Published published) {
        return new Closer(ledger, fourEyes, directory, connectors, recording, published);
    }

    @Bean
    Words ruleWords(
            Ledger ledger, FourEyes fourEyes, Directory directory, Trust trust, Published published, Clock clock) {
        return new Words(ledger, fourEyes, directory, trust, published, clock);
    }

    @Bean
    History ruleHistory(Transactions transactions, Published published, FourEyes fourEyes, Words words) {
        return new History(transactions, published, fourEyes, words);
    }

    /** The name is what the health answer calls it: {@code policies}. */
    @Bean
    Approvals policiesHealthIndicator(History history) {
        return new Approvals(history::about);
    }

    @Bean
    Rejected ruleRejected(Ledger ledger, Clock clock) {
        return new Rejected(ledger, clock);
    }

    @Bean
    RuleDesk ruleDesk(Publisher publisher, Closer closer, Words words, Rejected rejected) {
        return new RuleDesk(publisher, closer, words, rejected);
    }
}
