package org.sluis.insight.correction;

import java.time.Clock;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Ids;
import org.sluis.consent.Register;
import org.sluis.delivery.Recalls;
import org.sluis.insight.LogReading;
import org.sluis.party.person.FourEyes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CorrectionConfiguration {

    @Bean
    Corrections corrections(
            Ledger ledger,
            LogReading reading,
            FourEyes fourEyes,
            Register register,
            Recalls recalls,
            Dictionary dictionary,
            Ids ids,
            Clock clock) {
        return new Corrections(ledger, reading, fourEyes, register, recalls, dictionary, ids, clock);
    }
}
