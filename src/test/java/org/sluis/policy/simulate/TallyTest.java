package org.sluis.policy.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.party.PartyKind;
import org.sluis.policy.AnyInput;
import org.sluis.policy.Decision;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionJson;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.DecisionTrace;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.simulate.Change.What;

/** What is counted, held against deciding everything twice and comparing it in the plainest way. */
class TallyTest {
    private static final int INPUTS = 3000;
    private static final DecisionPoint SHIPPED = AnyInput.shipped();
    private static final List<Pack> DRAFTS = List.of(
            Drafts.read(
                    Drafts.with(Drafts.PLAN, "goal.evaluation, rule: OPTIONAL", "goal.evaluation, rule: FORBIDDEN")),
            Drafts.read(Drafts.with(Drafts.PLAN, "subject.gender, rule: FORBIDDEN", "subject.gender, rule: OPTIONAL")),
            Drafts.read(Drafts.with(Drafts.PLAN, "goal.evaluation, rule: OPTIONAL", "goal.evaluation, rule: REQUIRED")),
            Drafts.read(Drafts.later()),
            Drafts.read(Drafts.with(
                    Drafts.PLAN, "recipient: {kind: youth-care-provider}", "recipient: {kind: youth-team}")),
            Drafts.read(Drafts.with(Drafts.PLAN, "purpose: plan-coordination", "purpose: support-ended")),
            Drafts.read(Drafts.shipped(Drafts.PLAN)));

    @Test
    void isWhatDecidingEverythingTwiceGives() {
        Set<What> seen = new TreeSet<>();
        for (Pack draft : DRAFTS) {
            DecisionPoint drafted = SHIPPED.with(List.of(draft));
            Tally tally = new Tally(SHIPPED, drafted, PartyKind.SCHOOL);
            Map<String, TreeSet<UUID>> plain = new TreeMap<>();
            AnyInput any = new AnyInput(20);
            long schools = 0;
            for (int i = 0; i < INPUTS; i++) {
                DecisionInput input = any.likely();
                UUID id = new UUID(9, i * 7919L % INPUTS);
                schools += input.discloserKind() == PartyKind.SCHOOL ? 1 : 0;
                tally.add(id, DecisionJson.write(input), "PERMIT", null);
                if (input.discloserKind() == PartyKind.SCHOOL) {
                    plainly(drafted, input, id, plain);
                }
            }
            Map<String, TreeSet<UUID>> counted = new TreeMap<>();
            tally.changes().forEach((change, counts) -> {
                String to = to(
                        change.way().purpose(),
                        change.way().recipient(),
                        change.way().recipientKind());
                String key = key(change.what(), to, change.element(), change.was(), change.becomes());
                assertThat(change.way().policy())
                        .as("the draft speaks of it, or the one in force does")
                        .isEqualTo(Drafts.PLAN);
                counted.put(key, new TreeSet<>(counts.examples()));
                assertThat(counts.count()).as(key).isEqualTo(plain.get(key).size());
                seen.add(change.what());
            });
            plain.replaceAll((key, ids) -> new TreeSet<>(ids.stream().limit(5).toList()));
            assertThat(counted).isEqualTo(plain);
            assertThat(tally.decisions()).isEqualTo(schools).isPositive();
            assertThat(draft.equals(DRAFTS.get(6)))
                    .as("draft %d", DRAFTS.indexOf(draft))
                    .isEqualTo(plain.isEmpty());
        }
        assertThat(seen).containsExactly(What.values());
    }

    private static void plainly(DecisionPoint drafted, DecisionInput input, UUID id, Map<String, TreeSet<UUID>> into) {
        Decision before = SHIPPED.decide(SHIPPED.underThese(input));
        Decision after = drafted.decide(drafted.underThese(input));
        String was = stays(SHIPPED, input);
        String becomes = stays(drafted, input);
        Set<String> went = was == null ? before.passing() : Set.of();
        Set<String> goes = becomes == null ? after.passing() : Set.of();
        String to = to(
                input.purpose().value(),
                input.recipient().value(),
                input.recipientKind().code());
        if (was != null && becomes == null) {
            into.computeIfAbsent(key(What.OPENS, to, null, was, null), k -> new TreeSet<>())
                    .add(id);
        } else if (was == null && becomes != null) {
            into.computeIfAbsent(key(What.CLOSES, to, null, null, becomes), k -> new TreeSet<>())
                    .add(id);
        } else if (was != null && !was.equals(becomes)) {
            into.computeIfAbsent(key(What.STAYS_OTHERWISE, to, null, was, becomes), k -> new TreeSet<>())
                    .add(id);
        }
        for (String element : goes) {
            if (!went.contains(element)) {
                into.computeIfAbsent(key(What.APPEARS, to, element, null, null), k -> new TreeSet<>())
                        .add(id);
            }
        }
        for (String element : went) {
            if (!goes.contains(element)) {
                into.computeIfAbsent(key(What.VANISHES, to, element, null, null), k -> new TreeSet<>())
                        .add(id);
            }
        }
    }

    /** As a trace tells it. */
    private static @Nullable String stays(DecisionPoint point, DecisionInput input) {
        Decision decision = point.decide(point.underThese(input));
        if (decision.outcome() != Outcome.PERMIT) {
            return decision.reason() == null ? null : decision.reason().code();
        }
        List<String> ids = DecisionTrace.of(point, point.underThese(input)).lacking().stream()
                .flatMap(List::stream)
                .toList();
        if (ids.isEmpty()) {
            return null;
        }
        return ids.stream().anyMatch(decision.elements()::containsKey)
                ? "element-mandatory-withheld"
                : "element-mandatory-missing";
    }

    private static String to(String purpose, String recipient, String kind) {
        return purpose + " " + recipient + " " + kind;
    }

    private static String key(
            What what, String to, @Nullable String element, @Nullable String was, @Nullable String becomes) {
        return what + " " + to + " " + element + " " + was + " " + becomes;
    }

    /** Also where a pair is not in the message, or no consent names its category: the random ones hold too little of that. */
    @Test
    void whatIsPermittedAndLacksAMandatoryElementStaysAsItsTraceTells() {
        AnyInput any = new AnyInput(20);
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < INPUTS; i++) {
            DecisionInput input = any.likely();
            for (DecisionInput asked : List.of(
                    without(input, "\"voice\\.[a-zA-Z]+\",?"),
                    without(input, "\"goal\\.[a-zA-Z]+\",?"),
                    without(input, ",\"VOICE\""),
                    without(input, "\"GOAL\","))) {
                String stays = stays(SHIPPED, asked);
                Reason told =
                        Standing.of(SHIPPED.decide(SHIPPED.underThese(asked))).stays();
                assertThat(told == null ? null : told.code()).isEqualTo(stays);
                seen.add(String.valueOf(stays));
            }
        }
        assertThat(seen).contains("null", "element-mandatory-missing", "element-mandatory-withheld");
    }

    private static DecisionInput without(DecisionInput input, String words) {
        String written = new String(DecisionJson.write(input), StandardCharsets.UTF_8);
        return DecisionJson.read(written.replaceAll(words, "").replace(",]", "]"));
    }

    @Test
    void whatSeveralCountedIsWhatOneCounts() {
        DecisionPoint drafted = SHIPPED.with(List.of(DRAFTS.get(0)));
        Tally one = new Tally(SHIPPED, drafted, PartyKind.SCHOOL);
        List<Tally> several =
                List.of(new Tally(SHIPPED, drafted, PartyKind.SCHOOL), new Tally(SHIPPED, drafted, PartyKind.SCHOOL));
        AnyInput any = new AnyInput(20);
        for (int i = 0; i < INPUTS; i++) {
            UUID id = new UUID(9, i * 7919L % INPUTS);
            byte[] written = i % 50 == 0 ? new byte[0] : DecisionJson.write(any.likely());
            one.add(id, written, "PERMIT", null);
            several.get(i % 2).add(id, written, "PERMIT", null);
        }
        Tally together = new Tally(SHIPPED, drafted, PartyKind.SCHOOL);
        several.forEach(together::add);
        assertThat(said(together)).isEqualTo(said(one));
        assertThat(List.of(one.decisions(), one.unchanged(), one.unreadable(), one.recordedOtherwise()))
                .allMatch(count -> count > 0);
        assertThat(one.changes().values()).anyMatch(counted -> counted.count() > 10);
    }

    private static String said(Tally tally) {
        Map<String, String> changes = new TreeMap<>();
        tally.changes()
                .forEach((change, counted) -> changes.put(change + "", counted.count() + " " + counted.examples()));
        return List.of(tally.decisions(), tally.unchanged(), tally.unreadable(), tally.recordedOtherwise()) + " "
                + changes;
    }

    @Test
    void anotherReasonToStayIsCounted() {
        AnyInput any = new AnyInput(1);
        DecisionInput input = any.likely();
        while (!input.purpose().value().equals("plan-coordination")
                || input.discloserKind() != PartyKind.SCHOOL
                || !"consent-missing-holder".equals(stays(SHIPPED, input))) {
            input = any.likely();
        }
        Tally tally = new Tally(SHIPPED, SHIPPED.with(List.of(DRAFTS.get(3))), PartyKind.SCHOOL);
        tally.add(new UUID(9, 1), DecisionJson.write(input), "PENDING", "consent-missing-holder");
        assertThat(tally.changes()).hasSize(1);
        Change change = tally.changes().keySet().iterator().next();
        assertThat(change.what()).isEqualTo(What.STAYS_OTHERWISE);
        assertThat(change.was()).isEqualTo("consent-missing-holder");
        assertThat(change.becomes()).isEqualTo("policy-not-in-force");
        assertThat(change.way().policy()).isEqualTo(Drafts.PLAN);
        assertThat(tally.recordedOtherwise()).isZero();
        tally.add(new UUID(9, 2), DecisionJson.write(input), "PENDING", "consent-missing-child");
        assertThat(tally.recordedOtherwise()).as("for another reason").isEqualTo(1);
        tally.add(new UUID(9, 3), DecisionJson.write(input), "DENY", "consent-missing-holder");
        assertThat(tally.recordedOtherwise()).as("as another answer").isEqualTo(2);
    }

    @Test
    void whatAnotherVersionWroteIsCountedAndNothingElseIsSaidOfIt() {
        Tally tally = new Tally(SHIPPED, SHIPPED, PartyKind.SCHOOL);
        for (String unreadable : List.of("{\"v\":2}", "", "null")) {
            tally.add(new UUID(9, 1), unreadable.getBytes(StandardCharsets.UTF_8), "PERMIT", null);
        }
        assertThat(tally.unreadable()).isEqualTo(3);
        assertThat(tally.decisions()).isZero();
        assertThat(tally.changes()).isEmpty();
    }

    @Test
    void whatWasDecidedOtherwiseAtTheTimeIsCountedAndComparedWithWhatIsInForceNow() {
        Tally tally = new Tally(SHIPPED, SHIPPED, PartyKind.SCHOOL);
        AnyInput any = new AnyInput(1);
        DecisionInput input = any.likely();
        while (input.discloserKind() != PartyKind.SCHOOL) {
            input = any.likely();
        }
        tally.add(new UUID(9, 1), DecisionJson.write(input), "ROUTE", "own-channel");
        assertThat(tally.recordedOtherwise()).isEqualTo(1);
        assertThat(tally.unchanged()).isEqualTo(1);
        assertThat(tally.changes()).isEmpty();
    }
}
