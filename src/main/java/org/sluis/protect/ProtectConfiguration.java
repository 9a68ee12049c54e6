package org.sluis.protect;

import java.time.Clock;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Ids;
import org.sluis.connector.Connectors;
import org.sluis.connector.FirstMessages;
import org.sluis.freetext.Screen;
import org.sluis.keys.KeyFolder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProtectConfiguration {

    @Bean
    Minimise minimise(Dictionary dictionary, Screen screen, EarlierHold earlier) {
        return new Minimise(dictionary, screen, earlier);
    }

    @Bean
    Pseudonymise pseudonymise(Dictionary dictionary, KeyFolder keys) {
        return new Pseudonymise(dictionary, keys);
    }

    @Bean
    TranslateOut translateOut(Connectors connectors, FirstMessages firstMessages) {
        return new TranslateOut(connectors, firstMessages);
    }

    @Bean
    Sealing sealing(KeyFolder keys, Ids ids) {
        return new Sealing(keys, ids);
    }

    @Bean
    Seal seal(Sealing sealing, Clock clock) {
        return new Seal(sealing, clock);
    }
}
