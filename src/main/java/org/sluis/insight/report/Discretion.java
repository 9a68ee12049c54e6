package org.sluis.insight.report;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.reading.LoggedEntry;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Outcome;
import org.sluis.policy.Because;
import org.sluis.policy.replay.Replayed;

/**
 * What one person may be told. Nothing shows that something is left out: there is no count and no number of its own, and
 * whoever is told all of it reads the same words.
 */
final class Discretion {
    private final InsightLaw law;
    private final Addressee to;
    private final List<LoggedEntry> entries;
    private final Map<String, Set<String>> own;
    private final boolean secret;

    /**
     * @param entries everything about the pupil, oldest first
     * @param cases the disclosures among them
     * @param own the categories of each of the addressee's own statements, by the id of it
     */
    Discretion(
            InsightLaw law, Addressee to, List<LoggedEntry> entries, List<Case> cases, Map<String, Set<String>> own) {
        this.law = law;
        this.to = to;
        this.entries = entries;
        this.own = own;
        this.secret = secret(cases);
    }

    /** Whether the newest message that says anything of it marks a secret; one that cannot be made again may have. */
    private boolean secret(List<Case> cases) {
        for (int i = cases.size() - 1; i >= 0; i--) {
            Replayed.Past past = cases.get(i).past();
            if (past == null) {
                if (cases.get(i).decided()) {
                    return true;
                }
            } else if (!Collections.disjoint(past.input().present(), law.secret())) {
                return !Collections.disjoint(past.input().marks(), law.secret());
            }
        }
        return false;
    }

    /** Only what rests on an own yes: where telling more would endanger somebody, or nobody can tell. */
    private boolean sparing() {
        return !to.child() && (to.before() != null || secret);
    }

    boolean tells(Case each) {
        if (InsightLaw.names(law.neverTold(), each.said())
                || each.start().fact("outcome").equals(Outcome.ROUTE.name())) {
            return false;
        } else if (to.child()) {
            return true;
        } else if (!Collections.disjoint(each.rows(), law.childAlone())
                || InsightLaw.names(law.afterNotice(), each.said()) && !noticeGiven(each)) {
            return false;
        }
        return !sparing() || each.state().equals("delivered") && restsOnOwn(each) && before(each.last());
    }

    private boolean restsOnOwn(Case each) {
        return !Collections.disjoint(each.start().facts("consents"), own.keySet());
    }

    private boolean before(Instant at) {
        Instant end = to.before();
        return end == null || at.isBefore(end);
    }

    /** Whether every glass that was broken for this recipient was reviewed, and each review says that notice was given. */
    private boolean noticeGiven(Case each) {
        List<String> opened = entries.stream()
                .filter(entry -> entry.kind().equals("emergency-opened"))
                .filter(entry -> entry.fact("recipient").equals(each.start().fact("recipient")))
                .map(entry -> entry.fact("emergency"))
                .toList();
        List<String> told = entries.stream()
                .filter(entry -> entry.kind().equals("emergency-closed"))
                .filter(entry -> entry.fact("notice").equals("given"))
                .map(entry -> entry.fact("emergency"))
                .toList();
        return !opened.isEmpty() && told.containsAll(opened);
    }

    /**
     * Whether it is told that this element stayed. A consent that lacks it is told of where it is one's own: anything else
     * would tell what somebody else chose.
     *
     * @param because as the decision says it; null for an element that went
     */
    boolean tells(Case each, ElementDefinition element, @Nullable String because) {
        if (because == null || element.control()) {
            return false;
        } else if (because.equals(Because.CONSENT_DOES_NOT_COVER.code())) {
            return each.start().facts("consents").stream()
                    .filter(own::containsKey)
                    .anyMatch(id -> !own.getOrDefault(id, Set.of()).contains(element.category()));
        } else if (!to.child()) {
            return !because.equals(Because.LAW_WITHHOLDS.code())
                    && Collections.disjoint(element.sensitivity(), law.silent());
        }
        return true;
    }

    /** Whether it is told that somebody looked. @param told ids of the disclosures that are told of */
    boolean tells(LoggedEntry look, Set<String> told) {
        String disclosure = look.fact("disclosure");
        return !sparing() && (disclosure.isEmpty() || told.contains(disclosure));
    }
}
