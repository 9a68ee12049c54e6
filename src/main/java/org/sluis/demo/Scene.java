package org.sluis.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sluis.canonical.Dictionary;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.connector.Connectors;
import org.sluis.policy.Explanation;

/** What every act does: send, say what came of it, and end the demo where that is not what was told. */
class Scene {
    static final String LINDE = "de-linde";
    static final String ANKER = "het-anker";
    static final String OEVER = "jeugdhulp-oever";
    static final String BRUG = "de-brug";
    static final String TEAM = "jeugdteam-waterlee";
    static final String PLAN = "plan-coordination";

    final Stage stage;
    final Post post;
    final Progress tell;
    final Tally tally;

    Scene(Stage stage, Post post, Progress tell, Tally tally) {
        this.stage = stage;
        this.post = post;
        this.tell = tell;
        this.tally = tally;
    }

    final String accepted(String school, String file, String purpose, String recipient, Map<String, String> headers)
            throws IOException, InterruptedException {
        Answer answer = post.send(school, file, purpose, recipient, headers);
        NotAsTold.unless(
                answer.status() == 202 && !answer.text("receipt").isEmpty(),
                file + " is accepted, with a receipt",
                answer.status() + " " + answer.body());
        return answer.text("disclosure");
    }

    final void delivered(String school, String disclosure) throws IOException, InterruptedException {
        Answer end = post.end(school, disclosure);
        NotAsTold.unless(end.text("state").equals("delivered"), disclosure + " is delivered", end.body());
        tally.delivered(Crossing.withheld(lines(disclosure)));
    }

    final List<Explanation.Line> lines(String disclosure) {
        return new Crossing(stage.gateway()).explain(disclosure, stage.town().tenant());
    }

    /** Looks in the care system, over its own FHIR interface, for all of a message: what crossed is there, the rest is not. */
    final Map<String, List<JsonNode>> lookUp(String file, String disclosure, Map<String, List<JsonNode>> before)
            throws IOException, InterruptedException {
        Map<String, List<JsonNode>> held = stage.desk().holds();
        Map<String, List<JsonNode>> news = new HashMap<>(held);
        news.replaceAll((type, all) -> {
            Set<JsonNode> known = new HashSet<>(before.getOrDefault(type, List.of()));
            return all.stream().filter(one -> !known.contains(one)).toList();
        });
        news.values().removeIf(List::isEmpty);
        tell.say("The care system, asked over its own FHIR interface, has taken: "
                + news.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(type -> type.getValue().size() + " " + type.getKey())
                        .collect(Collectors.joining(", ")));
        int found = new Readback(
                        stage.gateway().part(Dictionary.class),
                        stage.gateway().part(Connectors.class).in(Post.connector(file)))
                .compare(post.message(file), Crossing.crossed(lines(disclosure)), held, news);
        tell.say("Of the message's own words and dates " + found
                + " were found there again: all that crossed. Of what was withheld, none.");
        return news;
    }

    final void refused(Answer answer, String outcome, String reason) {
        because(answer, outcome, reason);
        tell.step("REFUSED (" + reason + "): " + answer.text("detail"));
        tally.refused();
    }

    /** Says where something is held, and gives that place. */
    final String held(Answer answer) {
        because(answer, "hold", "free-text-to-look-at");
        String where = answer.body().path("where").path(0).asText();
        tell.step("HELD (" + answer.text("title") + " at " + where + "): " + answer.text("detail"));
        tally.held();
        return where;
    }

    private static void because(Answer answer, String outcome, String reason) {
        NotAsTold.unless(
                !answer.ok()
                        && answer.text("outcome").equals(outcome)
                        && answer.text("title").equals(reason),
                outcome + " because of " + reason,
                answer.status() + " " + answer.body());
    }
}
