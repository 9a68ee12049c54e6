package org.sluis.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.Refused;
import org.sluis.law.Law;

/**
 * Refusals in the sender's own format, an RFC 9457 problem or a FHIR {@code OperationOutcome}: the code, what is wrong and
 * what to do in Dutch and English, and where.
 */
final class Refusals {
    private final ReasonTexts texts;
    private final Law law;

    Refusals(ReasonTexts texts, Law law) {
        this.texts = texts;
        this.law = law;
    }

    /** In the format that the sender spoke. */
    Answer answer(Refused refused, Progress progress) {
        return progress.fhir() ? outcome(refused, progress.disclosure()) : problem(refused, progress.disclosure());
    }

    /** One issue for each place, those of the reason first, with a FHIRPath where the place is one of the message's. */
    Answer outcome(Refused refused, @Nullable UUID disclosure) {
        List<Map<String, Object>> issues = new ArrayList<>();
        if (refused.where().isEmpty()) {
            issues.add(issue(refused.reason(), ""));
        }
        List<Map<String, Object>> others = new ArrayList<>();
        for (String where : refused.where()) {
            Reason reason = Stream.of(Reason.values())
                    .filter(each -> where.endsWith(": " + each.code()))
                    .findFirst()
                    .orElse(refused.reason());
            if (reason == refused.reason()) {
                issues.add(issue(reason, where));
            } else {
                others.add(issue(reason, where.substring(0, where.lastIndexOf(": "))));
            }
        }
        issues.addAll(others);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("resourceType", "OperationOutcome");
        if (disclosure != null) {
            body.put("id", disclosure.toString());
        }
        body.put("issue", issues);
        return new Answer(refused.reason().status(), "application/fhir+json", body);
    }

    private Map<String, Object> issue(Reason reason, String where) {
        boolean pointer = where.startsWith("/");
        Map<String, Object> issue = new LinkedHashMap<>();
        issue.put("severity", "error");
        issue.put("code", type(reason));
        issue.put(
                "details",
                Map.of(
                        "coding",
                        List.of(Map.of("system", "https://sluis.example/reasons", "code", reason.code())),
                        "text",
                        texts.text(reason, "nl")));
        issue.put(
                "diagnostics",
                (pointer || where.isEmpty() ? "" : where + ": ") + texts.text(reason, "en") + steps(reason));
        if (pointer) {
            issue.put(
                    "expression",
                    List.of("Bundle" + where.replaceAll("/(\\d+)", "[$1]").replace('/', '.')));
        } else if (where.contains(".")) {
            issue.put("expression", List.of(where));
        }
        return issue;
    }

    /** The nearest of FHIR's own words (http://hl7.org/fhir/R4/valueset-issue-type.html). */
    private static String type(Reason reason) {
        return switch (reason.status()) {
            case 401 -> "login";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405, 406, 415 -> "not-supported";
            case 409 -> "duplicate";
            case 413 -> "too-long";
            case 422 -> "processing";
            default -> reason.status() >= 500 ? "transient" : "structure";
        };
    }

    /** Which kind of consent is missing may be told, never who refused: the law rows stay in the log. */
    Answer problem(Refused refused, @Nullable UUID disclosure) {
        Reason reason = refused.reason();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "https://sluis.example/reasons/" + reason.code());
        body.put("title", reason.code());
        body.put("status", reason.status());
        body.put("outcome", reason.outcome().name().toLowerCase(Locale.ROOT));
        body.put("detail", texts.text(reason, "en"));
        body.put("uitleg", texts.text(reason, "nl"));
        if (!refused.where().isEmpty()) {
            body.put("where", refused.where());
        }
        law.channel(reason)
                .ifPresent(channel -> body.put(
                        "channel",
                        Map.of("phones", channel.phones(), "forms", channel.forms(), "steps", channel.steps())));
        if (disclosure != null) {
            body.put("disclosure", disclosure.toString());
        }
        return new Answer(reason.status(), "application/problem+json", body);
    }

    private String steps(Reason reason) {
        return law.channel(reason)
                .map(channel -> " " + channel.phones() + " " + channel.forms() + " "
                        + String.join(" ", channel.steps().getOrDefault("en", List.of())))
                .orElse("");
    }
}
