package org.sluis.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.sluis.client.GatewayClient.Answer;

/** The act in which care answers the school: under consents of its own, and about a pupil it knows by its own id alone. */
final class WhatComesBack extends Scene {

    WhatComesBack(Stage stage, Post post, Progress tell, Tally tally) {
        super(stage, post, tell, tally);
    }

    /** @param about whom the signal was about, as the team's own system has it */
    void answers(String about) throws IOException, InterruptedException {
        tell.chapter("4. The team answers the signal");
        tell.say(
                "The law follows who tells. Even that a signal came in says that care is involved, so the parents were asked");
        tell.say("for that too, and said yes. The team knows Noor by the id it was given and by nothing else:");
        Answer answer = post.answer(TEAM, "acknowledgement-noor.json", about, "signal-acknowledgement", LINDE);
        NotAsTold.unless(
                answer.status() == 202, "the acknowledgement is accepted", answer.status() + " " + answer.body());
        String disclosure = answer.text("disclosure");
        delivered(TEAM, disclosure);
        JsonNode told = stage.schoolDesk().told(disclosure);
        String pupil = stage.town().pupil(told.path("about").asText());
        NotAsTold.unless(pupil.equals("WL-2017-031"), "the school knows whom it is about", pupil);
        tell.step("DELIVERED to De Linde, in an envelope: "
                + told.path("acknowledgement").path("status").asText() + " by "
                + told.path("acknowledgement").path("team").asText() + ", next contact on "
                + told.path("acknowledgement").path("nextContactOn").asText());
        tell.say("The school's id for her is another than the team's: "
                + beginning(told.path("about").asText()) + " here, " + beginning(about) + " there.");
        tell.say("What came of the signal is another purpose, and to that nobody said yes:");
        refused(
                post.answer(TEAM, "feedback-noor.json", about, "signal-feedback", LINDE),
                "deny",
                "consent-for-other-purpose");
    }

    private static String beginning(String id) {
        return id.substring(0, 8) + "\u2026";
    }
}
