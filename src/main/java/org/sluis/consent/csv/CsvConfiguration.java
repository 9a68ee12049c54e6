package org.sluis.consent.csv;

import java.time.Clock;
import org.sluis.audit.Ledger;
import org.sluis.consent.ConsentRecorder;
import org.sluis.consent.Rejections;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans for files of consents. */
@Configuration(proxyBeanMethods = false)
class CsvConfiguration {

    @Bean
    ConsentImport consentImport(ConsentRecorder recorder, Rejections rejections, Ledger ledger, Clock clock) {
        return new ConsentImport(recorder, rejections, ledger, clock);
    }
}
