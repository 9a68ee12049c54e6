package org.sluis.disclosure;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.connector.AnswerMapping;
import org.sluis.connector.Connectors;
import org.sluis.connector.Rendered;
import org.sluis.law.Law;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What the spine answers, in the form that the connector's mapping file gives its answers. Status and meaning stay what they
 * are; what such a form has no place for stands in headers.
 */
final class OwnForm {
    private final Connectors connectors;
    private final ReasonTexts texts;
    private final Law law;
    private final Ids ids;
    private final Clock clock;

    OwnForm(Connectors connectors, ReasonTexts texts, Law law, Ids ids, Clock clock) {
        this.connectors = connectors;
        this.texts = texts;
        this.law = law;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The response; a problem or a receipt as at every door, where the format has no answer of its own for it.
     *
     * @param message what came in; empty where nothing was read of it
     */
    ResponseEntity<?> of(String connector, byte[] message, Answer answer) {
        ResponseEntity<Map<String, Object>> common = Problems.response(answer);
        Optional<Rendered> own = connectors.answers(connector).flatMap(form -> form.write(message, outcome(answer)));
        if (own.isEmpty()) {
            return common;
        }
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(common.getHeaders());
        headers.setContentType(MediaType.parseMediaType(own.get().contentType()));
        told(headers, "Sluis-Disclosure", answer.body().get("disclosure"));
        told(headers, "Sluis-Receipt", answer.body().get("receipt"));
        told(
                headers,
                "Sluis-Reason",
                answer.status() == 202 ? null : answer.body().get("title"));
        List<String> where = where(answer);
        told(headers, "Sluis-Where", where.isEmpty() ? null : String.join(", ", where));
        return ResponseEntity.status(answer.status())
                .headers(headers)
                .body(own.get().bytes());
    }

    private AnswerMapping.Outcome outcome(Answer answer) {
        Reason reason = answer.status() == 202 ? null : reason(answer.body());
        UUID disclosure = answer.body().get("disclosure") instanceof String id ? UUID.fromString(id) : ids.next();
        return new AnswerMapping.Outcome(
                reason, where(answer), text(reason, "nl"), text(reason, "en"), disclosure, law.day(clock.instant()));
    }

    private String text(@Nullable Reason reason, String language) {
        if (reason == null) {
            return language.equals("nl") ? "Aangenomen en vastgelegd." : "Accepted and recorded.";
        }
        String steps = law.channel(reason)
                .map(channel -> Stream.of(channel.phones(), channel.forms())
                                .flatMap(each -> each.entrySet().stream())
                                .map(each -> each.getKey() + " " + each.getValue())
                                .collect(Collectors.joining(", ", " ", ". "))
                        + String.join(" ", channel.steps().getOrDefault(language, List.of())))
                .orElse("");
        return texts.text(reason, language) + steps;
    }

    /** A problem's title is the code of its reason. */
    static Reason reason(Map<String, Object> problem) {
        return Stream.of(Reason.values())
                .filter(each -> each.code().equals(problem.get("title")))
                .findFirst()
                .orElse(Reason.DISCLOSURE_FAILED);
    }

    private static List<String> where(Answer answer) {
        List<String> where = new ArrayList<>();
        if (answer.body().get("where") instanceof List<?> places) {
            places.forEach(place -> where.add(String.valueOf(place)));
        }
        return where;
    }

    /** Codes, ids and places are of visible characters; whatever else a name of a message holds is left out. */
    private static void told(HttpHeaders headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.set(name, String.valueOf(value).replaceAll("[^ -~]", "?"));
        }
    }
}
