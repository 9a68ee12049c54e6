package org.sluis.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.sluis.client.GatewayClient;
import org.sluis.client.GatewayClient.Answer;

/**
 * What a town leaves behind in a busy week, for somebody who wants to look around: plans and signals about pupils who are nobody,
 * each sent through the door that everyone uses, and decided, recorded and delivered like any other.
 */
final class History {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHOOL = Scene.LINDE;
    private static final int SIDE_BY_SIDE = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String ACCEPTED = "accepted";
    private static final int TELL_EVERY = 500;
    private static final int LOOK_EVERY = 20;
    /** Messages: what somebody sends meanwhile waits behind so many and no more. */
    private static final int MAY_WAIT = 40;

    private final Town town;
    private final CareDesk care;
    private final String run;
    private final Progress tell;
    private final List<MorePupils.Pupil> pupils;

    /** @param pupils how many there are to write about */
    History(Stage stage, String run, Progress tell, int pupils) {
        this.town = stage.town();
        this.care = stage.desk();
        this.run = run;
        this.tell = tell;
        this.pupils = MorePupils.of(pupils);
    }

    /** Sends so many messages, and the team's answer to each of the first signals; tells how far it is, and what came of it. */
    void write(int messages) throws IOException, InterruptedException {
        tell.step("the town's history: " + messages + " messages about " + pupils.size()
                + " more pupils, through the door");
        ExecutorService senders = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            all(senders, pupils.size(), number -> MorePupils.register(town, pupils.get(number)));
            AtomicInteger sent = new AtomicInteger();
            int before = care.arrivals();
            Map<String, Integer> came = new ConcurrentSkipListMap<>();
            all(senders, messages, number -> {
                came.merge(send(number), 1, Integer::sum);
                int done = sent.incrementAndGet();
                if (done % LOOK_EVERY == 0) {
                    arrived(before + came.getOrDefault(ACCEPTED, 0) - MAY_WAIT);
                }
                if (done % TELL_EVERY == 0) {
                    tell.step("history: " + done + " of " + messages);
                }
            });
            arrived(before + came.getOrDefault(ACCEPTED, 0));
            Map<String, Integer> answered = answer();
            tell.step("history: messages " + came + ", answers to the first signals " + answered);
        } finally {
            senders.shutdownNow();
        }
    }

    private interface Work {
        void of(int number) throws IOException, InterruptedException;
    }

    private static void all(ExecutorService senders, int count, Work work) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> ends = new ArrayList<>();
        for (int sender = 0; sender < SIDE_BY_SIDE; sender++) {
            ends.add(senders.submit(() -> {
                for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                    work.of(number);
                }
                return null;
            }));
        }
        for (Future<?> end : ends) {
            try {
                end.get();
            } catch (ExecutionException failed) {
                throw new IOException("the history is not written", failed.getCause());
            }
        }
    }

    /** Says what came of it: accepted, or why not. */
    private String send(int number) throws IOException, InterruptedException {
        MorePupils.Pupil pupil = pupils.get(number % pupils.size());
        boolean signal = number / pupils.size() % 3 == 2;
        String file = signal ? "signal-noor.json" : "plan-noor.json";
        String way = signal ? "signal/" + Scene.TEAM : Scene.PLAN + "/" + Scene.OEVER;
        ObjectNode message = MorePupils.about(
                pupil,
                Files.readString(town.message(file))
                        .replace("SIG-2026-0012", "SIG-" + number)
                        .replace("OPP-2026-0031", "OPP-" + pupil.number()));
        message.put("messageId", "geschiedenis-" + number + "-" + run);
        Answer answer = post("v1/doors/rest-json/" + way, message);
        NotAsTold.unless(answer.status() < 500, "a message of the history is answered", answer.status());
        return outcome(answer);
    }

    /** Waits until the care system has taken so many. */
    private void arrived(int all) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (care.arrivals() < all && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** What the team answers to those it has heard of, whom it knows by the ids it was given; says what came of that. */
    private Map<String, Integer> answer() throws IOException, InterruptedException {
        Set<String> told = new HashSet<>();
        for (JsonNode heard : care.holds().getOrDefault("Communication", List.of())) {
            told.add(heard.path("subject").path("reference").asText().replace("Patient/", ""));
        }
        Map<String, Integer> answered = new ConcurrentSkipListMap<>();
        int number = 0;
        for (String about : told) {
            ObjectNode message =
                    (ObjectNode) JSON.readTree(Files.readAllBytes(town.message("from-care/acknowledgement-noor.json")));
            message.put("about", about).put("messageId", "antwoord-" + number++ + "-" + run);
            Answer answer = town.school(Scene.TEAM)
                    .post(
                            "v1/doors/care-json/signal-acknowledgement/" + SCHOOL,
                            JSON.writeValueAsBytes(message),
                            Map.of());
            answered.merge(outcome(answer), 1, Integer::sum);
        }
        return answered;
    }

    private Answer post(String path, ObjectNode body) throws IOException, InterruptedException {
        GatewayClient school = town.school(SCHOOL);
        return school.post(path, body.toString().getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static String outcome(Answer answer) {
        return answer.ok() ? ACCEPTED : answer.text("title");
    }
}
