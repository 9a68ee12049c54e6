package org.sluis.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;

/**
 * Events as the gateway makes them of disclosures, which never were: each is released, cleared and delivered, one after
 * the other, and a pupil has fifty of them, spread over the whole log. What is committed to is as long as it is.
 */
record Happened(long entries) {
    static final String TENANT = "bench";
    static final String SENDER = "bench-school";
    /** Of the first of them; they are nine and a half seconds apart. */
    static final Instant BEGAN = Instant.parse("2023-08-01T00:00:00Z");

    private static final long APART_MICROS = 9_467_000;
    private static final long STEPS = 3;
    private static final long OF_A_PUPIL = 150;
    private static final int INPUT_BYTES = 1_200;
    private static final int TRACE_BYTES = 2_400;
    private static final List<String> RELEASED = List.of(
            "subject.pairwiseId",
            "pupil.group",
            "school.name",
            "contact.name",
            "contact.phone",
            "signal.kind",
            "signal.date",
            "signal.description",
            "attendance.absences",
            "goal.text",
            "goal.evaluation",
            "agreement.text");
    private static final List<String> WITHHELD = List.of(
            "subject.bsn", "subject.address", "subject.religion", "subject.nationality", "medical.note", "family.note");
    private static final List<String> ROWS = List.of("nl-R01", "nl-R07");
    private static final byte[] CONTENT = "vandaag was er niemand ".repeat(200).getBytes(UTF_8);
    private static final String POLICY = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String LAW = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";

    /** The event of that number, at the moment it would have had. */
    Event of(long number) {
        Instant at = BEGAN.plusNanos(number * APART_MICROS * 1000);
        return switch ((int) (number % STEPS)) {
            case 0 -> released(number, at);
            case 1 ->
                event(EventKind.DELIVERY_CLEARED, number, at)
                        .with("attempt", spread(number, entries))
                        .with("rows", ROWS)
                        .with("policy", POLICY)
                        .with("law", LAW)
                        .with("engine", 3)
                        .committing("decision", content(number, INPUT_BYTES))
                        .committing("trace", content(number + 1, TRACE_BYTES));
            default -> event(EventKind.DELIVERY_SUCCEEDED, number, at).with("attempt", spread(number - 1, entries));
        };
    }

    /** A release, with all that one commits to: four salts and the way back from the pupil. */
    Event released(long number, Instant at) {
        return event(EventKind.DISCLOSURE_RELEASED, number, at)
                .with("client", "klasboek")
                .with("sender", SENDER)
                .with("purpose", "plan-coordination")
                .with("door", "klasboek/plan-coordination")
                .with("released", RELEASED)
                .with("withheld", WITHHELD)
                .with(
                        "consents",
                        List.of(
                                spread(number, entries).toString(),
                                spread(number + 1, entries).toString()))
                .with("rows", ROWS)
                .with("mapping", POLICY)
                .with("policy", POLICY)
                .with("law", LAW)
                .with("engine", 3)
                .committing("payload", content(number, 32))
                .committing("decision", content(number, INPUT_BYTES))
                .committing("trace", content(number + 1, TRACE_BYTES));
    }

    private Event event(EventKind kind, long number, Instant at) {
        return Event.of(kind, TENANT, at)
                .about(pupil(number / STEPS))
                .with("disclosure", disclosure(number / STEPS))
                .with("recipient", "bench-provider");
    }

    /** How many pupils there are. */
    long pupils() {
        return Math.max(1, entries / OF_A_PUPIL);
    }

    /** The pupil of that place, or whom that disclosure is about. */
    UUID pupil(long place) {
        return spread(place % pupils(), pupils());
    }

    /** The disclosure of that place. */
    UUID disclosure(long place) {
        return spread(place, entries / STEPS + 1);
    }

    /** Over the whole range of ids, as random ones are, and the same in every run. */
    private static UUID spread(long place, long of) {
        return new UUID(place * Long.divideUnsigned(-1L, of), Dice.scattered(place, Long.MAX_VALUE));
    }

    private static byte[] content(long number, int bytes) {
        return Arrays.copyOfRange(CONTENT, (int) (number & 0xFF), (int) (number & 0xFF) + bytes);
    }
}
