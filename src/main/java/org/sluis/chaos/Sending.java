package org.sluis.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Sha256;
import org.sluis.client.GatewayClient;
import org.sluis.client.GatewayClient.Answer;

/**
 * The sender: plans at a steady rate, each under an id of its own, sent again under that id until it knows what became of
 * it. After an answer that was lost, or a 503, only a 202 ends it; it may have been accepted all the same. One in twenty
 * is sent once more after its 202.
 */
final class Sending implements Part.Player {
    static final String JOURNAL = "sender.ndjson";
    private static final String DOOR = "v1/doors/rest-json/" + Setting.PURPOSE + "/" + Setting.RECIPIENT;
    private static final int AT_ONCE = 24;
    private static final int AGAIN_PERCENT = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Duration CONVERGES = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Setting setting;
    private final Clock clock;
    private final GatewayClient school;
    private final Journal journal;
    private final Dice dice;
    private final JsonNode plan;
    private final ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final AtomicInteger number = new AtomicInteger();
    private volatile boolean stopping;
    private volatile long giveUp = Long.MAX_VALUE;

    Sending(Path folder, Setting setting, Clock clock) throws IOException {
        this.setting = setting;
        this.clock = clock;
        this.school = Setting.school(folder, URI.create(setting.gateway()), clock);
        this.journal = new Journal(folder.resolve(JOURNAL));
        this.dice = new Dice(setting.seed());
        this.plan = JSON.readTree(Files.readAllBytes(Path.of(setting.plan())));
    }

    @Override
    public void begin() {
        new Thread(this::run, "pace").start();
    }

    private void run() {
        long pause = 1000L / setting.rate();
        while (!stopping) {
            // While nobody answers, those that wait are enough.
            if (room.tryAcquire()) {
                int next = number.incrementAndGet();
                String child = Setting.child(1 + dice.below(setting.children()));
                senders.execute(() -> {
                    try {
                        send("storm-" + setting.seed() + "-" + next, child);
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    } finally {
                        room.release();
                    }
                });
            }
            Pause.millis(pause);
        }
    }

    private void send(String id, String child) throws InterruptedException {
        byte[] body = message(id, child);
        boolean mayBeThere = false;
        for (int attempt = 1; ; attempt++) {
            journal.write(Journal.line("send")
                    .put("id", id)
                    .put("child", child)
                    .put("digest", Sha256.hex(body))
                    .put("attempt", attempt));
            Answer answer = ask(id, body);
            if (answer != null && answer.status() == 202) {
                repeat(id, body);
                return;
            }
            boolean unknown = answer == null || answer.status() >= 500;
            mayBeThere |= unknown;
            if (!mayBeThere && answer != null && answer.status() != 429 && answer.status() != 401) {
                return;
            }
            if (System.nanoTime() > giveUp) {
                journal.write(Journal.line("gave-up").put("id", id));
                return;
            }
            Pause.millis(300L * Math.min(attempt, 4) + dice.below(200));
        }
    }

    private void repeat(String id, byte[] body) throws InterruptedException {
        if (dice.percent(AGAIN_PERCENT)) {
            ask(id, body);
        }
    }

    /** What it was answered; null where there was no answer. */
    private @Nullable Answer ask(String id, byte[] body) throws InterruptedException {
        try {
            Answer answer = school.post(DOOR, body, Map.of(), PATIENCE);
            journal.write(Journal.line("answer")
                    .put("id", id)
                    .put("status", answer.status())
                    .put("disclosure", answer.text("disclosure"))
                    .put("receipt", answer.text("receipt"))
                    .put("reason", answer.text("reason")));
            return answer;
        } catch (IOException none) {
            journal.write(Journal.line("no-answer").put("id", id));
            return null;
        }
    }

    private byte[] message(String id, String child) {
        ObjectNode message = plan.deepCopy();
        message.put("messageId", id);
        ((ObjectNode) message.path("pupil"))
                .put("id", child)
                .put("birthDate", birthDate(clock).toString());
        ((ObjectNode) message.path("plan")).put("id", "OPP-" + id);
        try {
            return JSON.writeValueAsBytes(message);
        } catch (IOException neverOfATree) {
            throw new IllegalStateException(neverOfATree);
        }
    }

    /** Every pupil of the storm is nine. */
    static LocalDate birthDate(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minusYears(9)
                .minusDays(40);
    }

    @Override
    public void end() throws IOException, InterruptedException {
        stopping = true;
        giveUp = System.nanoTime() + CONVERGES.toNanos();
        senders.shutdown();
        senders.awaitTermination(CONVERGES.toSeconds() + 30, TimeUnit.SECONDS);
        journal.close();
    }
}
