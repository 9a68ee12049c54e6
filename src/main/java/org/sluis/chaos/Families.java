package org.sluis.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluis.client.GatewayClient;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.client.Trouble;

/**
 * Who says yes and no: registers the pupils, with a yes of both parents, and then lets one parent of every fifth withdraw
 * and say yes again, each withdrawal until it is answered. Its ledger holds when a yes was sent and when a withdrawal was
 * answered; between these a message may go, outside it may not.
 */
final class Families implements Part.Player {
    static final String JOURNAL = "families.ndjson";
    private static final String WITHDRAWER = "ouder-1";
    private static final String OTHER = "ouder-2";
    /** What was sent to a node that was killed has been committed, or never will be, by then. */
    private static final int SETTLED_MILLIS = 2000;

    private final Setting setting;
    private final Clock clock;
    private final GatewayClient school;
    private final Journal journal;
    private final List<Thread> parents = new ArrayList<>();
    private volatile boolean stopping;

    Families(Path folder, Setting setting, Clock clock) throws IOException {
        this.setting = setting;
        this.clock = clock;
        this.school = Setting.school(folder, URI.create(setting.gateway()), clock);
        this.journal = new Journal(folder.resolve(JOURNAL));
    }

    @Override
    public void begin() throws IOException, InterruptedException {
        for (int i = 1; i <= setting.children(); i++) {
            String child = Setting.child(i);
            demand(school.post(
                    "v1/subjects",
                    bytes("""
                    {"localId": "%s", "birthDate": "%s", "capable": true,
                     "holders": [{"localId": "%s", "kind": "112"}, {"localId": "%s", "kind": "112"}],
                     "authority": {"state": "established", "source": "school-registration", "checkedOn": "%s"}}
                    """.formatted(child, Sending.birthDate(clock), WITHDRAWER, OTHER, today())),
                    Map.of()));
            demand(school.post("v1/consents", yes(child, OTHER), Map.of()));
            journal.write(Journal.line("yes-sent").put("child", child));
            demand(school.post("v1/consents", yes(child, WITHDRAWER), Map.of()));
        }
        for (int i = 1; i <= setting.children(); i++) {
            if (Setting.withdraws(i)) {
                int number = i;
                Thread parent = new Thread(() -> parent(number), "parent-" + i);
                parents.add(parent);
                parent.start();
            }
        }
    }

    private void parent(int number) {
        String child = Setting.child(number);
        Dice dice = new Dice(setting.seed() + number);
        try {
            boolean sure = true;
            while (!stopping && sure) {
                think(500 + dice.below(3500));
                withdraw(child);
                think(300 + dice.below(2000));
                sure = sayYes(child);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void think(long millis) {
        for (long left = millis; left > 0 && !stopping; left -= 100) {
            Pause.millis(Math.min(left, 100));
        }
    }

    /** Every yes that stands is taken back and each of that is answered, however often it must be asked. */
    private void withdraw(String child) throws InterruptedException {
        journal.write(Journal.line("withdrawal-sent").put("child", child));
        Set<String> asked = new LinkedHashSet<>();
        while (true) {
            try {
                Set<String> open = standing(child);
                open.addAll(asked);
                if (open.isEmpty()) {
                    journal.write(Journal.line("withdrawn").put("child", child));
                    return;
                }
                for (String consent : open) {
                    asked.add(consent);
                    if (withdrawn(child, consent)) {
                        asked.remove(consent);
                    }
                }
            } catch (IOException again) {
                Pause.millis(300);
            }
        }
    }

    private boolean withdrawn(String child, String consent) throws IOException, InterruptedException {
        Answer answer = school.post("v1/consents/" + consent + "/withdrawal", new byte[0], Map.of());
        if (answer.ok()) {
            var line = Journal.line("withdrawal-answered").put("child", child).put("consent", consent);
            line.set("uncertain", answer.body().path("uncertain"));
            journal.write(line);
        }
        return answer.ok();
    }

    /**
     * Whether it is known that exactly this yes stands. Where an answer stayed out so long that it may still be written
     * later, nobody could tell the next withdrawal from one that came too early: that parent is left alone from then on.
     */
    private boolean sayYes(String child) throws InterruptedException {
        journal.write(Journal.line("yes-sent").put("child", child));
        while (true) {
            try {
                Answer answer = school.post("v1/consents", yes(child, WITHDRAWER), Map.of());
                if (answer.ok()) {
                    return true;
                }
                journal.write(Journal.line("yes-uncertain").put("child", child).put("status", answer.status()));
                return false;
            } catch (Trouble silence) {
                journal.write(Journal.line("yes-uncertain").put("child", child));
                return false;
            } catch (IOException cut) {
                Pause.millis(SETTLED_MILLIS);
                if (stands(child)) {
                    return true;
                }
            }
        }
    }

    private boolean stands(String child) throws InterruptedException {
        while (true) {
            try {
                return !standing(child).isEmpty();
            } catch (IOException again) {
                Pause.millis(300);
            }
        }
    }

    private Set<String> standing(String child) throws IOException, InterruptedException {
        Answer answer = school.get("v1/consents?subject=" + child);
        if (!answer.ok()) {
            throw new IOException("not told");
        }
        Set<String> standing = new LinkedHashSet<>();
        for (JsonNode consent : answer.body().path("consents")) {
            if (consent.path("holder").asText().equals(WITHDRAWER) && !consent.hasNonNull("withdrawnAt")) {
                standing.add(consent.path("id").asText());
            }
        }
        return standing;
    }

    private byte[] yes(String child, String holder) {
        return bytes("""
                {"subject": "%s", "grantor": "holder", "holder": "%s", "effect": "grant", "purpose": "%s",
                 "recipient": "%s", "categories": ["IDENT", "SCHOOL", "AUTHORITY", "PLAN", "GOAL", "SUPPORT", "LEARNING",
                 "ATTENDANCE", "VOICE"], "from": "%s", "until": "%s", "textVersion": "2026-1",
                 "proof": {"verified": "in-person", "by": "ib-01", "at": "%sT08:00:00Z", "digest": "%s"}}
                """.formatted(
                        child,
                        holder,
                        Setting.PURPOSE,
                        Setting.RECIPIENT,
                        today().minusDays(30),
                        today().plusDays(200),
                        today().minusDays(1),
                        "ab".repeat(32)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(UTF_8);
    }

    private static void demand(Answer answer) throws Trouble {
        if (!answer.ok()) {
            throw new Trouble("the register does not take the pupils: " + answer.status(), "Look at the node's log.");
        }
    }

    /** Everybody says yes in the end, so that what is uncertain can be asked again. */
    @Override
    public void end() throws IOException, InterruptedException {
        stopping = true;
        for (Thread parent : parents) {
            parent.join();
        }
        for (int i = 1; i <= setting.children(); i++) {
            if (Setting.withdraws(i) && !stands(Setting.child(i))) {
                sayYes(Setting.child(i));
            }
        }
        journal.close();
    }
}
