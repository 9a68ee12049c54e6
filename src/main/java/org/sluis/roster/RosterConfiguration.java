package org.sluis.roster;

import java.nio.file.Path;
import java.time.Clock;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.keys.KeyFolder;
import org.sluis.law.Law;
import org.sluis.party.Directory;
import org.sluis.vault.Vault;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans for rosters. */
@Configuration(proxyBeanMethods = false)
class RosterConfiguration {

    @Bean
    RosterFormats rosterFormats(@Value("${sluis.roster.formats:routes/rosters}") String folder) {
        return RosterFormats.load(Path.of(folder));
    }

    @Bean
    Rosters rosters(
            Vault vault,
            @Value("${sluis.roster.days:31}") int days,
            @Value("${sluis.roster.needed:false}") boolean needed) {
        return new Rosters(vault, days, needed);
    }

    @Bean
    RosterRecorder rosterRecorder(
            Ledger ledger, Rosters rosters, Directory directory, KeyFolder keys, Ids ids, Clock clock, Law law) {
        return new RosterRecorder(ledger, rosters, directory, keys, ids, clock, law);
    }
}
