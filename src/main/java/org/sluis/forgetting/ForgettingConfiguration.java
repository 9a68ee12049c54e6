package org.sluis.forgetting;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.sluis.audit.Ledger;
import org.sluis.consent.Register;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.sluis.party.person.FourEyes;
import org.sluis.roster.Rosters;
import org.sluis.vault.Vault;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ForgettingConfiguration {

    @Bean
    SchoolOfficers forgettingOfficers(Ledger ledger, Clock clock, FourEyes fourEyes, Register register) {
        return new SchoolOfficers(ledger, clock, fourEyes, register);
    }

    @Bean
    Erasing erasing(SchoolOfficers officers, KeyFolder keys, Register register, Rosters rosters) {
        return new Erasing(officers, keys, register, rosters);
    }

    @Bean
    Holds holds(SchoolOfficers officers) {
        return new Holds(officers);
    }

    @Bean
    EpochTurn epochTurn(Transactions transactions, Ledger ledger, KeyFolder keys, Vault vault, Clock clock) {
        return new EpochTurn(transactions, ledger, keys, vault, clock);
    }

    @Bean
    Retention retention(
            Transactions transactions,
            Ledger ledger,
            KeyFolder keys,
            Clock clock,
            @Value("${sluis.law:consent-policies/law/nl}") String law) {
        return new Retention(transactions, ledger, keys, clock, RetentionLaw.load(Path.of(law)));
    }

    @Bean
    ForgettingWatch forgettingWatch(
            EpochTurn turn,
            Retention retention,
            Transactions transactions,
            @Value("${sluis.forgetting.after:PT24H}") Duration after) {
        return new ForgettingWatch(turn, retention, transactions, after);
    }
}
