package org.sluis.insight.report;

import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.sluis.audit.Commitments;
import org.sluis.audit.InclusionProofs;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Dictionary;
import org.sluis.consent.DoNotAsk;
import org.sluis.consent.Register;
import org.sluis.database.Transactions;
import org.sluis.law.Law;
import org.sluis.party.Directory;
import org.sluis.party.person.FourEyes;
import org.sluis.policy.Explanation.Language;
import org.sluis.policy.InForce;
import org.sluis.policy.papers.Words;
import org.sluis.policy.replay.Replay;
import org.sluis.vault.Vault;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

    @Bean
    InsightLaw insightLaw(@Value("${sluis.law:consent-policies/law/nl}") String folder, Law law) {
        return InsightLaw.load(Path.of(folder), law.settings());
    }

    @Bean
    ReportMaker.Sources reportSources(
            Law law,
            InsightLaw insight,
            Replay replay,
            Directory directory,
            InForce inForce,
            Dictionary dictionary,
            @Value("${sluis.policies:consent-policies}") String policies) {
        Map<Language, Words> papers = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            papers.put(language, Words.read(Path.of(policies).resolve("papers"), language.code()));
        }
        return new ReportMaker.Sources(law, insight, replay, directory, inForce, dictionary, new ReportWords(), papers);
    }

    @Bean
    ReportMaker reportMaker(
            Ledger ledger,
            Transactions transactions,
            FourEyes fourEyes,
            Clock clock,
            Register register,
            DoNotAsk doNotAsk,
            InclusionProofs proofs,
            Commitments commitments,
            ReportMaker.Sources sources,
            Vault vault) {
        Standing standing = new Standing(register, doNotAsk, sources.law(), sources.insight());
        return new ReportMaker(ledger, transactions, fourEyes, clock, standing, proofs, commitments, sources, vault);
    }
}
