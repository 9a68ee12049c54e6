package org.sluis.policy;

import org.sluis.freetext.Screen;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The room's beans. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

    @Bean
    Decide decide(InForce inForce, Screen screen) {
        return new Decide(inForce, screen);
    }
}
