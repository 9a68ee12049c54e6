package org.sluis.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sluis.canonical.Dictionary;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.connector.Connectors;
import org.sluis.policy.Explanation;

/** The main job, in four acts; the log is the fifth. Each step says what it expects; one that goes otherwise ends it. */
final class Story {
    private static final String LINDE = "de-linde";
    private static final String ANKER = "het-anker";
    private static final String OEVER = "jeugdhulp-oever";
    private static final String BRUG = "de-brug";

    private final Stage stage;
    private final Post post;
    private final Progress tell;
    private final Tally tally = new Tally();
    private String first = "";
    private String last = "";

    Story(Stage stage, String run, Progress tell) {
        this.stage = stage;
        this.post = new Post(stage.town(), run);
        this.tell = tell;
    }

    Tally tally() {
        return tally;
    }

    /** The disclosure of the first act, for whoever wants to look it up. */
    String firstDelivered() {
        return first;
    }

    /** The newest delivery: a log that covers it covers the whole story. */
    String lastDelivered() {
        return last;
    }

    void withConsent() throws IOException, InterruptedException {
        tell.chapter("1. Noor's plan, with the consent of both parents");
        tell.say(
                "Basisschool De Linde sends Noor's support plan to Jeugdhulp Oever, a youth-care provider. Both parents");
        tell.say("said yes; her father did not say yes to sharing how she learns.");
        first = accepted(LINDE, "plan-noor", OEVER);
        tell.step("accepted: recorded first, with a signed receipt; disclosure " + first);
        delivered(LINDE, first);
        tell.step("DELIVERED as FHIR R4, the first message");
        Map<String, List<JsonNode>> held = stage.desk().holds();
        tell.say("The care system, asked over its own FHIR interface, holds: "
                + held.entrySet().stream()
                        .map(type -> type.getValue().size() + " " + type.getKey())
                        .collect(Collectors.joining(", ")));
        Crossing crossing = new Crossing(stage.gateway());
        List<Explanation.Line> lines = crossing.explain(first, stage.town().tenant());
        int found = new Readback(
                        stage.gateway().part(Dictionary.class),
                        stage.gateway().part(Connectors.class).in("rest-json"))
                .compare(post.message("plan-noor"), Crossing.crossed(lines), held);
        tell.say("Of the plan's own words and dates " + found
                + " were found there again: all that crossed. Of what was withheld, none.");
        tell.say("");
        crossing.table(lines).lines().forEach(tell::say);
        tally.delivered(Crossing.withheld(lines));
    }

    void withoutConsent() throws IOException, InterruptedException {
        tell.chapter("2. The same without consent, and with one parent's refusal");
        tell.say("Nobody asked Lotte's parent yet. The same kind of plan, the same school, the same recipient:");
        refused(post.send(LINDE, "plan-lotte", OEVER), "pending", "consent-missing-holder");
        tell.say("Sem's mother said yes, his father said no:");
        refused(post.send(LINDE, "plan-sem", OEVER), "deny", "consent-refused");
    }

    void held() throws IOException, InterruptedException {
        tell.chapter("3. A number typed where words belong");
        tell.say(
                "Daan is 13; he and his parents said yes. But someone typed a citizen service number (BSN) into a goal:");
        Answer answer = post.send(ANKER, "plan-daan", BRUG);
        because(answer, "hold", "free-text-to-look-at");
        String where = answer.body().path("where").path(0).asText();
        NotAsTold.unless(where.contains("bsn"), "the place of the number is named", answer.body());
        tell.step("HELD (" + answer.text("title") + " at " + where + "): " + answer.text("detail"));
        tally.held();
    }

    void withdrawn() throws IOException, InterruptedException {
        tell.chapter("4. Consent withdrawn while a message waits");
        stage.desk().close();
        int before = stage.desk().arrivals();
        tell.say("The care system closes for maintenance: it answers 503. De Linde sends Tijn's plan to De Brug:");
        String disclosure = accepted(LINDE, "plan-tijn", BRUG);
        String state = post.state(LINDE, disclosure).text("state");
        NotAsTold.unless(List.of("waiting", "sending").contains(state), "Tijn's plan waits", state);
        tell.step("accepted; it waits, encrypted under a key of its own, and is tried again and again");
        List<String> stopped = withdraw();
        NotAsTold.unless(stopped.equals(List.of(disclosure)), "the withdrawal names what it stopped", stopped);
        tell.step("his guardian WITHDRAWS her consent; the answer names what that stopped: " + disclosure);
        Answer end = post.end(LINDE, disclosure);
        NotAsTold.unless(
                end.text("state").equals("stopped") && end.text("reason").equals("consent-withdrawn"),
                "Tijn's plan is stopped",
                end.body());
        tally.stopped();
        stage.desk().open();
        tell.say(
                "The care system opens again. To see that the queue works, Het Anker sends Yara's plan; she is 16 and");
        tell.say("decides alone, whatever her parents said:");
        last = accepted(ANKER, "plan-yara", OEVER);
        delivered(ANKER, last);
        int arrived = stage.desk().arrivals() - before;
        NotAsTold.unless(arrived == 1, "one arrival, Yara's", arrived);
        tell.step("DELIVERED, and the only arrival since the system closed. STOPPED: Tijn's plan never left");
        tally.delivered(Crossing.withheld(
                new Crossing(stage.gateway()).explain(last, stage.town().tenant())));
    }

    private String accepted(String school, String name, String recipient) throws IOException, InterruptedException {
        Answer answer = post.send(school, name, recipient);
        NotAsTold.unless(
                answer.status() == 202 && !answer.text("receipt").isEmpty(),
                name + " is accepted, with a receipt",
                answer.status() + " " + answer.body());
        return answer.text("disclosure");
    }

    private void delivered(String school, String disclosure) throws IOException, InterruptedException {
        Answer end = post.end(school, disclosure);
        NotAsTold.unless(end.text("state").equals("delivered"), disclosure + " is delivered", end.body());
    }

    private void refused(Answer answer, String outcome, String reason) {
        because(answer, outcome, reason);
        tell.step("REFUSED (" + reason + "): " + answer.text("detail"));
        tally.refused();
    }

    private static void because(Answer answer, String outcome, String reason) {
        NotAsTold.unless(
                !answer.ok()
                        && answer.text("outcome").equals(outcome)
                        && answer.text("title").equals(reason),
                outcome + " because of " + reason,
                answer.status() + " " + answer.body());
    }

    private List<String> withdraw() throws IOException, InterruptedException {
        String consent = stage.town().standing(LINDE, "WL-2019-025").stream()
                .map(given -> given.path("id").asText())
                .findFirst()
                .orElseThrow(() -> new NotAsTold("expected: the guardian's consent is on record; instead: none"));
        Answer answer =
                stage.town().school(LINDE).post("v1/consents/" + consent + "/withdrawal", new byte[0], Map.of());
        NotAsTold.unless(answer.ok(), "the withdrawal is taken", answer.status() + " " + answer.body());
        return answer.body().path("stopped").valueStream().map(JsonNode::asText).toList();
    }
}
