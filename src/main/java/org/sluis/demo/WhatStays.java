package org.sluis.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.sluis.client.GatewayClient.Answer;

/** The acts in which something stays, or comes back for a person to look at. */
final class WhatStays extends Scene {

    WhatStays(Stage stage, Post post, Progress tell, Tally tally) {
        super(stage, post, tell, tally);
    }

    void withoutConsent() throws IOException, InterruptedException {
        tell.chapter("5. The same without consent, and with one parent's refusal");
        tell.say("Nobody asked Lotte's parent yet. The same kind of plan, the same school, the same recipient:");
        refused(post.send(LINDE, "plan-lotte.json", PLAN, OEVER, Map.of()), "pending", "consent-missing-holder");
        tell.say("Sem's mother said yes, his father said no:");
        refused(post.send(LINDE, "plan-sem.json", PLAN, OEVER, Map.of()), "deny", "consent-refused");
    }

    void freeText() throws IOException, InterruptedException {
        tell.chapter("6. What was typed where words belong");
        tell.say(
                "Daan is 13; he and his parents said yes. But someone typed a citizen service number (BSN) into a goal:");
        String where = held(post.send(ANKER, "plan-daan.json", PLAN, BRUG, Map.of()));
        NotAsTold.unless(where.endsWith("bsn"), "the place of the number is named", where);
        tell.say("Nobody may attest to a BSN. His mentor takes it out; now the name of a classmate stands there:");
        Answer again = post.send(ANKER, "plan-daan-mended.json", PLAN, BRUG, Map.of());
        where = held(again);
        NotAsTold.unless(where.endsWith("name"), "the place of the name is named", where);
        tell.say(
                "She agreed to be named, and the mentor attests to that. Nothing was kept, so the plan is sent again:");
        String attest = where.substring(0, where.indexOf(' ')) + " name=person-agrees";
        String disclosure = accepted(
                ANKER,
                "plan-daan-mended.json",
                PLAN,
                BRUG,
                Map.of("Sluis-Replaces", again.text("disclosure"), "Sluis-Attest", attest));
        delivered(ANKER, disclosure);
        tell.step("DELIVERED; the log has who attested to what kind of thing, and where: " + attest);
    }

    /** Gives the newest delivery. */
    String withdrawn() throws IOException, InterruptedException {
        tell.chapter("7. Consent withdrawn while a message waits");
        stage.desk().close();
        int before = stage.desk().arrivals();
        tell.say("The care system closes for maintenance: it answers 503. De Linde sends Tijn's plan to De Brug:");
        String disclosure = accepted(LINDE, "plan-tijn.json", PLAN, BRUG, Map.of());
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
        String last = accepted(ANKER, "plan-yara.json", PLAN, OEVER, Map.of());
        delivered(ANKER, last);
        int arrived = stage.desk().arrivals() - before;
        NotAsTold.unless(arrived == 1, "one arrival, Yara's", arrived);
        tell.step("DELIVERED, and the only arrival since the system closed. STOPPED: Tijn's plan never left");
        return last;
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
