package org.sluis.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.CanonicalJson;
import org.sluis.canonical.Reason;
import org.sluis.law.LawFinding;

/**
 * A decision with all that led to it, pure data: by which rules, which rows of the law in the order they applied, every
 * consent looked at and why it counted or not, every element and why it passes or stays. The same input under the same
 * rules gives the same bytes, on any node and at any time.
 *
 * @param pack id of the policy that decided; null where there was none, or not the one that the input names
 * @param packDigest of that policy, {@link DecisionPoint#NO_PACK} where there was none
 * @param lawDigest SHA-256 of the law table
 * @param considered every consent looked at; none where the decision was made before the law was asked
 */
public record DecisionTrace(
        Decision decision,
        @Nullable String pack,
        String packDigest,
        String lawDigest,
        List<LawFinding.Considered> considered) {
    /** Which way of deciding, and which form of a trace. A change that makes another trace of the same input makes it one more. */
    public static final int ENGINE = 1;

    /** What this point decides of this input, overheard. Never throws, and never differs from its decision. */
    public static DecisionTrace of(DecisionPoint point, DecisionInput input) {
        List<LawFinding.Considered> considered = new ArrayList<>();
        DecisionPoint overheard = new DecisionPoint(
                        point.packs,
                        (asked, policy) -> {
                            LawFinding finding = point.law.apply(asked, policy);
                            considered.addAll(finding.considered());
                            return finding;
                        },
                        point.lawDigest())
                .but(point.shut);
        Decision decision = overheard.decide(input);
        Policy policy = point.packs.find(input);
        return new DecisionTrace(
                decision,
                policy != null && policy.pack().digest().equals(input.packDigest())
                        ? policy.pack().id()
                        : null,
                input.packDigest(),
                input.lawDigest(),
                List.copyOf(considered));
    }

    /** What must go and is not there, or stays: an element, or two of which one must go. On anything but a permit none. */
    public List<List<String>> lacking() {
        List<List<String>> lacking = new ArrayList<>();
        decision.mandatory().stream().filter(id -> !passes(id)).forEach(id -> lacking.add(List.of(id)));
        decision.eitherOr().stream()
                .filter(pair -> pair.stream().noneMatch(this::passes))
                .forEach(lacking::add);
        return lacking;
    }

    private boolean passes(String element) {
        Decision.Verdict verdict = decision.elements().get(element);
        return verdict != null && verdict.passes();
    }

    /** Canonical JSON (RFC 8785) in UTF-8. */
    public byte[] bytes() {
        return CanonicalJson.write(json()).getBytes(StandardCharsets.UTF_8);
    }

    /** The same as a tree of maps, lists, texts and numbers. */
    public Map<String, Object> json() {
        Map<String, Object> json = new TreeMap<>();
        json.put("engine", ENGINE);
        json.put("outcome", decision.outcome().name());
        Reason reason = decision.reason();
        if (reason != null) {
            json.put("reason", reason.code());
        }
        if (pack != null) {
            json.put("pack", pack);
        }
        json.put("policy", packDigest);
        json.put("law", lawDigest);
        json.put("rows", decision.rows());
        json.put("consents", considered.stream().map(DecisionTrace::json).toList());
        json.put("elements", elements());
        json.put("mandatory", List.copyOf(decision.mandatory()));
        json.put("either-or", decision.eitherOr());
        json.put("lacking", lacking());
        json.put("obligations", decision.obligations());
        return json;
    }

    private static Map<String, Object> json(LawFinding.Considered consent) {
        Map<String, Object> json = new TreeMap<>();
        json.put("consent", consent.consent().toString());
        json.put("counts", consent.row() == null);
        if (consent.row() != null) {
            json.put("row", consent.row());
        }
        if (consent.why() != null) {
            json.put("why", consent.why().code());
        }
        return json;
    }

    private Map<String, Object> elements() {
        Map<String, Object> elements = new TreeMap<>();
        List<String> consents = decision.consents().stream().map(UUID::toString).toList();
        decision.elements().forEach((id, verdict) -> {
            Map<String, Object> json = new TreeMap<>();
            json.put("passes", verdict.passes());
            json.put("rule", verdict.rule());
            if (verdict.passes() && !consents.isEmpty()) {
                json.put("consents", consents);
            }
            if (verdict.because() != null) {
                json.put("because", verdict.because());
            }
            String mark = decision.onlyWhere().get(id);
            if (mark != null && verdict.passes()) {
                json.put("only-where", mark);
            }
            elements.put(id, json);
        });
        return elements;
    }
}
