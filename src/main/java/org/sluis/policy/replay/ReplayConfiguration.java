package org.sluis.policy.replay;

import org.sluis.audit.Commitments;
import org.sluis.policy.InForce;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

    @Bean
    Replay replay(Commitments commitments, InForce inForce) {
        return new Replay(commitments, inForce);
    }
}
