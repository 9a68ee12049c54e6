package org.sluis.bench.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluis.TestTown;

/** The plans that go in, 4 KB each, as a school writes them and as FHIR. Each carries its number in the words of a goal. */
final class Messages {
    static final int PUPILS = 400;
    private static final int BYTES = 4096;
    private static final String NUMBERED = "Zelfstandig werken, doel-";
    private static final Pattern NUMBER = Pattern.compile(NUMBERED + "([0-9]{6})");
    private static final String FILLING =
            "De leerkracht bespreekt aan het eind van de week met de klas wat er goed ging. ";
    /** Bytes that an action takes besides its description, and a few more. */
    private static final int ACTION = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode plan;
    private final String fhir;

    Messages() throws IOException {
        plan = (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of("test-fixtures/disclosures/plan-noor.json")));
        ((ObjectNode) plan.path("pupil")).put("birthDate", TestTown.birthDate().toString());
        ArrayNode actions = (ArrayNode) plan.path("actions");
        for (int missing = BYTES - plan(0).length; missing > ACTION; missing = BYTES - plan(0).length) {
            actions.addObject()
                    .put(
                            "description",
                            FILLING.substring(0, Math.min(FILLING.length(), missing - ACTION + 20))
                                    .trim())
                    .put("who", "Groepsleerkracht")
                    .put("start", "2026-09-07");
        }
        String open = """
                {"resourceType":"CarePlan","id":"plan","status":"active","intent":"plan","title":"Plan",\
                "subject":{"reference":"Patient/p"},"period":{"start":"2026-09-01","end":"2027-07-16"},\
                "activity":[{"detail":{"status":"in-progress","description":"%s000000"}}""".formatted(NUMBERED);
        StringBuilder resource = new StringBuilder(open);
        while (resource.length() < BYTES - 250) {
            resource.append(
                            ",{\"detail\":{\"status\":\"scheduled\",\"scheduledString\":\"Elke schooldag\",\"description\":\"")
                    .append(FILLING.trim())
                    .append("\"}}");
        }
        fhir = resource.append("],\"note\":[{\"text\":\"")
                .append(filled(BYTES - resource.length() - 5))
                .append("\"}]}")
                .toString();
    }

    /** The same sentence as often as it takes for this many characters more than the action has. */
    private static String filled(int characters) {
        String text = FILLING.repeat(1 + Math.max(0, characters) / FILLING.length());
        return text.substring(0, Math.max(20, characters)).trim();
    }

    static String pupil(int number) {
        return "bench-" + number % PUPILS;
    }

    /** As a school writes it. */
    synchronized byte[] plan(int number) throws IOException {
        plan.put("messageId", "bench-" + number);
        ((ObjectNode) plan.path("pupil")).put("id", pupil(number));
        ((ObjectNode) plan.path("plan")).put("id", "OPP-" + pupil(number));
        JsonNode goal = plan.path("goals").get(0);
        ((ObjectNode) goal).put("description", NUMBERED + padded(number));
        return JSON.writeValueAsBytes(plan);
    }

    /** A FHIR R4 plan, for who has no other form. */
    byte[] fhir(int number) {
        return fhir.replace(NUMBERED + "000000", NUMBERED + padded(number)).getBytes(UTF_8);
    }

    private static String padded(int number) {
        return String.format(Locale.ROOT, "%06d", number);
    }

    /** Which one it was that came out at the other end; -1 for anything else. */
    static int number(byte[] written) {
        Matcher found = NUMBER.matcher(new String(written, UTF_8));
        return found.find() ? Integer.parseInt(found.group(1)) : -1;
    }
}
