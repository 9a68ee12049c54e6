package org.sluis.measure;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DomainResource;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Ids;
import org.sluis.law.Law;
import org.sluis.law.LawVector;
import org.sluis.law.LawVectors;

/**
 * Asks another consent decision service what the law's vectors ask. What is known in a vector is put there as one FHIR
 * transaction, the question is asked, and it is deleted again. Only invented people are ever sent.
 */
public final class Measurement {
    private static final int AT_ONCE = 4;
    /** So many vectors in a row to which nothing came back at all: there is no service. */
    private static final int DEAD = 8;

    private static final Map<String, String> PLAIN = Map.of(
            "register", "reachable",
            "subject.capable", "yes",
            "authority.state", "established",
            "request.address", "open",
            "request.about", "a-child");

    private final Service service;
    private final boolean keep;
    private final Clock clock;
    private final Ids ids;
    private final FhirContext r4 = FhirContext.forR4Cached();
    private final Score score = new Score();
    private final AtomicInteger unreached = new AtomicInteger();
    private final AtomicReference<@Nullable Unreachable> dead = new AtomicReference<>();
    private final AtomicInteger left = new AtomicInteger();

    /**
     * @param address of the service's FHIR
     * @param decide where it decides, below that address or elsewhere; null for where the hook of CDS Hooks is
     * @param patience how long to wait for one answer
     * @param keep whether what was sent stays there
     * @throws IllegalArgumentException for an address that is none, or that is neither https nor on this machine
     */
    public Measurement(String address, @Nullable String decide, Duration patience, boolean keep, Clock clock, Ids ids) {
        this.service = new Service(address, decide, patience);
        this.keep = keep;
        this.clock = clock;
        this.ids = ids;
    }

    /** @param lines the table and the one line that says it all @param answered whether every vector had an answer */
    public record Report(List<String> lines, boolean answered) {}

    /**
     * Asks them all, a few at once.
     *
     * @param progress is told how many vectors are done
     * @throws Unreachable where nothing answers, or FHIR is not understood
     */
    public Report run(List<LawVectors.Held> laws, IntConsumer progress) throws Unreachable, InterruptedException {
        List<DomainResource> shared = InFhir.organisations(
                laws.stream().flatMap(each -> each.vectors().stream()).toList());
        Service.Reply taken = service.transaction(bundle(shared, HTTPVerb.PUT));
        if (!taken.ok()) {
            throw new Unreachable(service.base() + " takes no FHIR transaction: HTTP " + taken.status());
        }
        try {
            askAll(laws, progress);
        } finally {
            remove(shared);
        }
        List<String> lines = new ArrayList<>(score.lines(service.host()));
        if (left.get() > 0) {
            lines.add(0, left.get() + " resources could not be deleted there; their ids begin with sluis-");
        }
        return new Report(lines, score.answered() && score.vectors() > 0);
    }

    private void askAll(List<LawVectors.Held> laws, IntConsumer progress) throws Unreachable, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (LawVectors.Held law : laws) {
                law.vectors()
                        .forEach(vector -> running.add(threads.submit(() -> {
                            ask(law, vector);
                            return null;
                        })));
            }
            for (Future<?> each : running) {
                each.get();
                progress.accept(score.vectors());
            }
            Unreachable gone = dead.get();
            if (gone != null) {
                throw gone;
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a vector cannot be asked", failure.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void ask(LawVectors.Held held, LawVector vector) throws InterruptedException {
        if (dead.get() != null) {
            return;
        }
        String row = held.name() + " " + vector.row();
        Answer.Against against = Answer.Against.NO_ANSWER;
        List<DomainResource> known =
                new InFhir(vector, new Days(vector.day(held.law()), held.law().day(clock.instant()))).resources();
        try {
            Service.Reply taken =
                    known.isEmpty() ? new Service.Reply(200, "") : service.transaction(bundle(known, HTTPVerb.PUT));
            Service.Reply reply = taken.ok() ? service.decide(CdsHook.question(vector, ids.next())) : taken;
            Optional<Answer> answer =
                    reply.ok() && taken.ok() ? CdsHook.answer(reply.body(), CdsHook.asked(vector)) : Optional.empty();
            if (answer.isPresent()) {
                against = answer.get().against(vector.expect());
            } else {
                score.silent(
                        (taken.ok() ? "the question" : "the transaction") + " got HTTP " + reply.status()
                                + (reply.ok() ? " without a decision" : ""),
                        vector.id());
            }
            unreached.set(0);
        } catch (Unreachable none) {
            if (unreached.incrementAndGet() >= DEAD) {
                dead.set(none);
            }
            score.silent(String.valueOf(none.getMessage()), vector.id());
        } finally {
            remove(known);
        }
        score.add(row, said(held.law(), vector), against);
    }

    private void remove(List<DomainResource> sent) throws InterruptedException {
        if (keep || sent.isEmpty()) {
            return;
        }
        List<DomainResource> last = new ArrayList<>(sent);
        Collections.reverse(last); // what points at another goes before it
        try {
            if (!service.transaction(bundle(last, HTTPVerb.DELETE)).ok()) {
                left.addAndGet(sent.size());
            }
        } catch (Unreachable gone) {
            left.addAndGet(sent.size());
        }
    }

    private String bundle(List<DomainResource> resources, HTTPVerb verb) {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        for (DomainResource each : resources) {
            String path = each.fhirType() + "/" + each.getIdElement().getIdPart();
            Bundle.BundleEntryComponent entry = bundle.addEntry();
            entry.getRequest().setMethod(verb).setUrl(path);
            if (verb == HTTPVerb.PUT) {
                entry.setFullUrl(service.base() + path).setResource(each);
            }
        }
        return r4.newJsonParser().encodeResourceToString(bundle);
    }

    /** Whether the law looks at nothing here but what FHIR and the question can say. */
    private static boolean said(Law law, LawVector vector) {
        boolean plain = PLAIN.entrySet().stream()
                .allMatch(each -> vector.one(each.getKey()).equals(each.getValue()));
        boolean ordinary = vector.names("situation.").stream()
                .allMatch(word -> first(law.settings().words().situation().get(word), vector.one("situation." + word)));
        boolean usual = vector.names("statements.").stream()
                .flatMap(each -> vector.more(each).entrySet().stream())
                .filter(each -> !each.getKey().equals("breadth"))
                .allMatch(each -> first(law.settings().words().statement().get(each.getKey()), each.getValue()));
        boolean agrees = vector.one("request.birth-date").equals("unknown")
                || vector.one("request.birth-date").equals(vector.one("subject.birth-date"));
        return plain && ordinary && usual && agrees;
    }

    /** Whether it is the value that holds when nobody says another. A court's order is a word of every law. */
    private static boolean first(@Nullable List<String> values, String value) {
        return values == null ? value.equals("none") : values.get(0).equals(value);
    }
}
