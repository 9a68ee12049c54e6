package org.sluis.policy;

import java.nio.file.Path;
import org.sluis.canonical.Dictionary;
import org.sluis.freetext.Screen;
import org.sluis.law.Law;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The room's beans. A pack with a fault stops the start: nothing runs under rules that nobody wrote. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

    @Bean
    Packs packs(
            @Value("${sluis.policies:consent-policies}") String consentPolicies, Dictionary dictionary, Screen screen) {
        return Packs.load(Path.of(consentPolicies), dictionary, screen);
    }

    @Bean
    DecisionPoint decisionPoint(Packs packs, Law law) {
        return DecisionPoint.of(packs, law);
    }

    @Bean
    Decide decide(InForce inForce, Screen screen) {
        return new Decide(inForce, screen);
    }
}
