package org.sluis.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sluis.client.GatewayClient.Answer;

/** Pupils of De Linde for the town's history: nobody, each with one holder, who says yes, no, or nothing yet. */
final class MorePupils {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHOOL = Scene.LINDE;
    private static final String[] GIVEN = {"Mila", "Finn", "Saar", "Luuk", "Evi", "Bram", "Lieke", "Jip"};
    private static final String[] FAMILY = {"Bakker", "Visser", "Smit", "Meijer", "Bos"};
    /** Of so many families one says no, and one does not answer. */
    private static final int SAYS_NO = 8;

    private static final List<String> OF_A_SIGNAL =
            List.of("IDENT", "AUTHORITY", "SCHOOL", "SIGNAL", "BEHAVIOUR", "SUPPORT", "VOICE");
    private static final List<String> OF_A_PLAN =
            List.of("IDENT", "AUTHORITY", "SCHOOL", "PLAN", "GOAL", "SUPPORT", "VOICE");

    private MorePupils() {}

    record Pupil(int number, String id, String given, String family, LocalDate born) {
        String holder() {
            return id.replace("WL-", "WL-V-");
        }
    }

    static List<Pupil> of(int pupils) {
        List<Pupil> all = new ArrayList<>();
        LocalDate born = LocalDate.now(ZoneOffset.UTC).minusYears(9);
        for (int number = 0; number < pupils; number++) {
            all.add(new Pupil(
                    number,
                    String.format(Locale.ROOT, "WL-9000-%03d", number),
                    GIVEN[number % GIVEN.length],
                    FAMILY[number % FAMILY.length],
                    born.minusDays(3L * number)));
        }
        return all;
    }

    /** Registers one, with what was said about sharing, unless that is on record. */
    static void register(Town town, Pupil pupil) throws IOException, InterruptedException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        ObjectNode subject = JSON.createObjectNode()
                .put("localId", pupil.id())
                .put("birthDate", pupil.born().toString());
        subject.putArray("holders").addObject().put("localId", pupil.holder()).put("kind", "112");
        subject.putObject("authority")
                .put("state", "established")
                .put("source", "school-registration")
                .put("checkedOn", today.minusDays(1).toString());
        done(post(town, "v1/subjects", subject));
        if (pupil.number() % SAYS_NO == 1 || !town.standing(SCHOOL, pupil.id()).isEmpty()) {
            return;
        }
        String says = pupil.number() % SAYS_NO == 0 ? "refuse" : "grant";
        done(post(town, "v1/consents", consent(pupil, says, Scene.PLAN, SCHOOL, Scene.OEVER, OF_A_PLAN)));
        done(post(town, "v1/consents", consent(pupil, says, "signal", SCHOOL, Scene.TEAM, OF_A_SIGNAL)));
        List<String> ofAnAnswer = List.of("IDENT", "CONTACT", "SIGNAL", "CARE_INV");
        done(post(town, "v1/consents", consent(pupil, says, "signal-acknowledgement", Scene.TEAM, SCHOOL, ofAnAnswer)));
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

    /** A message about Noor as one about this pupil, of whom one holder is known. */
    static ObjectNode about(Pupil pupil, String text) throws IOException {
        ObjectNode message = (ObjectNode) JSON.readTree(text.replace("WL-2017-031", pupil.id())
                .replace("WL-V-0311", pupil.holder())
                .replace("Saskia Veldkamp", "Ouder van " + pupil.given())
                .replace("Noor", pupil.given())
                .replace("Veldkamp", pupil.family())
                .replace("2017-03-14", pupil.born().toString()));
        ((ArrayNode) message.path("holders")).remove(1);
        return message;
    }

    private static Answer post(Town town, String path, ObjectNode body) throws IOException, InterruptedException {
        return town.school(SCHOOL).post(path, body.toString().getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static void done(Answer answer) {
        NotAsTold.unless(answer.ok(), "the history's pupils are registered", answer.status() + " " + answer.body());
    }
}
