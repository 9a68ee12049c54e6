package org.sluis.party.person;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.database.Transactions;
import org.sluis.party.Directory;
import org.sluis.party.Registrar;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans about persons. */
@Configuration(proxyBeanMethods = false)
class PersonConfiguration {

    @Bean
    FourEyes fourEyes(Ids ids, Clock clock) {
        return new FourEyes(ids, clock);
    }

    @Bean
    Persons persons(Ledger ledger, Ids ids, Clock clock, FourEyes fourEyes, List<WhenApproved> others) {
        return new Persons(ledger, ids, clock, fourEyes, others);
    }

    @Bean
    TestClients testClients(
            @Value("${sluis.test.parties:}") Set<String> parties,
            Directory directory,
            Registrar registrar,
            FourEyes fourEyes,
            Transactions transactions,
            Ids ids) {
        return new TestClients(parties, directory, registrar, fourEyes, transactions, ids);
    }

    @Bean
    OwnKeys ownKeys(Persons persons, Transactions transactions) {
        return new OwnKeys(persons, transactions);
    }

    @Bean
    Proposals proposals(Persons persons, Transactions transactions) {
        return new Proposals(persons, transactions);
    }
}
