package org.sluis.protect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;
import org.sluis.connector.Connectors;
import org.sluis.connector.DisclosureRequest;
import org.sluis.connector.FirstMessages;
import org.sluis.consent.ConsentedRequest;
import org.sluis.consent.Pupil;
import org.sluis.gate.Arrival;
import org.sluis.gate.Door;
import org.sluis.gate.Received;
import org.sluis.keys.KeyFolder;
import org.sluis.law.ConsentFact;
import org.sluis.law.ConsentFacts;
import org.sluis.law.HolderFact;
import org.sluis.law.SaidFact;
import org.sluis.party.Authenticated;
import org.sluis.party.Caller;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;
import org.sluis.party.Reception;
import org.sluis.policy.Decide;
import org.sluis.policy.Permit;
import org.sluis.policy.Shipped;

/**
 * The real steps from decide to translateOut, without a gateway around them: clock, keys and register are fixed, so that
 * two messages can be compared by what becomes of them. The register knows one pupil.
 */
final class Steps {
    static final String PUPIL = "WL-900";
    static final String BORN = "2016-03-14";
    private static final String FORMAT = "fhir-r4";
    private static final Connectors CONNECTORS = Connectors.load(Path.of("routes/connectors"), Shipped.DICTIONARY);

    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
    private static final Instant NOW = DAY.atTime(12, 0).toInstant(ZoneOffset.UTC);
    private static final UUID PARENT = new UUID(2, 1);
    private static final Decide DECIDE = Shipped.decide();
    private static final Minimise MINIMISE =
            new Minimise(Shipped.DICTIONARY, Shipped.SCREEN, (exchange, subject, disclosure) -> List.of());
    private static final Pseudonymise PSEUDONYMISE = new Pseudonymise(Shipped.DICTIONARY, keys());
    private static final TranslateOut TRANSLATE_OUT = new TranslateOut(CONNECTORS, new FirstMessages(0));

    private Steps() {}

    /**
     * What the register holds.
     *
     * @param ageBand of the pupil
     * @param parent the categories that the parent said yes to
     * @param child the categories that the child said yes to
     */
    record Consents(String ageBand, Set<String> parent, Set<String> child) {}

    static Permit decide(Shipped.Way way, Consents consents, Elements message) {
        Received received = minted(
                Received.class,
                new UUID(9, 9),
                new Arrival(
                        new Door("rest-json", way.purpose(), new PartyId("the-recipient")),
                        new byte[0],
                        "",
                        "",
                        "",
                        null,
                        null,
                        null),
                Received.Form.JSON,
                DecisionInstant.of(Clock.fixed(NOW, ZoneOffset.UTC), null));
        Authenticated authenticated = minted(
                Authenticated.class,
                received,
                new Caller("waterlee", "client", new PartyId("the-discloser")),
                party("the-discloser", way.discloser()),
                party("the-recipient", way.recipient()));
        // a school says whom by its own id, whoever answers it by the one it was given, here the same
        @Nullable
        String pupil = message.value(way.discloser() == PartyKind.SCHOOL ? "subject.localId" : "subject.addressedAs")
                .orElse(null);
        return DECIDE.decide(minted(
                ConsentedRequest.class,
                minted(DisclosureRequest.class, authenticated, message, "message-1", pupil, null),
                facts(way, consents, pupil, message.value("subject.birthDate").orElse(BORN)),
                pupil == null ? null : new Pupil(authenticated.sender().id(), pupil)));
    }

    static MinimisedRecord minimise(Permit permit) {
        return MINIMISE.minimise(permit);
    }

    static PseudonymisedRecord pseudonymise(MinimisedRecord minimised) {
        return PSEUDONYMISE.pseudonymise(minimised);
    }

    /** The way that a message really goes. */
    static RenderedPayload render(Permit permit) {
        return TRANSLATE_OUT.translateOut(pseudonymise(minimise(permit)));
    }

    /** Written without the check of the last step. */
    static String written(PseudonymisedRecord record) {
        return new String(CONNECTORS.out(FORMAT).render(record.elements()).bytes(), StandardCharsets.UTF_8);
    }

    /** The glass is broken; a word of it is heard in vital interest only. */
    private static final List<SaidFact> OPENED = Map.of(
                    "professional", "named",
                    "second-person", "another",
                    "justification", "recorded",
                    "expiry", "within-72-hours")
            .entrySet()
            .stream()
            .map(word -> new SaidFact(word.getKey(), word.getValue(), new UUID(5, 1), null, null, null))
            .toList();

    /** As the register answers: of a pupil it does not know, nothing. */
    private static ConsentFacts facts(Shipped.Way way, Consents consents, @Nullable String pupil, String born) {
        if (!PUPIL.equals(pupil)) {
            return ConsentFacts.nobody(DAY);
        }
        List<ConsentFact> said = new ArrayList<>();
        said.add(consent(1, "holder", PARENT, way, consents.parent()));
        said.add(consent(2, "child", null, way, consents.child()));
        return new ConsentFacts(
                new UUID(1, 1),
                7,
                consents.ageBand(),
                born.equals(BORN),
                true,
                "established",
                DAY.minusDays(30),
                DAY,
                List.of(new HolderFact(PARENT, "112")),
                said,
                OPENED);
    }

    private static ConsentFact consent(
            int version, String grantor, @Nullable UUID holder, Shipped.Way way, Set<String> categories) {
        return new ConsentFact(
                new UUID(3, version),
                grantor,
                holder,
                "grant",
                way.purpose().value(),
                new PartyId("the-recipient"),
                new TreeSet<>(categories),
                DAY.minusDays(60),
                DAY.plusDays(120),
                "2026-1",
                false,
                true,
                true,
                version);
    }

    private static Party party(String id, PartyKind kind) {
        return new Party(
                "waterlee", new PartyId(id), kind, "Waterlee", null, null, null, Reception.tls(FORMAT), null, 1);
    }

    private static KeyFolder keys() {
        try {
            Path folder = Files.createTempDirectory("sluis-keys").resolve("keys");
            return KeyFolder.open(folder, Ids.random());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Each proof is minted by its own room only, so a test must pick the lock. */
    private static <T> T minted(Class<T> proof, @Nullable Object... parts) {
        try {
            Constructor<?> constructor = proof.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return proof.cast(constructor.newInstance(parts));
        } catch (ReflectiveOperationException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
