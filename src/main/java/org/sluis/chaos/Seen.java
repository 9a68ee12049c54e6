package org.sluis.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the players wrote down, each on its own, put side by side. */
final class Seen {
    /** A message of the sender's. */
    static final class Sent {
        final String child;
        final Set<String> disclosures = new LinkedHashSet<>();
        boolean answered;

        Sent(String child) {
            this.child = child;
        }
    }

    /** What the recipient did with a disclosure. */
    static final class Got {
        final List<Long> effects = new ArrayList<>();
        final Set<String> digests = new HashSet<>();
        int arrivals;
    }

    /** From a withdrawal's answer until a yes is sent again. */
    record Without(long from, long until) {}

    private final Map<String, Sent> sent = new LinkedHashMap<>();
    private final Map<String, String> childOf = new HashMap<>();
    private final Map<String, Got> got = new LinkedHashMap<>();
    private final Map<String, List<Without>> without = new HashMap<>();
    private final Set<String> withdrawn = new TreeSet<>();
    private final List<Long> accepted = new ArrayList<>();
    private int arrivals;
    private int openWithdrawals;

    Seen(Path players) throws IOException {
        Journal.read(players.resolve(Sending.JOURNAL)).forEach(this::sender);
        Journal.read(players.resolve(Receiving.JOURNAL)).forEach(this::recipient);
        families(Journal.read(players.resolve(Families.JOURNAL)));
    }

    private void sender(JsonNode line) {
        String id = line.path("id").asText();
        switch (line.path("do").asText()) {
            case "send" ->
                sent.computeIfAbsent(id, any -> new Sent(line.path("child").asText()));
            case "answer" -> {
                Sent one = sent.computeIfAbsent(id, any -> new Sent(""));
                int status = line.path("status").asInt();
                one.answered |= status < 500 && status != 429 && status != 401;
                if (status == 202) {
                    accepted.add(line.path("at").asLong());
                    one.disclosures.add(line.path("disclosure").asText());
                    childOf.put(line.path("disclosure").asText(), one.child);
                }
            }
            case "gave-up" -> sent.computeIfAbsent(id, any -> new Sent("")).answered = false;
            default -> {} // that there was no answer shows by there being none
        }
    }

    private void recipient(JsonNode line) {
        switch (line.path("do").asText()) {
            case "arrival" -> arrivals++;
            case "taken" -> {
                if (!line.path("plan").asBoolean()) {
                    return; // a recall: holds nothing, and is meant to come after a withdrawal
                }
                Got one = got.computeIfAbsent(line.path("disclosure").asText(), any -> new Got());
                one.arrivals++;
                one.digests.add(line.path("digest").asText());
                if (line.path("effect").asBoolean()) {
                    one.effects.add(line.path("at").asLong());
                }
            }
            default -> {} // what it did not take had no effect
        }
    }

    private void families(List<JsonNode> lines) {
        Map<String, Long> since = new HashMap<>();
        Set<String> open = new HashSet<>();
        for (JsonNode line : lines) {
            String child = line.path("child").asText();
            long at = line.path("at").asLong();
            switch (line.path("do").asText()) {
                case "withdrawal-sent" -> open.add(child);
                case "withdrawal-answered" -> withdrawn.add(line.path("consent").asText());
                case "withdrawn" -> {
                    since.put(child, at);
                    open.remove(child);
                }
                case "yes-sent" -> {
                    Long from = since.remove(child);
                    if (from != null) {
                        without.computeIfAbsent(child, any -> new ArrayList<>()).add(new Without(from, at));
                    }
                }
                default -> {} // an uncertain yes may stand: from when it was sent on, nothing is judged
            }
        }
        since.forEach((child, from) ->
                without.computeIfAbsent(child, any -> new ArrayList<>()).add(new Without(from, Long.MAX_VALUE)));
        openWithdrawals = open.size();
    }

    /** By the sender's own ids. */
    Map<String, Sent> sent() {
        return sent;
    }

    /** By disclosure. */
    Map<String, Got> got() {
        return got;
    }

    /** Whether a disclosure of this pupil had an effect while a parent had withdrawn, and been answered. */
    boolean afterWithdrawal(String disclosure, Got what) {
        return without.getOrDefault(childOf.getOrDefault(disclosure, ""), List.of()).stream()
                .anyMatch(period -> what.effects.stream().anyMatch(at -> at > period.from() && at < period.until()));
    }

    /** Everything that the sender was answered 202 for. */
    Set<String> disclosures() {
        return childOf.keySet();
    }

    /** When each 202 came. */
    List<Long> accepted() {
        return accepted;
    }

    /** Consents whose withdrawal was answered. */
    Set<String> withdrawn() {
        return withdrawn;
    }

    /** Everything that came to the recipient's door. */
    int arrivals() {
        return arrivals;
    }

    /** Withdrawals that never were answered. */
    int openWithdrawals() {
        return openWithdrawals;
    }
}
