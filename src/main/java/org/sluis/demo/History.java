package org.sluis.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
    private static final String[] GIVEN = {"Mila", "Finn", "Saar", "Luuk", "Evi", "Bram", "Lieke", "Jip"};
    private static final String[] FAMILY = {"Bakker", "Visser", "Smit", "Meijer", "Bos"};
    /** Of so many families one says no, and one does not answer. */
    private static final int SAYS_NO = 8;

    private static final int SIDE_BY_SIDE = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String ACCEPTED = "accepted";
    private static final int TELL_EVERY = 500;
    private static final List<String> OF_A_SIGNAL =
            List.of("IDENT", "AUTHORITY", "SCHOOL", "SIGNAL", "BEHAVIOUR", "SUPPORT", "VOICE");
    private static final List<String> OF_A_PLAN =
            List.of("IDENT", "AUTHORITY", "SCHOOL", "PLAN", "GOAL", "SUPPORT", "VOICE");

    private final Town town;
    private final CareDesk care;
    private final String run;
    private final Progress tell;
    private final List<Pupil> pupils = new ArrayList<>();

    private record Pupil(int number, String id, String given, String family, LocalDate born) {
        String holder() {
            return id.replace("WL-", "WL-V-");
        }
    }

    /** @param pupils how many there are to write about */
    History(Stage stage, String run, Progress tell, int pupils) {
        this.town = stage.town();
        this.care = stage.desk();
        this.run = run;
        this.tell = tell;
        LocalDate born = LocalDate.now(ZoneOffset.UTC).minusYears(9);
        for (int number = 0; number < pupils; number++) {
            this.pupils.add(new Pupil(
                    number,
                    String.format(Locale.ROOT, "WL-9000-%03d", number),
                    GIVEN[number % GIVEN.length],
                    FAMILY[number % FAMILY.length],
                    born.minusDays(3L * number)));
        }
    }

    /** Sends so many messages, and the team's answer to each of the first signals; tells how far it is, and what came of it. */
    void write(int messages) throws IOException, InterruptedException {
        tell.step("the town's history: " + messages + " messages about " + pupils.size()
                + " more pupils, through the door");
        ExecutorService senders = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            all(senders, pupils.size(), number -> register(pupils.get(number)));
            AtomicInteger sent = new AtomicInteger();
            int before = care.arrivals();
            Map<String, Integer> came = new ConcurrentSkipListMap<>();
            all(senders, messages, number -> {
                came.merge(send(number), 1, Integer::sum);
                int done = sent.incrementAndGet();
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

    private void register(Pupil pupil) throws IOException, InterruptedException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        ObjectNode subject = JSON.createObjectNode()
                .put("localId", pupil.id())
                .put("birthDate", pupil.born().toString());
        subject.putArray("holders").addObject().put("localId", pupil.holder()).put("kind", "112");
        subject.putObject("authority")
                .put("state", "established")
                .put("source", "school-registration")
                .put("checkedOn", today.minusDays(1).toString());
        done(post("v1/subjects", subject));
        if (pupil.number() % SAYS_NO == 1 || !town.standing(SCHOOL, pupil.id()).isEmpty()) {
            return;
        }
        String says = pupil.number() % SAYS_NO == 0 ? "refuse" : "grant";
        done(post("v1/consents", consent(pupil, says, Scene.PLAN, SCHOOL, Scene.OEVER, OF_A_PLAN)));
        done(post("v1/consents", consent(pupil, says, "signal", SCHOOL, Scene.TEAM, OF_A_SIGNAL)));
        List<String> ofAnAnswer = List.of("IDENT", "CONTACT", "SIGNAL", "CARE_INV");
        done(post("v1/consents", consent(pupil, says, "signal-acknowledgement", Scene.TEAM, SCHOOL, ofAnAnswer)));
    }

    private static ObjectNode consent(
            Pupil pupil, String says, String purpose, String from, String to, List<String> categories) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        ObjectNode consent = JSON.createObjectNode()
                .put("subject", pupil.id())
                .put("grantor", "holder")
                .put("holder", pupil.holder())
                .put("effect", says)
                .put("purpose", purpose)
                .put("recipient", to)
                .put("from", today.minusDays(1).toString())
                .put("until", today.plusMonths(6).toString())
                .put("textVersion", "2026-1");
        if (!from.equals(SCHOOL)) {
            consent.put("discloser", from);
        }
        categories.forEach(consent.withArray("categories")::add);
        consent.putObject("proof")
                .put("verified", "in-person")
                .put("by", "medewerker-12")
                .put("at", today.minusDays(2) + "T10:00:00Z")
                .put("digest", "0".repeat(64));
        return consent;
    }

    /** Says what came of it: accepted, or why not. */
    private String send(int number) throws IOException, InterruptedException {
        Pupil pupil = pupils.get(number % pupils.size());
        boolean signal = number / pupils.size() % 3 == 2;
        String file = signal ? "signal-noor.json" : "plan-noor.json";
        String way = signal ? "signal/" + Scene.TEAM : Scene.PLAN + "/" + Scene.OEVER;
        ObjectNode message = about(
                pupil,
                Files.readString(town.message(file))
                        .replace("SIG-2026-0012", "SIG-" + number)
                        .replace("OPP-2026-0031", "OPP-" + pupil.number()));
        message.put("messageId", "geschiedenis-" + number + "-" + run);
        Answer answer = post("v1/doors/rest-json/" + way, message);
        NotAsTold.unless(answer.status() < 500, "a message of the history is answered", answer.status());
        return outcome(answer);
    }

    private static ObjectNode about(Pupil pupil, String text) throws IOException {
        ObjectNode message = (ObjectNode) JSON.readTree(text.replace("WL-2017-031", pupil.id())
                .replace("WL-V-0311", pupil.holder())
                .replace("Saskia Veldkamp", "Ouder van " + pupil.given())
                .replace("Noor", pupil.given())
                .replace("Veldkamp", pupil.family())
                .replace("2017-03-14", pupil.born().toString()));
        ((ArrayNode) message.path("holders")).remove(1);
        return message;
    }

    /** Waits until the care system took what was accepted: what it answers, it knows of. */
    private void arrived(int all) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (care.arrivals() < all && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(500);
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

    private static void done(Answer answer) {
        NotAsTold.unless(answer.ok(), "the history's pupils are registered", answer.status() + " " + answer.body());
    }
}
