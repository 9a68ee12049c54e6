package org.sluis.delivery.reach;

import java.security.GeneralSecurityException;
import java.time.Clock;
import org.sluis.database.Transactions;
import org.sluis.party.Directory;
import org.sluis.party.person.FourEyes;
import org.springframework.boot.info.SslInfo;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class ReachConfiguration {

    /** The server behind a connector is where {@code sluis.connectors.<name>.url} says, which is what its route calls. */
    @Bean
    RecipientWatch recipientWatch(Transactions transactions, Directory directory, Environment environment, Clock clock)
            throws GeneralSecurityException {
        return new RecipientWatch(
                transactions,
                directory,
                connector -> Need.address(environment.getProperty("sluis.connectors." + connector + ".url")),
                new Handshake(Handshake.jvm(), clock),
                clock);
    }

    @Bean
    Reachable reachable(RecipientWatch watch, Transactions transactions, FourEyes fourEyes, SslInfo own, Clock clock) {
        return new Reachable(watch, transactions, fourEyes, own, clock);
    }

    /** Our own certificates, by the one clock; Spring makes their figures of it. */
    @Bean
    SslInfo sslInfo(SslBundles bundles, Clock clock) {
        return new SslInfo(bundles, Condition.SOON, clock);
    }
}
