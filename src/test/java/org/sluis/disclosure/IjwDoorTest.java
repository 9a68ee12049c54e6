package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Start and stop of care, as iJw says it: the school hears that and when, and the sender gets its return message. */
class IjwDoorTest {
    private static final Path SCHEMAS = Path.of("../shared/real/ijw-3.2/xsd");
    private static final Path REAL = Path.of("../shared/real/ijw-3.2");
    private static IjwTown town;

    @BeforeAll
    static void open() throws Exception {
        town = new IjwTown();
    }

    @AfterAll
    static void close() {
        town.close();
    }

    @Test
    void aStartTellsTheSchoolThatAndWhenAndNothingElseOfTheMessage() throws Exception {
        String id = town.told("ijw-start");
        town.agreed("ijw-start", "support-started");

        HttpResponse<String> answer =
                town.send("ijw-start", "support-started", IjwTown.message("ijw-start", "two-products", "START-1"), id);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(retour(answer, "306", "START-1")).isEqualTo("0200");
        assertThat(answer.headers().firstValue("Sluis-Receipt")).isPresent();
        JsonNode told = town.arrived(answer);
        assertThat(told.path("started").path("on").asText()).isEqualTo("2026-09-07");
        assertThat(told.path("care").path("name").asText()).isEqualTo("Jeugdhulp Oever");
        assertThat(told.toString())
                .doesNotContain("45A53", "700401", "999990019", "2017", "Veldkamp", "Noor", "99000005", id);
    }

    @Test
    void aStopTellsThatTheSupportEndedAndNeverWhy() throws Exception {
        String id = town.told("ijw-stop");
        town.agreed("ijw-stop", "support-ended");
        String message = IjwTown.message("ijw-stop", "two-products", "STOP-1");

        HttpResponse<String> answer = town.send("ijw-stop", "support-ended", message, id);

        assertThat(retour(answer, "308", "STOP-1")).isEqualTo("0200");
        JsonNode told = town.arrived(answer);
        assertThat(told.path("ended").toString()).isEqualTo("{\"on\":\"2026-10-30\"}");
        HttpResponse<String> again = town.send("ijw-stop", "support-ended", message, id);
        assertThat(again.headers().firstValue("Sluis-Disclosure"))
                .isEqualTo(answer.headers().firstValue("Sluis-Disclosure"));
        HttpResponse<String> other =
                town.send("ijw-stop", "support-ended", IjwTown.message("ijw-stop", "smallest", "STOP-1"), id);
        assertThat(retour(other, "308", "STOP-1")).isEqualTo("9056");
        assertThat(other.statusCode()).isEqualTo(409);
    }

    @Test
    void whatIsNoRightMessageIsRefusedAtItsPlace() throws Exception {
        HttpResponse<String> answer = town.send(
                "ijw-start",
                "support-started",
                IjwTown.message("ijw-start", "reject-no-such-day", "START-2"),
                "0".repeat(40));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(retour(answer, "306", "START-2")).isEqualTo("0001");
        assertThat(answer.headers().firstValue("Sluis-Reason")).hasValue("element-not-valid");
        assertThat(answer.headers().firstValue("Sluis-Where"))
                .hasValue("/Bericht/Client/StartProducten/StartProduct[1]/Begindatum");

        String right = IjwTown.message("ijw-start", "smallest", "START-3");
        HttpResponse<String> nobody = town.send("ijw-start", "support-started", right, null);
        assertThat(retour(nobody, "306", "START-3")).isEqualTo("0001");
        assertThat(nobody.headers().firstValue("Sluis-Where")).hasValue("Sluis-Supplement: subject.addressedAs");
    }

    @Test
    void whoeverNeverHeardOfTheChildLearnsNothingOfIt() throws Exception {
        town.told("ijw-there");
        for (String id : new String[] {"0".repeat(40), "999990019", "ijw-there"}) {
            HttpResponse<String> answer =
                    town.send("ijw-stop", "support-ended", IjwTown.message("ijw-stop", "smallest", "STOP-2"), id);
            assertThat(retour(answer, "308", "STOP-2")).isEqualTo("9063");
            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void withoutConsentItIsRightAndNotToldOn() throws Exception {
        String id = town.told("ijw-no-consent");
        town.agreed("ijw-no-consent", "support-ended");
        HttpResponse<String> answer =
                town.send("ijw-start", "support-started", IjwTown.message("ijw-start", "smallest", "START-4"), id);
        assertThat(retour(answer, "306", "START-4")).isEqualTo("0233");
        assertThat(answer.headers().firstValue("Sluis-Reason")).hasValue("consent-for-other-purpose");
    }

    @Test
    void aSoapDoorAnswersWithAFaultOrSaysThatItWasTaken() throws Exception {
        String id = town.told("soap-start");
        town.agreed("soap-start", "support-started");
        String told = "4664505774a0e0f7bbf4a7a297e8123e82cf573d";
        String message = IjwTown.message("soap-status", "support-started", "");
        HttpResponse<String> unknown = town.send("soap-status", "support-started", message, null);
        assertThat(unknown.statusCode()).isEqualTo(403);
        assertThat(unknown.body())
                .contains("<faultcode>soap:Client</faultcode>", "<s:Reason>subject-unknown</s:Reason>")
                .doesNotContain(told, "Marieke");

        HttpResponse<String> taken = town.send(
                "soap-status", "support-started", message.replace(told, id).replace("0031", "0032"), null);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        assertThat(taken.body()).contains("StatusTaken");
        assertThat(town.arrived(taken).path("started").path("on").asText()).isEqualTo("2026-09-14");
    }

    @Test
    void whatHasNoReturnMessageIsAnsweredAsAtEveryDoor() throws Exception {
        String right = IjwTown.message("ijw-start", "smallest", "START-5");
        for (String other : new String[] {
            right.replace("jw305/schema", "jw315/schema"),
            "<no/>",
            "no",
            right.replace(">9999<", "> <"),
            right.replace("<jw305:Ontvanger>", "<jw305:Afzender>1</jw305:Afzender><jw305:Ontvanger>")
        }) {
            HttpResponse<String> answer = town.send("ijw-start", "support-started", other, "0".repeat(40));
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(answer.statusCode()).isBetween(400, 499);
        }
        HttpResponse<String> notTheirs = town.send("de-linde-direct", "ijw-start", "support-started", right, "0");
        assertThat(notTheirs.body()).contains("not-entitled").doesNotContain("jw306");
    }

    @Test
    void theStandardsOwnExamplesAreRefusedWithAReasonAndNeverAnError() throws Exception {
        if (!Files.isDirectory(REAL)) {
            System.out.println("iJw: the folder ../shared/real is absent, nothing was tried");
            return;
        }
        for (String name : new String[] {"JW305", "JW307", "JW315", "JW301"}) {
            String message = Files.readString(REAL.resolve(name + ".xml"));
            boolean start = !name.equals("JW307");
            HttpResponse<String> answer = town.send(
                    start ? "ijw-start" : "ijw-stop",
                    start ? "support-started" : "support-ended",
                    message,
                    "0".repeat(40));
            boolean known = name.equals("JW305") || name.equals("JW307");
            assertThat(answer.statusCode()).as(name).isEqualTo(known ? 403 : 422);
            assertThat(answer.body()).as(name).contains(known ? "9063" : "element-unmapped");
            if (known) {
                valid(answer.body(), start ? "306" : "308");
            }
        }
    }

    /** Its code; it is the return message of that number, and right where the standard's schema is there. */
    private static String retour(HttpResponse<String> answer, String kind, String number) throws Exception {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/xml;charset=UTF-8");
        String body = answer.body();
        assertThat(body)
                .contains("<jw" + kind + ":Bericht", ">99000005<", ">9999<", ">" + number + "<")
                .doesNotContain("Veldkamp", "Noor", "2017-03-14", "45A53", "0".repeat(40));
        valid(body, kind);
        Matcher code = Pattern.compile(":RetourCode>([0-9A-Z]{4})<").matcher(body);
        assertThat(code.find()).as(body).isTrue();
        return code.group(1);
    }

    private static void valid(String body, String kind) throws Exception {
        if (!Files.isDirectory(SCHEMAS)) {
            System.out.println("iJw: the standard's schemas are absent, the return message is not held against them");
            return;
        }
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(SCHEMAS.resolve("JW" + kind + ".xsd").toFile())
                .newValidator()
                .validate(new StreamSource(new StringReader(body)));
    }
}
