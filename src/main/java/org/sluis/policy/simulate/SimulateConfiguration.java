package org.sluis.policy.simulate;

import java.time.Clock;
import org.sluis.audit.Ledger;
import org.sluis.database.Transactions;
import org.sluis.freetext.Screen;
import org.sluis.party.Directory;
import org.sluis.party.person.FourEyes;
import org.sluis.policy.InForce;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SimulateConfiguration {

    @Bean
    Simulator simulator(
            Transactions transactions,
            Ledger ledger,
            FourEyes fourEyes,
            Directory directory,
            InForce inForce,
            Screen screen,
            Clock clock) {
        return new Simulator(transactions, ledger, fourEyes, directory, inForce, screen, clock);
    }
}
