package org.sluis.trial;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.Refused;
import org.sluis.connector.Connectors;
import org.sluis.connector.FhirCheck;
import org.sluis.connector.ReadMapping;
import org.sluis.connector.Rendered;
import org.sluis.freetext.Finding;
import org.sluis.freetext.Screen;
import org.sluis.gate.Arrival;
import org.sluis.gate.Door;
import org.sluis.gate.Gate;
import org.sluis.gate.Receive;
import org.sluis.gate.Received;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Law;
import org.sluis.policy.Decision;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.Explanation;
import org.sluis.policy.Packs;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.Side;
import org.sluis.protect.Rehearsed;

/**
 * Tries a message: through the gate's checks and the connector's mapping, and by law, policy and the recipient's mapping to
 * what would leave. Decides by a register that is made up ({@link Wanted}); sends nothing and keeps nothing.
 */
public final class Trial {
    private static final PartyId SENDER = new PartyId("the-sender");
    private static final PartyId RECIPIENT = new PartyId("the-recipient");
    /** Of the form, and nobody's: what the directory would say of the sender. */
    private static final String SENDERS_OIN = "00000099000000000000";

    private static final String SENDERS_NAME = "The sender";
    private static final String BESIDE = "(beside the message)";

    private final Connectors connectors;
    private final Path policies;
    private final Path law;
    private final Clock clock;

    /**
     * @param policies the folder of the policies and the dictionary
     * @param law the folder of the law
     */
    public Trial(Connectors connectors, Path policies, Path law, Clock clock) {
        this.connectors = connectors;
        this.policies = policies;
        this.law = law;
        this.clock = clock;
    }

    /**
     * Reads it, whole or not at all.
     *
     * @param supplement what is said beside it, values by element
     * @throws Refused as the gate and the mapping do, with places
     */
    public Read read(String connector, byte[] message, Map<String, String> supplement) {
        ReadMapping mapping = connectors.in(connector);
        Door door = new Door(connector, new Purpose("trial"), RECIPIENT);
        new Receive(Gate.warm(), Ids.random(), clock, false)
                .receive(new Arrival(door, message, mediaType(mapping.form()), "", "", null, null, null));
        ReadMapping.Placed placed = mapping.readPlaced(message);
        Elements whole = mapping.withBeside(placed.reading().elements(), SENDERS_OIN, SENDERS_NAME, supplement);
        List<Read.Row> rows = new ArrayList<>();
        for (Element element : whole.stream().toList()) {
            String place =
                    rows.size() < placed.places().size() ? placed.places().get(rows.size()) : BESIDE;
            rows.add(new Read.Row(place.isEmpty() ? "/" : place, element.id(), element.position(), element.value()));
        }
        return new Read(placed.reading().messageId(), whole, List.copyOf(rows));
    }

    /**
     * What would become of it.
     *
     * @throws IllegalArgumentException for a purpose, connector, category or age that does not exist, with those that do
     */
    public Sent send(Read read, Wanted wanted, Explanation.Language language) {
        Packs packs = Packs.load(policies);
        Law rows = Law.load(law);
        DecisionPoint point = DecisionPoint.of(packs, rows);
        Pack pack = pack(packs, wanted.purpose());
        String to = recipient(wanted.recipientConnector(), pack);
        Instant now = clock.instant();
        LocalDate day = rows.day(now);
        Elements message = read.elements();
        PartyId recipient = party(pack.recipient(), RECIPIENT);
        ConsentFacts facts = new Situation(rows, packs.dictionary()).facts(wanted, pack, recipient, message, day);
        DecisionInput input = point.underThese(new DecisionInput(
                party(pack.discloser(), SENDER),
                pack.disclosers().get(0),
                recipient,
                pack.recipients().get(0),
                pack.purpose(),
                message.ids(),
                point.marks(message),
                facts,
                now,
                false,
                DecisionPoint.NO_PACK,
                point.lawDigest()));
        ReasonTexts texts = new ReasonTexts();
        List<Explanation.Line> lines =
                Explanation.of(point, input, language, texts).lines();
        try {
            Rendered rendered = render(packs, point.decide(input), message, facts.subject() == null, to);
            List<String> wrong = FhirCheck.isR4(rendered.contentType())
                    ? new FhirCheck()
                            .wrong(rendered.bytes()).stream()
                                    .map(each -> each.place() + ": " + each.problem())
                                    .toList()
                    : List.of();
            String text = new String(rendered.bytes(), StandardCharsets.UTF_8);
            List<String> placeless = lines.stream()
                    .filter(line -> line.passes() && !rendered.elements().contains(line.element()))
                    .map(Explanation.Line::element)
                    .filter(message.ids()::contains)
                    .toList();
            return new Sent(
                    pack.id(), facts.ageBand(), lines, null, to, rendered.contentType(), text, placeless, wrong);
        } catch (Refused refused) {
            Reason reason = refused.reason();
            Sent.Stopped stopped = new Sent.Stopped(
                    reason.outcome().name().toLowerCase(Locale.ROOT),
                    reason.code(),
                    texts.text(reason, language.code()),
                    refused.where());
            return new Sent(pack.id(), facts.ageBand(), lines, stopped, to, null, null, List.of(), List.of());
        }
    }

    /** In the order of the spine: words of danger, the decision, what may leave, what people typed in it, the recipient's format. */
    private Rendered render(Packs packs, Decision decision, Elements message, boolean nobody, String to) {
        Screen screen = Screen.load(policies.resolve("free-text/nl"), packs.dictionary());
        refuse(Reason.DANGER_IN_TEXT, screen.danger(message));
        if (decision.outcome() != Outcome.PERMIT) {
            throw new Refused(Optional.ofNullable(decision.reason()).orElse(Reason.DISCLOSURE_FAILED));
        }
        Rehearsed rehearsed = Rehearsed.of(packs.dictionary(), decision, message, nobody);
        int year = clock.instant().atZone(ZoneOffset.UTC).getYear();
        refuse(Reason.FREE_TEXT_TO_LOOK_AT, screen.inspect(message, rehearsed.kept(), year));
        return connectors.out(to).render(rehearsed.withIds());
    }

    private static void refuse(Reason reason, List<Finding> found) {
        if (!found.isEmpty()) {
            throw new Refused(reason, found.stream().map(Finding::toString).toArray(String[]::new));
        }
    }

    private static Pack pack(Packs packs, String purpose) {
        List<Pack> found = packs.all().stream()
                .map(policy -> policy.pack())
                .filter(pack ->
                        pack.id().equals(purpose) || pack.purpose().value().equals(purpose))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new IllegalArgumentException(
                found.isEmpty()
                        ? "there is no purpose '" + purpose + "'; name one of "
                                + packs.all().stream()
                                        .map(policy -> policy.pack().purpose().value())
                                        .distinct()
                                        .toList()
                        : "several policies have the purpose '" + purpose + "'; name one of "
                                + found.stream().map(Pack::id).toList());
    }

    /** The one asked for, or else the one that has places for most of what the policy may release, the first of equals. */
    private String recipient(@Nullable String asked, Pack pack) {
        List<String> writing =
                connectors.names().stream().filter(connectors::writes).toList();
        if (asked == null && !writing.isEmpty()) {
            return Collections.max(
                    writing,
                    Comparator.comparingLong((String each) -> places(each, pack))
                            .thenComparing(Comparator.reverseOrder()));
        }
        if (asked == null || !writing.contains(asked)) {
            throw new IllegalArgumentException("no connector '" + asked + "' writes; name one of " + writing);
        }
        return asked;
    }

    private long places(String connector, Pack pack) {
        SortedSet<String> places = connectors.out(connector).elements();
        return pack.released().stream()
                .filter(id -> !id.endsWith(".pairwiseId") && places.contains(id))
                .count();
    }

    private static PartyId party(Side side, PartyId ordinary) {
        return side.named().isEmpty() ? ordinary : side.named().get(0);
    }

    private static String mediaType(Received.Form form) {
        return switch (form) {
            case JSON -> "application/json";
            case XML -> "application/xml";
            case FORM -> "application/x-www-form-urlencoded";
            case CSV -> Gate.CSV;
        };
    }
}
