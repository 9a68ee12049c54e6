package org.sluis.consent.birthday;

import java.time.Clock;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.consent.Outgoing;
import org.sluis.consent.Register;
import org.sluis.database.Transactions;
import org.sluis.law.Law;
import org.sluis.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Without {@link Outgoing} nothing starts: who passes a birthday must be able to stop what waits. */
@Configuration(proxyBeanMethods = false)
class BirthdayConfiguration {

    @Bean
    Freeze freeze(Transactions transactions, Ledger ledger, Law law, Outgoing outgoing, Clock clock, Vault vault) {
        return new Freeze(transactions, ledger, law, outgoing, clock, vault);
    }

    @Bean
    Warnings warnings(
            Transactions transactions,
            Ledger ledger,
            Register register,
            Law law,
            Outgoing outgoing,
            Ids ids,
            Clock clock,
            Vault vault) {
        return new Warnings(transactions, ledger, register, law, outgoing, ids, clock, vault);
    }

    @Bean
    BirthdayWatch birthdayWatch(Transactions transactions, Freeze freeze, Warnings warnings) {
        return new BirthdayWatch(transactions, freeze, warnings);
    }
}
