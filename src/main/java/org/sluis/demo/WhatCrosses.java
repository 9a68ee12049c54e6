package org.sluis.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The acts in which something arrives: a plan, a dossier, a signal, a question about nobody. */
final class WhatCrosses extends Scene {

    WhatCrosses(Stage stage, Post post, Progress tell, Tally tally) {
        super(stage, post, tell, tally);
    }

    /** Gives the disclosure. */
    String plan() throws IOException, InterruptedException {
        tell.chapter("1. Noor's plan, with the consent of both parents");
        tell.say(
                "Basisschool De Linde sends Noor's support plan to Jeugdhulp Oever, a youth-care provider. Both parents");
        tell.say("said yes; her father did not say yes to sharing how she learns.");
        String disclosure = accepted(LINDE, "plan-noor.json", PLAN, OEVER, Map.of());
        tell.step("accepted: recorded first, with a signed receipt; disclosure " + disclosure);
        delivered(LINDE, disclosure);
        tell.step(
                "DELIVERED as FHIR R4, the first message, in an envelope that Oever alone can open, good for seconds");
        lookUp("plan-noor.json", disclosure, Map.of());
        tell.say("");
        new Crossing(stage.gateway()).table(lines(disclosure)).lines().forEach(tell::say);
        return disclosure;
    }

    void dossier() throws IOException, InterruptedException {
        tell.chapter("2. Noor's OSO dossier, as her school's own system makes it");
        tell.say(
                "An XML of hundreds of fields and four documents, to Jeugdteam Waterlee. It becomes a notice: that there is");
        tell.say("a plan, and whom to call. It says toestemming=Ja; that counts for nothing, the register does.");
        var before = stage.desk().holds();
        String disclosure = accepted(LINDE, "dossier-noor.xml", "plan-notice", TEAM, Map.of());
        delivered(LINDE, disclosure);
        var news = lookUp("dossier-noor.xml", disclosure, before);
        NotAsTold.unless(
                news.toString().contains("eerder had moeten vertellen"), "the parents' dissent travels along", "not");
        tell.step(
                "DELIVERED, and in it what her parents think: they disagree with what the school wrote, and still agree");
        tell.say("to share it. Documents, diagnosis, scores, address and numbers stayed: "
                + Crossing.withheld(lines(disclosure)) + " elements withheld.");
    }

    /** Gives whom it was about, as the team's own system has it. */
    String signal() throws IOException, InterruptedException {
        tell.chapter("3. A signal, and a question about nobody");
        tell.say(
                "De Linde is worried about Noor in the breaks, and tells the youth team what was seen, when and by whom:");
        var before = stage.desk().holds();
        String disclosure = accepted(LINDE, "signal-noor.json", "signal", TEAM, Map.of());
        delivered(LINDE, disclosure);
        var seen = lookUp("signal-noor.json", disclosure, before).getOrDefault("Communication", List.of());
        NotAsTold.unless(seen.size() == 1, "one Communication", seen.size() + " of them");
        String about = seen.get(0).path("subject").path("reference").asText().replace("Patient/", "");
        tell.step(
                "DELIVERED: a Communication with what was seen, and a Task with nothing but the question. Her father did");
        tell.say("not say yes to telling about home, so that line stayed.");
        tell.say("And a question that names nobody, so that nobody need be asked:");
        before = stage.desk().holds();
        String question = accepted(LINDE, "question-about-nobody.json", "anonymous-consultation", TEAM, Map.of());
        delivered(LINDE, question);
        NotAsTold.unless(
                !lookUp("question-about-nobody.json", question, before).containsKey("Patient"),
                "it leads to nobody",
                "a Patient");
        tell.step("DELIVERED: a Task for nobody in particular");
        return about;
    }
}
