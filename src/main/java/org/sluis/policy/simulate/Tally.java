package org.sluis.policy.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.party.PartyKind;
import org.sluis.policy.Decision;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.DecisionScan;
import org.sluis.policy.Policy;
import org.sluis.policy.simulate.Change.Way;
import org.sluis.policy.simulate.Change.What;

/** Asks recorded questions of the rules in force and of the draft, one by one, and counts. Not for several threads. */
final class Tally {
    private final DecisionPoint inForce;
    private final DecisionPoint draft;
    private final PartyKind discloser;
    private final DecisionScan scan = new DecisionScan();
    private final Map<Change, Counted> changes = new HashMap<>();
    private long decisions;
    private long unchanged;
    private long unreadable;
    private long otherwise;

    /** @param discloser whose disclosures count; those of others are passed over */
    Tally(DecisionPoint inForce, DecisionPoint draft, PartyKind discloser) {
        this.inForce = inForce;
        this.draft = draft;
        this.discloser = discloser;
    }

    /**
     * One recorded decision. What cannot be read is counted, and nothing else.
     *
     * @param outcome what was decided then, and why
     */
    void add(UUID disclosure, byte[] recorded, String outcome, @Nullable String reason) {
        DecisionInput input;
        try {
            input = scan.read(recorded);
        } catch (IllegalArgumentException otherVersion) {
            unreadable++;
            return;
        }
        if (input.discloserKind() != discloser) {
            return;
        }
        decisions++;
        DecisionInput asked = inForce.underThese(input);
        Decision before = inForce.decide(asked);
        otherwise += recordedAs(before, outcome, reason) ? 0 : 1;
        DecisionInput drafted = draft.underThese(input);
        if (drafted.packDigest().equals(asked.packDigest())) {
            unchanged++; // the same words under the same law decide the same
        } else if (!compare(disclosure, input, Standing.of(before), Standing.of(draft.decide(drafted)))) {
            unchanged++;
        }
    }

    private static boolean recordedAs(Decision decision, String outcome, @Nullable String reason) {
        return decision.outcome().name().equals(outcome) && Objects.equals(code(decision.reason()), reason);
    }

    private boolean compare(UUID disclosure, DecisionInput input, Standing before, Standing after) {
        boolean differs = before.stays() != after.stays();
        List<String> appear = more(after, before);
        List<String> vanish = more(before, after);
        if (!differs && appear.isEmpty() && vanish.isEmpty()) {
            return false;
        }
        Way way = Way.of(input, policy(input));
        if (differs) {
            What what =
                    before.stays() == null ? What.CLOSES : after.stays() == null ? What.OPENS : What.STAYS_OTHERWISE;
            count(new Change(what, way, null, code(before.stays()), code(after.stays())), disclosure);
        }
        appear.forEach(id -> count(new Change(What.APPEARS, way, id, null, null), disclosure));
        vanish.forEach(id -> count(new Change(What.VANISHES, way, id, null, null), disclosure));
        return true;
    }

    /** What the one lets pass and the other does not. */
    private static List<String> more(Standing one, Standing other) {
        List<String> more = List.of();
        for (Map.Entry<String, Decision.Verdict> each : one.elements().entrySet()) {
            if (each.getValue().passes() && !other.passes(each.getKey())) {
                more = more.isEmpty() ? new ArrayList<>() : more;
                more.add(each.getKey());
            }
        }
        return more;
    }

    private @Nullable String policy(DecisionInput input) {
        Policy drafted = draft.packs().find(input);
        Policy speaks = drafted == null ? inForce.packs().find(input) : drafted;
        return speaks == null ? null : speaks.pack().id();
    }

    private void count(Change change, UUID disclosure) {
        changes.computeIfAbsent(change, first -> new Counted()).add(disclosure);
    }

    private static @Nullable String code(@Nullable Reason reason) {
        return reason == null ? null : reason.code();
    }

    /** What another counted as well. */
    void add(Tally other) {
        decisions += other.decisions;
        unchanged += other.unchanged;
        unreadable += other.unreadable;
        otherwise += other.otherwise;
        other.changes.forEach((change, counted) ->
                changes.computeIfAbsent(change, first -> new Counted()).add(counted));
    }

    long decisions() {
        return decisions;
    }

    long unchanged() {
        return unchanged;
    }

    long unreadable() {
        return unreadable;
    }

    /** How often the rules in force say something else than what was decided then. */
    long recordedOtherwise() {
        return otherwise;
    }

    Map<Change, Counted> changes() {
        return changes;
    }
}
