package org.sluis.asking;

import java.time.Clock;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Ids;
import org.sluis.consent.ConsentRecorder;
import org.sluis.consent.DoNotAsk;
import org.sluis.consent.Register;
import org.sluis.consent.Withdrawals;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.sluis.law.Law;
import org.sluis.party.Directory;
import org.sluis.policy.InForce;
import org.sluis.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AskingConfiguration {

    @Bean
    Whom whom(Register register, Law law) {
        return new Whom(register, law);
    }

    @Bean
    CodeHash codeHash(KeyFolder keys) {
        return new CodeHash(keys, "answer-code");
    }

    /** One for every door: who tries at one of them has tried at all. */
    @Bean
    TryLimit tryLimit(Clock clock) {
        return new TryLimit(clock);
    }

    @Bean
    WithdrawalCodes withdrawalCodes(Ids ids, KeyFolder keys, Transactions transactions) {
        return new WithdrawalCodes(ids, new CodeHash(keys, "withdrawal-code"), transactions);
    }

    @Bean
    RequestRows requestRows(Vault vault) {
        return new RequestRows(vault);
    }

    @Bean
    Requests requests(
            Ledger ledger,
            Ids ids,
            Clock clock,
            Law law,
            Whom whom,
            Register register,
            Directory directory,
            InForce inForce,
            Dictionary dictionary,
            ConsentRecorder recorder,
            DoNotAsk doNotAsk) {
        Wanted wanted = new Wanted(register, directory);
        return new Requests(ledger, ids, clock, law, whom, wanted, inForce, dictionary, recorder, doNotAsk);
    }

    @Bean
    Codes codes(Ledger ledger, Ids ids, Clock clock, Law law, CodeHash hashes, DoNotAsk doNotAsk, RequestRows rows) {
        return new Codes(ledger, ids, clock, law, hashes, doNotAsk, rows);
    }

    @Bean
    Answering answering(
            Ledger ledger,
            Clock clock,
            Law law,
            Whom whom,
            DoNotAsk doNotAsk,
            Directory directory,
            Transactions transactions,
            CodeHash hashes,
            RequestRows rows,
            Vault vault,
            TryLimit limit) {
        return new Answering(
                ledger,
                clock,
                new Doorstep(transactions, hashes, vault),
                new AskedNow(clock, law, whom, doNotAsk, directory, rows),
                limit);
    }

    @Bean
    Answers answers(Ledger ledger, Clock clock, ConsentRecorder recorder, Vault vault, WithdrawalCodes codes) {
        return new Answers(ledger, clock, recorder, vault, codes);
    }

    @Bean
    FamilyDoor familyDoor(
            Ledger ledger,
            Clock clock,
            Law law,
            DoNotAsk doNotAsk,
            Transactions transactions,
            Withdrawals withdrawals,
            Answering answering,
            Answers answers,
            WithdrawalCodes codes,
            TryLimit limit) {
        Own own = new Own(ledger, clock, codes, limit);
        Stopping stopping = new Stopping(transactions, clock, law, doNotAsk);
        return new FamilyDoor(answering, answers, own, withdrawals, stopping);
    }
}
