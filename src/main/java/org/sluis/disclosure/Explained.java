package org.sluis.disclosure;

import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Label;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.Refused;
import org.sluis.database.Transactions;
import org.sluis.delivery.Disclosures;
import org.sluis.party.Caller;
import org.sluis.party.person.Role;
import org.sluis.party.person.Roles;
import org.sluis.policy.Decision;
import org.sluis.policy.Explanation;
import org.sluis.policy.Explanation.Language;
import org.sluis.policy.replay.Replay;
import org.sluis.policy.replay.Replayed;
import org.sluis.policy.replay.Replayed.Verdict;

/**
 * Why a disclosure was decided as it was, from its decisions made again; for who sent it, and each reading is in the log
 * before it is answered. What tells who refused (the consents looked at, the rows of the law) is for persons whose role
 * it is to see it, and never in the words for the family.
 */
public final class Explained {
    private static final Set<Role> SEE_ALL =
            Set.of(Role.PRIVACY_OFFICER, Role.DATA_PROTECTION_OFFICER, Role.AUDIT_REVIEWER);

    private final Ledger ledger;
    private final Transactions transactions;
    private final Disclosures disclosures;
    private final Replay replay;
    private final ReasonTexts texts;
    private final Clock clock;

    Explained(
            Ledger ledger,
            Transactions transactions,
            Disclosures disclosures,
            Replay replay,
            ReasonTexts texts,
            Clock clock) {
        this.ledger = ledger;
        this.transactions = transactions;
        this.disclosures = disclosures;
        this.replay = replay;
        this.texts = texts;
        this.clock = clock;
    }

    /** @throws Refused NOT_FOUND where it is not the caller's own, which looks the same as none */
    Map<String, Object> to(Caller caller, UUID disclosure) {
        Disclosures.State state = own(caller, disclosure);
        Reading reading = reading(caller, disclosure);
        List<Replayed> decisions = recorded(caller, disclosure, reading);
        Map<String, Object> body = DisclosureController.body(disclosure, state);
        Map<String, Object> words = new LinkedHashMap<>();
        for (Language language : Language.values()) {
            words.put(language.code(), words(state, decisions, language));
        }
        body.put("explanation", words);
        List<Map<String, Object>> told = new ArrayList<>();
        decisions.forEach(each -> told.add(decision(each, reading.person().isPresent())));
        body.put("decisions", told);
        return body;
    }

    /**
     * The same for a page, whole, in one language.
     *
     * @throws Refused NOT_FOUND as {@link #to}; ROLE_MISSING for a person who may not see all of it
     */
    public Story story(Caller caller, UUID disclosure, Language language) {
        Disclosures.State state = own(caller, disclosure);
        Reading reading = reading(caller, disclosure);
        if (reading.person().isEmpty()) {
            throw new Refused(Reason.ROLE_MISSING);
        }
        List<Replayed> decisions = recorded(caller, disclosure, reading);
        return new Story(
                state,
                words(state, decisions, language),
                decisions.stream()
                        .map(each -> Story.Step.of(each, language, texts))
                        .toList());
    }

    private Disclosures.State own(Caller caller, UUID disclosure) {
        return disclosures
                .find(caller.tenant(), caller.party(), disclosure)
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
    }

    private Reading reading(Caller caller, UUID disclosure) {
        return transactions.within(caller.tenant(), connection -> Reading.of(connection, caller, disclosure));
    }

    /** Its decisions made again, after the log says who reads them. */
    private List<Replayed> recorded(Caller caller, UUID disclosure, Reading reading) {
        ledger.commit(event(caller, disclosure, reading));
        return transactions.within(
                caller.tenant(), connection -> Disclosures.decided(connection, caller.tenant(), disclosure).stream()
                        .flatMap(each -> replay.of(connection, caller.tenant(), each.entry(), each.step()).stream())
                        .toList());
    }

    /** @param person with a role that may see all */
    private record Reading(Optional<UUID> subject, Optional<UUID> person) {
        static Reading of(Connection connection, Caller caller, UUID disclosure) {
            return new Reading(
                    Disclosures.subject(connection, caller.tenant(), disclosure),
                    Roles.held(connection, caller, SEE_ALL));
        }
    }

    private Event event(Caller caller, UUID disclosure, Reading reading) {
        Event event = Event.of(EventKind.LOG_READ, caller.tenant(), clock.instant())
                .about(reading.subject().orElse(null))
                .with("kind", "explanation")
                .with("disclosure", disclosure)
                .with("party", caller.party())
                .with("client", caller.client())
                .with("whole", reading.person().isPresent());
        return reading.person().map(person -> event.with("person", person)).orElse(event);
    }

    private String words(Disclosures.State state, List<Replayed> decisions, Language language) {
        @Nullable
        Reason ended = Arrays.stream(Reason.values())
                .filter(each -> each.code().equals(state.reason()))
                .findFirst()
                .orElse(null);
        if (decisions.isEmpty()) {
            return word(
                            language,
                            new Label(
                                    "Er is niets gedeeld en niets besloten: het bericht is eerder tegengehouden.",
                                    "Nothing was shared and nothing decided: the message was stopped before."))
                    + (ended == null ? "" : " " + texts.text(ended, language.code()));
        }
        Replayed newest = decisions.get(decisions.size() - 1);
        Replayed.Past past = newest.past();
        return past == null
                ? word(language, why(newest.verdict()))
                : Explanation.of(past.point(), past.input(), ended, language, texts)
                        .paragraph();
    }

    private static Label why(Verdict verdict) {
        return switch (verdict) {
            case SAME, ERASED ->
                new Label(
                        "Wat bij dit besluit is bekeken, is gewist; daarom is het niet meer uit te leggen.",
                        "What this decision looked at has been erased; so it can no longer be explained.");
            case CHANGED ->
                new Label(
                        "Wat van dit besluit is bewaard, is niet wat in het logboek is vastgelegd; daarom legt Sluis het niet uit.",
                        "What is kept of this decision is not what the log holds it to be; so Sluis does not explain it.");
            case RULES_NOT_KEPT ->
                new Label(
                        "De regels waarmee dit is besloten, zijn hier niet bewaard; daarom legt Sluis het niet uit.",
                        "The rules that decided this are not kept here; so Sluis does not explain it.");
            case OTHER_ENGINE ->
                new Label(
                        "Dit is besloten door een andere versie van Sluis; deze versie legt het niet uit.",
                        "This was decided by another version of Sluis; this version does not explain it.");
        };
    }

    private static String word(Language language, Label label) {
        return language == Language.NL ? label.nl() : label.en();
    }

    private static Map<String, Object> decision(Replayed each, boolean whole) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("step", each.step());
        if (each.at() != null) {
            told.put("at", each.at().toString());
        }
        told.put("replay", each.verdict().code());
        Replayed.Past past = each.past();
        if (past != null && whole) {
            told.put("trace", past.trace().json());
        } else if (past != null) {
            Decision decision = past.trace().decision();
            told.put("outcome", decision.outcome().name());
            Reason reason = decision.reason();
            if (reason != null) {
                told.put("reason", reason.code());
            }
            told.put("elements", elements(decision));
        }
        return told;
    }

    /** Whether each passes and what keeps it, without the rule: a row of the law may tell who refused. */
    private static Map<String, Object> elements(Decision decision) {
        Map<String, Object> elements = new TreeMap<>();
        decision.elements().forEach((id, verdict) -> {
            String because = verdict.because();
            elements.put(
                    id,
                    because == null
                            ? Map.of("passes", verdict.passes())
                            : Map.of("passes", verdict.passes(), "because", because));
        });
        return elements;
    }
}
