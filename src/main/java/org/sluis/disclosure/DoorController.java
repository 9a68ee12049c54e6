package org.sluis.disclosure;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.gate.Arrival;
import org.sluis.gate.Door;
import org.sluis.gate.Gate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The HTTP door. It hands the bytes to the spine and answers what the spine says. No header of the wire becomes a header
 * of a route, and the content chooses neither purpose nor recipient: the path does, and what the sender is entitled to.
 */
@RestController
final class DoorController {
    private final ProducerTemplate camel;
    private final Refuse refuse;

    DoorController(ProducerTemplate camel, Refuse refuse) {
        this.camel = camel;
        this.refuse = refuse;
    }

    /** 202 with a receipt, or an RFC 9457 problem; a body over the limit is not read to its end. */
    @PostMapping("/v1/doors/{connector}/{purpose}/{recipient}")
    ResponseEntity<Map<String, Object>> disclose(
            @PathVariable String connector,
            @PathVariable String purpose,
            @PathVariable String recipient,
            HttpServletRequest http) {
        Answer answer;
        try {
            Door door = new Door(connector, new Purpose(purpose), new PartyId(recipient));
            answer = camel.requestBody("direct:disclosure", arrival(door, http), Answer.class);
            if (answer == null) {
                throw new IllegalStateException("the spine ended without an answer");
            }
        } catch (Throwable failure) {
            answer = refuse.answer(null, failure);
        }
        return Problems.response(answer);
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
                header(http, "Sluis-Replaces").orElse(null),
                shift(header(http, "Sluis-Decide-At").orElse(null)));
    }

    private static Optional<String> header(HttpServletRequest http, String name) {
        return Optional.ofNullable(http.getHeader(name));
    }

    private static String bearer(String authorization) {
        return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : "";
    }

    private static @Nullable Instant shift(@Nullable String given) {
        try {
            return given == null ? null : Instant.parse(given);
        } catch (DateTimeException notAnInstant) {
            throw new Refused(Reason.SHIFT_NOT_ALLOWED);
        }
    }
}
