package org.sluis.insight.indicator;

import java.nio.file.Path;
import java.time.Clock;
import org.sluis.insight.LogReading;
import org.sluis.law.Law;
import org.sluis.policy.InForce;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IndicatorConfiguration {

    @Bean
    Indicators indicators(
            LogReading reading,
            InForce inForce,
            @Value("${sluis.law:consent-policies/law/nl}") String folder,
            Law law,
            Clock clock) {
        return new Indicators(reading, inForce, Measures.load(Path.of(folder)), law, clock);
    }
}
