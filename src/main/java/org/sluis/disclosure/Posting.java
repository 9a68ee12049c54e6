package org.sluis.disclosure;

import io.opentelemetry.api.trace.Span;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.gate.Arrival;
import org.sluis.gate.Door;
import org.sluis.gate.Gate;
import org.sluis.gate.Receive;
import org.sluis.gate.Replacing;
import org.sluis.gate.Supplement;
import org.sluis.party.Passes;

/**
 * What came to an HTTP door, handed to the spine: bytes that nobody has looked at. No header of the wire becomes a header of
 * a route, and the content chooses neither purpose nor recipient: the path does, and what the sender is entitled to.
 */
final class Posting {
    private final ProducerTemplate camel;
    private final Refuse refuse;

    Posting(ProducerTemplate camel, Refuse refuse) {
        this.camel = camel;
        this.refuse = refuse;
    }

    /**
     * What the spine answers, or the recorded refusal of what never came so far.
     *
     * @param look what a door of its own asks besides, before the spine: it refuses, or does nothing
     */
    Answer post(String connector, String purpose, String recipient, HttpServletRequest http, Consumer<Arrival> look) {
        Answer answer;
        try {
            if (!camel.getCamelContext().isStarted()) {
                throw new Refused(Reason.GATEWAY_NOT_READY); // the port opens before the routes do
            }
            Arrival arrival = arrival(new Door(connector, new Purpose(purpose), new PartyId(recipient)), http);
            look.accept(arrival);
            answer = camel.requestBody("direct:disclosure", arrival, Answer.class);
            if (answer == null) {
                throw new IllegalStateException("the spine ended without an answer");
            }
        } catch (Throwable failure) {
            answer = refuse.answer(null, failure);
        } finally {
            MDC.remove(Receive.NAMED);
        }
        tell(answer);
        return answer;
    }

    /** The span of this request says which disclosure it was, and the code where it was refused. */
    private static void tell(Answer answer) {
        for (String fact : List.of("disclosure", "title")) {
            if (answer.body().get(fact) instanceof String code) {
                Span.current().setAttribute(fact.equals("title") ? "reason" : fact, code);
            }
        }
    }

    private static Arrival arrival(Door door, HttpServletRequest http) throws IOException {
        byte[] body = http.getInputStream().readNBytes(Gate.MAX_BODY_BYTES + 1);
        String type = header(http, "Content-Type").orElse("");
        int parameters = type.indexOf(';');
        return new Arrival(
                door,
                body,
                (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT),
                header(http, "Content-Encoding").orElse(""),
                bearer(header(http, "Authorization").orElse("")),
                header(http, "Idempotency-Key").orElse(null),
                Replacing.of(
                        header(http, Replacing.REPLACES).orElse(null),
                        Collections.list(http.getHeaders(Replacing.ATTEST))),
                shift(header(http, "Sluis-Decide-At").orElse(null)),
                Supplement.parse(Collections.list(http.getHeaders(Supplement.HEADER))));
    }

    private static Optional<String> header(HttpServletRequest http, String name) {
        return Optional.ofNullable(http.getHeader(name));
    }

    private static String bearer(String authorization) {
        String token = authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : "";
        return Passes.isPass(token)
                ? ""
                : token; // a pass never leaves this process; whoever sends one has it from somewhere
    }

    private static @Nullable Instant shift(@Nullable String given) {
        try {
            return given == null ? null : Instant.parse(given);
        } catch (DateTimeException notAnInstant) {
            throw new Refused(Reason.SHIFT_NOT_ALLOWED);
        }
    }
}
