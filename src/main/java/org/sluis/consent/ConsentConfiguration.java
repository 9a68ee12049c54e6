package org.sluis.consent;

import java.nio.file.Path;
import java.time.Clock;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Ids;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.sluis.law.Law;
import org.sluis.party.Directory;
import org.sluis.roster.Rosters;
import org.sluis.vault.Vault;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the consent room. Without a {@link Drain} nothing starts: a withdrawal must be able to stop what waits. */
@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {

    @Bean
    Law law(@Value("${sluis.law:consent-policies/law/nl}") String folder) {
        return Law.load(Path.of(folder));
    }

    @Bean
    FormCheck formCheck(Law law, Dictionary dictionary) {
        return new FormCheck(law, dictionary);
    }

    @Bean
    Register register(Vault vault) {
        return new Register(vault);
    }

    @Bean
    SubjectRecorder subjectRecorder(
            Ledger ledger, Ids ids, Clock clock, FormCheck check, Directory directory, Vault vault, KeyFolder keys) {
        return new SubjectRecorder(ledger, ids, clock, check, directory, vault, keys);
    }

    @Bean
    AuthorityRecorder authorityRecorder(
            Ledger ledger,
            Clock clock,
            FormCheck check,
            Law law,
            SubjectRecorder subjects,
            Register register,
            Vault vault) {
        return new AuthorityRecorder(ledger, clock, check, law, subjects, register, vault);
    }

    @Bean
    ConsentRecorder consentRecorder(Ledger ledger, Ids ids, Clock clock, FormCheck check, Vault vault) {
        return new ConsentRecorder(ledger, ids, clock, check, vault);
    }

    @Bean
    FactRecorder factRecorder(Ledger ledger, Ids ids, Clock clock, FormCheck check, Vault vault) {
        return new FactRecorder(ledger, ids, clock, check, vault);
    }

    @Bean
    Withdrawals withdrawals(Ledger ledger, Clock clock, Drain drain) {
        return new Withdrawals(ledger, clock, drain);
    }

    @Bean
    DoNotAsk doNotAsk(Law law) {
        return new DoNotAsk(law);
    }

    @Bean
    Rejections rejections(Ledger ledger, Clock clock) {
        return new Rejections(ledger, clock);
    }

    @Bean
    Bodies bodies(Rejections rejections) {
        return new Bodies(rejections);
    }

    @Bean
    ResolveConsent resolveConsent(Transactions transactions, Register register, Law law, Rosters rosters) {
        return new ResolveConsent(transactions, register, law, rosters);
    }
}
