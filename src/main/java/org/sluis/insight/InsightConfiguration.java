package org.sluis.insight;

import java.time.Clock;
import org.sluis.audit.Ledger;
import org.sluis.audit.Sequencer;
import org.sluis.audit.reading.AuditEvents;
import org.sluis.consent.Register;
import org.sluis.law.Law;
import org.sluis.party.person.FourEyes;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InsightConfiguration {

    @Bean
    LogReading logReading(Ledger ledger, FourEyes fourEyes, Register register, Clock clock) {
        return new LogReading(ledger, fourEyes, register, clock);
    }

    @Bean
    LogDesk logDesk(LogReading reading, Sequencer sequencer, Law law) {
        return new LogDesk(reading, sequencer.sound(), law);
    }

    @Bean
    FindingDesk findingDesk(LogReading reading, Ledger ledger, FourEyes fourEyes, Law law, Clock clock) {
        return new FindingDesk(reading, ledger, fourEyes, law, clock);
    }

    @Bean
    AuditEvents auditEvents(@Value("${sluis.log.origin}") String origin) {
        return new AuditEvents(origin);
    }
}
