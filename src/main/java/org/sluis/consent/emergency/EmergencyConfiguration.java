package org.sluis.consent.emergency;

import java.time.Clock;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.consent.Register;
import org.sluis.law.Law;
import org.sluis.party.Directory;
import org.sluis.party.person.FourEyes;
import org.sluis.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans for vital interest. */
@Configuration(proxyBeanMethods = false)
class EmergencyConfiguration {

    @Bean
    Emergencies emergencies(
            Ledger ledger,
            Ids ids,
            Clock clock,
            Law law,
            Directory directory,
            FourEyes fourEyes,
            Register register,
            Vault vault) {
        return new Emergencies(ledger, ids, clock, law, directory, fourEyes, register, vault);
    }
}
