package org.sluis.party.account;

import java.time.Clock;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** The beans about accounts. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    @Bean
    IssuerAccounts issuerAccounts(Ledger ledger, Transactions transactions, Clock clock) {
        return new IssuerAccounts(ledger, transactions, clock);
    }

    @Bean
    Accounts accounts(Ledger ledger, Transactions transactions, KeyFolder keys, Ids ids, Clock clock) {
        return new Accounts(
                ledger,
                transactions,
                new Totp(keys),
                Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8(),
                ids,
                clock);
    }
}
