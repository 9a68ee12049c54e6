package org.sluis.party.person;

import java.time.Clock;
import java.util.List;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.database.Transactions;
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
    OwnKeys ownKeys(Persons persons, Transactions transactions) {
        return new OwnKeys(persons, transactions);
    }

    @Bean
    Proposals proposals(Persons persons, Transactions transactions) {
        return new Proposals(persons, transactions);
    }
}
