package org.sluis.bench.decide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ow2.authzforce.core.pdp.api.AttributeFqn;
import org.ow2.authzforce.core.pdp.api.AttributeFqns;
import org.ow2.authzforce.core.pdp.api.DecisionRequestBuilder;
import org.ow2.authzforce.core.pdp.api.DecisionResult;
import org.ow2.authzforce.core.pdp.api.PepAction;
import org.ow2.authzforce.core.pdp.api.value.AttributeBag;
import org.ow2.authzforce.core.pdp.api.value.Bags;
import org.ow2.authzforce.core.pdp.api.value.StandardDatatypes;
import org.ow2.authzforce.core.pdp.api.value.StringValue;
import org.ow2.authzforce.core.pdp.impl.BasePdpEngine;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.FileNode;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ValueType;
import org.sluis.law.ConsentFact;
import org.sluis.law.ConsentFacts;
import org.sluis.law.HolderFact;
import org.sluis.law.SaidFact;
import org.sluis.party.PartyKind;
import org.sluis.policy.DecisionInput;

/**
 * The same by AuthZForce. XACML has no loop: each statement is a request of its own, and between the requests stands what a
 * context handler has to do in any case: facts become attributes, and the newest statement of each grantor is found. Whatever
 * can be made before is: names, values, bags of one value.
 */
final class Xacml {
    private final BasePdpEngine before;
    private final BasePdpEngine statement;
    private final BasePdpEngine together;
    private final Map<String, AttributeFqn> names = new HashMap<>();
    private final Map<String, AttributeBag<StringValue>> bags = new HashMap<>();
    private final Map<String, Reason> reasons = new HashMap<>();
    private final Map<String, List<String>> asks = new HashMap<>();
    private final Map<String, Integer> ranks = new HashMap<>();
    private final Map<String, List<String>> stays = new HashMap<>();
    private final Map<String, String> categories = new HashMap<>();
    private final Map<String, String> issued = new HashMap<>();

    /** @param says one of grants, refuses, withdrew, struck, missing */
    private record Answer(String says, List<ConsentFact> standing, String struck) {}

    Xacml(Dictionary dictionary) {
        try {
            before = XacmlPolicies.before();
            statement = XacmlPolicies.statement();
            together = XacmlPolicies.together();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        for (FileNode row : Problem.list(Problem.rows(), "rows")) {
            Map<String, FileNode> all = row.map();
            String id = all.get("id").text();
            ranks.put(id, ranks.size());
            for (Reason reason : Reason.values()) {
                if (all.containsKey("reason")
                        && reason.code().equals(all.get("reason").text())) {
                    reasons.put(id, reason);
                }
            }
            if (all.containsKey("what")) {
                stays.put(id, List.copyOf(all.get("what").texts()));
            }
            if (all.containsKey("of")) {
                List<String> asked = new ArrayList<>(all.get("of").texts());
                asked.addAll(all.containsKey("heeds") ? List.of("heeds") : List.of());
                asks.put(id, asked);
            }
        }
        dictionary.elements().stream()
                .filter(each -> !each.control())
                .filter(each -> dictionary.profile("PLAN_SCHOOL").orElseThrow().contains(each.id()))
                .forEach(each ->
                        (each.type() == ValueType.PAIRWISE ? issued : categories).put(each.id(), each.category()));
    }

    Answered decide(DecisionInput input) {
        ConsentFacts facts = input.facts();
        if (!facts.birthDateAgrees()) {
            return Answered.no(Reason.BIRTH_DATE_DIFFERS);
        }
        DecisionRequestBuilder<?> request = before.newRequestBuilder(1, 8);
        PartyKind discloser = input.discloserKind();
        boolean known = discloser == PartyKind.SCHOOL || discloser == PartyKind.YOUTH_TEAM;
        put(request, "discloser", known ? discloser.code() : "unknown");
        put(request, "deceased", said(facts, "deceased", "no"));
        put(request, "asking", said(facts, "asking", "safe"));
        put(request, "age", facts.ageBand());
        put(request, "capable", facts.capable() ? "yes" : "no");
        put(request, "authority", facts.authority());
        put(request, "authority-check", check(facts));
        String holders = holders(facts);
        put(request, "holders", holders);
        String row = only(before.evaluate(request.build(false)));
        if (row == null) {
            return Answered.no(Reason.SITUATION_UNKNOWN);
        }
        List<String> asked = asks.get(row);
        return asked == null ? Answered.no(reasons.get(row)) : asked(input, asked, holders);
    }

    private Answered asked(DecisionInput input, List<String> asked, String holders) {
        ConsentFacts facts = input.facts();
        List<String> strikes = new ArrayList<>(facts.consents().size());
        for (ConsentFact each : facts.consents()) {
            strikes.add(strike(input, each));
        }
        List<Answer> answers = new ArrayList<>();
        SortedSet<String> objections = new TreeSet<>();
        Map<String, List<String>> words = new HashMap<>();
        boolean noHolder = false;
        boolean noChild = false;
        if (asked.contains("holder")) {
            for (HolderFact holder : facts.holders()) {
                if (holder.kind().equals("112") || holder.kind().equals("191")) {
                    Answer answer = answer(facts.consents(), strikes, holder);
                    answers.add(answer);
                    noHolder |= !answer.says().equals("grants");
                    words.computeIfAbsent(answer.says(), says -> new ArrayList<>())
                            .add("holder");
                }
            }
        }
        if (asked.contains("child") || asked.contains("heeds")) {
            Answer answer = answer(facts.consents(), strikes, null);
            boolean objects = answer.says().equals("refuses") || answer.says().equals("withdrew");
            if (objects || asked.contains("child")) {
                answers.add(answer);
                noChild = !answer.says().equals("grants");
                words.computeIfAbsent(answer.says(), says -> new ArrayList<>()).add("child");
            }
        }
        if (words.containsKey("refuses") || words.containsKey("withdrew")) {
            objections.add(words.containsKey("refuses") ? "refuses" : "withdrew");
        }
        DecisionResult result = together(input, holders, words, objections.isEmpty(), answers);
        String row = result.getDecision() == oasis.names.tc.xacml._3_0.core.schema.wd_17.DecisionType.DENY
                ? only(result)
                : null;
        boolean joint = row != null && !row.equals("B22");
        if (joint) {
            return Answered.no(reasons.get(row));
        } else if (!objections.isEmpty()) {
            return Answered.no(words.containsKey("refuses") ? Reason.CONSENT_REFUSED : Reason.CONSENT_WITHDRAWN);
        }
        String struck = null;
        for (Answer each : answers) {
            struck = each.says().equals("struck") ? further(struck, each.struck()) : struck;
        }
        if (struck != null) {
            return Answered.no(reasons.get(struck));
        } else if (noHolder) {
            return Answered.no(
                    instead(facts.consents(), strikes)
                            ? Reason.CONSENT_WITHOUT_AUTHORITY
                            : Reason.CONSENT_MISSING_HOLDER);
        } else if (noChild) {
            return Answered.no(Reason.CONSENT_MISSING_CHILD);
        }
        return row != null ? Answered.no(reasons.get(row)) : release(input, result);
    }

    private DecisionResult together(
            DecisionInput input, String holders, Map<String, List<String>> words, boolean quiet, List<Answer> answers) {
        DecisionRequestBuilder<?> request = together.newRequestBuilder(1, 12);
        put(request, "capable", input.facts().capable() ? "yes" : "no");
        put(request, "holders", holders);
        put(request, "discloser", input.discloserKind().code());
        put(request, "action-part", input.present().contains("plan.agreedOn") ? "agreed" : "not-agreed");
        put(request, "address", input.marks().contains("subject.addressSecret") ? "secret" : "open");
        put(request, "objection", quiet ? "no" : "yes");
        words.forEach((says, who) -> put(request, says, who));
        List<String> every = null;
        for (Answer answer : answers) {
            for (ConsentFact each : answer.standing()) {
                if (every == null) {
                    every = new ArrayList<>(each.categories());
                } else {
                    every.retainAll(each.categories());
                }
            }
        }
        if (every != null && !every.isEmpty()) {
            put(request, "named-by-every", every);
        }
        return together.evaluate(request.build(false));
    }

    private Answered release(DecisionInput input, DecisionResult result) {
        List<String> passing = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (PepAction each : result.getPepActions()) {
            String id = each.getId();
            if (id.startsWith("passes-")) {
                passing.add(id.substring("passes-".length()));
            } else if (id.startsWith("stays-")) {
                kept.add(id.substring("stays-".length()));
            } else {
                kept.addAll(stays.get(id));
            }
        }
        passing.removeAll(kept);
        List<String> passes = new ArrayList<>();
        for (String id : input.present()) {
            if (passing.contains(categories.get(id)) && !kept.contains(id)) {
                passes.add(id);
            }
        }
        if (passes.isEmpty()) {
            return Answered.no(Reason.POLICY_DOES_NOT_RELEASE);
        }
        issued.forEach((id, category) -> {
            if (passing.contains(id.equals("subject.pairwiseId") ? id : category)) {
                passes.add(id);
            }
        });
        return new Answered(Outcome.PERMIT, null, passes);
    }

    private String strike(DecisionInput input, ConsentFact consent) {
        boolean child = consent.grantor().equals("child");
        ConsentFacts facts = input.facts();
        DecisionRequestBuilder<?> request = statement.newRequestBuilder(1, 8);
        put(request, "purpose", consent.purpose().equals(input.purpose().value()) ? "same" : "other");
        put(request, "recipient", input.recipient().equals(consent.recipient()) ? "same" : "other");
        put(request, "grantor", consent.grantor());
        put(request, "grantor-standing", child ? "self" : standing(facts.holders(), consent));
        put(request, "withdrawn", consent.withdrawn() ? "yes" : "no");
        put(request, "effect", consent.effect());
        boolean early = facts.day().isBefore(consent.from());
        put(request, "period", early ? "before" : facts.day().isBefore(consent.until()) ? "within" : "after");
        put(request, "verified", consent.verified() ? "yes" : "no");
        return only(statement.evaluate(request.build(false)));
    }

    private Answer answer(List<ConsentFact> consents, List<String> strikes, HolderFact holder) {
        long newest = Long.MIN_VALUE;
        long noTakenBack = Long.MIN_VALUE;
        String struck = null;
        boolean refuses = false;
        boolean withdrew = false;
        List<ConsentFact> standing = new ArrayList<>();
        for (int i = 0; i < consents.size(); i++) {
            ConsentFact each = consents.get(i);
            String strike = strikes.get(i);
            boolean own = holder == null
                    ? each.grantor().equals("child")
                    : each.grantor().equals("holder") && holder.id().equals(each.holder());
            if (!own) {
                continue;
            }
            boolean grant = each.effect().equals("grant");
            boolean ended = "B11".equals(strike);
            if (strike == null || ended && grant) {
                if (each.version() > newest) {
                    newest = each.version();
                    standing.clear();
                    refuses = false;
                    withdrew = false;
                }
                if (each.version() == newest) {
                    standing.add(each);
                    refuses |= !grant;
                    withdrew |= ended;
                }
            } else if (ended) {
                noTakenBack = Math.max(noTakenBack, each.version());
            } else if (grant) {
                struck = further(struck, strike);
            }
        }
        if (refuses || withdrew) {
            return new Answer(refuses ? "refuses" : "withdrew", List.of(), null);
        } else if (standing.isEmpty()) {
            return new Answer(struck == null ? "missing" : "struck", List.of(), struck);
        }
        return newest <= noTakenBack ? new Answer("missing", List.of(), null) : new Answer("grants", standing, null);
    }

    private String further(String one, String other) {
        return one == null || ranks.get(other) > ranks.get(one) ? other : one;
    }

    private static boolean instead(List<ConsentFact> consents, List<String> strikes) {
        for (int i = 0; i < consents.size(); i++) {
            if ("B10".equals(strikes.get(i)) && consents.get(i).effect().equals("grant")) {
                return true;
            }
        }
        return false;
    }

    private static String standing(List<HolderFact> holders, ConsentFact consent) {
        for (HolderFact each : holders) {
            if (each.id().equals(consent.holder())) {
                return standing(each.kind());
            }
        }
        return "never";
    }

    private static String standing(String kind) {
        return switch (kind) {
            case "112", "191" -> "has-authority";
            case "212" -> "never";
            default -> "unclear";
        };
    }

    private static String holders(ConsentFacts facts) {
        int count = 0;
        for (HolderFact each : facts.holders()) {
            String standing = standing(each.kind());
            if (standing.equals("unclear")) {
                return "unclear";
            }
            count += standing.equals("has-authority") ? 1 : 0;
        }
        return count == 0 ? "none" : count == 1 ? "one" : "several";
    }

    private static String check(ConsentFacts facts) {
        if (facts.authorityCheckedOn() == null) {
            return "missing";
        }
        long days = facts.day().toEpochDay() - facts.authorityCheckedOn().toEpochDay();
        return days >= 0 && days <= 366 ? "fresh" : "stale";
    }

    private static String said(ConsentFacts facts, String word, String ordinary) {
        for (SaidFact each : facts.said()) {
            if (each.word().equals(word)) {
                return each.value();
            }
        }
        return ordinary;
    }

    private static String only(DecisionResult result) {
        return result.getPepActions().isEmpty()
                ? null
                : result.getPepActions().get(0).getId();
    }

    private void put(DecisionRequestBuilder<?> request, String word, String value) {
        request.putNamedAttributeIfAbsent(
                name(word),
                bags.computeIfAbsent(
                        value, text -> Bags.singletonAttributeBag(StandardDatatypes.STRING, new StringValue(text))));
    }

    private void put(DecisionRequestBuilder<?> request, String word, List<String> values) {
        List<StringValue> all = new ArrayList<>(values.size());
        values.forEach(value -> all.add(new StringValue(value)));
        request.putNamedAttributeIfAbsent(name(word), Bags.newAttributeBag(StandardDatatypes.STRING, all));
    }

    private AttributeFqn name(String word) {
        return names.computeIfAbsent(
                word, text -> AttributeFqns.newInstance(XacmlPolicies.CATEGORY, Optional.empty(), text));
    }
}
