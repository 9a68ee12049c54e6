package org.sluis.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.TestTown;
import org.sluis.canonical.Refused;
import org.sluis.consent.ConsentForm;
import org.sluis.consent.Waterlee;

/** What a provision with exceptions comes to, neither narrower nor wider than it says; and what it cannot come to. */
class ProvisionReaderTest {
    private static final FhirParser FHIR = new FhirParser(PcfProfile.R4);
    /** Purposes of the root a and b, recipients p1 and p2, categories C1 to C3. */
    private static final String ROOT = "a b|p1 p2|C1 C2 C3";

    /** An exception is: purposes, recipients and categories, each with blanks between. A word of the answer is one statement. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "permit; ; a/p1=C1,C2,C3 a/p2=C1,C2,C3 b/p1=C1,C2,C3 b/p2=C1,C2,C3",
                "deny; ; a/p1=no a/p2=no b/p1=no b/p2=no",
                "permit; a||; a/p1=no a/p2=no b/p1=C1,C2,C3 b/p2=C1,C2,C3",
                "permit; |p2|; a/p1=C1,C2,C3 a/p2=no b/p1=C1,C2,C3 b/p2=no",
                "permit; ||C2; a/p1=C1,C3 a/p2=C1,C3 b/p1=C1,C3 b/p2=C1,C3",
                "permit; a|p1|C1 C2 C3; a/p1=no a/p2=C1,C2,C3 b/p1=C1,C2,C3 b/p2=C1,C2,C3",
                "permit; a|p1|C1&a||C2; a/p1=C3 a/p2=C1,C3 b/p1=C1,C2,C3 b/p2=C1,C2,C3",
                "permit; a|p1|C1&a|p1|C2 C3; a/p1=no a/p2=C1,C2,C3 b/p1=C1,C2,C3 b/p2=C1,C2,C3",
                "deny; b|p2|; a/p1=no a/p2=no b/p1=no b/p2=C1,C2,C3",
                "deny; b|p2|C3; a/p1=no a/p2=no b/p1=no b/p2=C3",
                "deny; ||C1&b||C3; a/p1=C1 a/p2=C1 b/p1=C1,C3 b/p2=C1,C3",
            })
    void comesTo(String type, String exceptions, String expected) {
        assertThat(String.join(" ", statements(consent(type, ROOT, exceptions))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a|p1|C1; ||; Consent.provision.provision[0]:names-nothing",
                "a|p1|C1; b||; Consent.provision.provision[0].purpose[0]:not-in-the-provision",
                "a|p1|C1; |p1 p2|; Consent.provision.provision[0].actor[1]:not-in-the-provision",
                "a|p1|C1; |kind:p1|; Consent.provision.provision[0].actor[0]:not-in-the-provision",
                "a|p1|C1; a||&||C2; Consent.provision.provision[1].modifierExtension[0]:not-in-the-provision",
                "a|p1|C1; a a||; Consent.provision.provision[0].purpose:there-twice",
                "a|kind:k p1|C1; |kind:k|; Consent.provision.provision[0].actor:a-kind-beside-a-party",
                "|p1|C1; ||C1; Consent.provision.purpose:missing",
                "a||C1; ||C1; Consent.provision.actor:missing",
                "a|p1 p1|C1; a||; Consent.provision.actor:there-twice",
            })
    void refusesWhatItCannotTell(String root, String exceptions, String fault) {
        for (String type : List.of("permit", "deny")) {
            assertThat(faults(consent(type, root, exceptions))).contains(fault);
        }
    }

    @Test
    void aWordAboutOnePartyBesideItsKindIsTwoStatements() {
        assertThat(statements(consent("permit", "a|kind:k p1|C1 C2", "|p1|C1")))
                .containsExactly("a/kind:k=C1,C2", "a/p1=C2");
        assertThat(statements(consent("permit", "a|kind:k kind:l|C1", "|kind:k|")))
                .containsExactly("a/kind:k=no", "a/kind:l=C1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dataPeriod|{\"start\": \"2026-01-01\"}",
                "period|{\"start\": \"2026-01-01\"}",
                "data|[{\"meaning\": \"instance\", \"reference\": {\"reference\": \"Observation/kanarie\"}}]",
                "data|[{\"meaning\": \"authoredby\", \"reference\": {\"reference\": \"Practitioner/kanarie\"}}]",
                "securityLabel|[{\"code\": \"R\"}]",
                "class|[{\"code\": \"x\"}]",
                "code|[{\"text\": \"x\"}]",
                "action|[{\"text\": \"x\"}]",
                "provision|[{\"type\": \"deny\"}]"
            })
    void whatTheRegisterCannotHoldIsRefusedByItsPlace(String named) {
        String[] part = named.split("\\|", 2);
        for (int depth = 0; depth < 2; depth++) {
            ObjectNode consent = consent("permit", ROOT, "a||");
            String at = depth == 0 ? "/provision" : "/provision/provision/0";
            ((ObjectNode) consent.at(at))
                    .set(part[0], TestTown.read("{\"v\":" + part[1] + "}").path("v"));
            String place = "Consent.provision" + (depth == 0 ? "" : ".provision[0]") + "." + part[0] + ":not-taken";
            if (depth == 1 || !List.of("period", "provision").contains(part[0])) {
                assertThat(faults(consent)).containsExactly(place);
            }
        }
    }

    @Test
    void anExceptionSaysTheOpposite() {
        ObjectNode consent = consent("permit", ROOT, "a||");
        FhirTown.put(consent, "/provision/provision/0", "type", "permit");
        assertThat(faults(consent)).containsExactly("Consent.provision.provision[0].type:not-an-exception");
        FhirTown.put(consent, "/provision/provision/0", "type", "kanarie");
        assertThat(faults(consent)).containsExactly("Consent.provision.provision[0].type:not-a-value-of-it");
        FhirTown.remove(consent, "/provision/provision/0", "type");
        assertThat(faults(consent)).containsExactly("Consent.provision.provision[0].type:missing");
    }

    @Test
    void anExceptionWithSomethingUnknownInItIsRefused() {
        ObjectNode consent = consent("permit", ROOT, "||C1");
        FhirTown.put(consent, "/provision/provision/0/modifierExtension/0", "url", "http://kanarie.example");
        assertThat(faults(consent)).containsExactly("Consent.provision.provision[0].modifierExtension[0].url:unknown");
        FhirTown.put(consent, "/provision/provision/0", "kanarie", "kanarie");
        assertThat(faults(consent)).containsExactly("Consent.provision.provision[0]:not-taken");
    }

    @Test
    void thereIsAnEndToStatementsAndExceptions() {
        String many = "a b c d e f g h|p1 p2 p3 p4 p5 p6 p7|C1";
        assertThat(faults(consent("permit", many, "a||"))).containsExactly("Consent.provision:too-many-statements");
        String exceptions = "a||&".repeat(ProvisionReader.MOST);
        assertThat(statements(consent("permit", ROOT, exceptions))).hasSize(4);
        assertThat(faults(consent("permit", ROOT, exceptions + "a||")))
                .containsExactly("Consent.provision.provision:too-many");
    }

    /** Element by element: what is permitted is in the yes of its purpose and recipient, and nothing else is. */
    @Property(tries = 1_000)
    void neitherNarrowsNorWidens(@ForAll boolean permits, @ForAll("exceptions") List<List<List<String>>> exceptions) {
        List<String> written = exceptions.stream()
                .map(each -> String.join(" ", each.get(0)) + "|" + String.join(" ", each.get(1)) + "|"
                        + String.join(" ", each.get(2)))
                .toList();
        List<ConsentForm> forms = forms(consent(permits ? "permit" : "deny", ROOT, String.join("&", written)));
        assertThat(forms).hasSize(4);
        for (ConsentForm form : forms) {
            for (String category : List.of("C1", "C2", "C3")) {
                boolean excepted = exceptions.stream()
                        .anyMatch(each -> holds(each.get(0), form.purpose())
                                && holds(each.get(1), form.recipient())
                                && holds(each.get(2), category));
                boolean permitted = form.grants() && form.categories().contains(category);
                assertThat(permitted).isEqualTo(permits != excepted);
            }
            assertThat(form.categories()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<List<List<List<String>>>> exceptions() {
        Arbitrary<List<List<String>>> one = net.jqwik.api.Combinators.combine(
                        Arbitraries.subsetOf("a", "b"),
                        Arbitraries.subsetOf("p1", "p2"),
                        Arbitraries.subsetOf("C1", "C2", "C3"))
                .as((purposes, recipients, categories) ->
                        List.of(List.copyOf(purposes), List.copyOf(recipients), List.copyOf(categories)));
        return one.filter(each -> each.stream().anyMatch(axis -> !axis.isEmpty()))
                .list()
                .ofMaxSize(5);
    }

    private static boolean holds(List<String> named, String what) {
        return named.isEmpty() || named.contains(what);
    }

    private static ObjectNode consent(String type, String root, String exceptions) {
        ObjectNode consent = FhirTown.fixture();
        ObjectNode provision = (ObjectNode) consent.path("provision");
        about(provision, type, root);
        ArrayNode nested = provision.putArray("provision");
        for (String each : exceptions == null ? new String[0] : exceptions.split("&")) {
            if (!each.isEmpty()) {
                about(nested.addObject(), type.equals("permit") ? "deny" : "permit", each);
            }
        }
        if (nested.isEmpty()) {
            provision.remove("provision");
        }
        return consent;
    }

    private static void about(ObjectNode provision, String type, String words) {
        provision.put("type", type);
        String[] axes = words.split("\\|", -1);
        provision.remove(List.of("purpose", "actor", "modifierExtension"));
        for (String purpose : axes[0].split(" ")) {
            if (!purpose.isEmpty()) {
                provision
                        .withArray("purpose")
                        .addObject()
                        .put("system", Pcf.PURPOSES)
                        .put("code", purpose);
            }
        }
        for (String recipient : axes[1].split(" ")) {
            if (!recipient.isEmpty()) {
                ObjectNode actor = (ObjectNode) FhirTown.fixture().at("/provision/actor/0");
                boolean kind = recipient.startsWith("kind:");
                FhirTown.put(actor, "/reference/identifier", "system", kind ? Pcf.PARTY_KINDS : Pcf.PARTIES);
                FhirTown.put(actor, "/reference/identifier", "value", recipient.replace("kind:", ""));
                provision.withArray("actor").add(actor);
            }
        }
        for (String category : axes[2].split(" ")) {
            if (!category.isEmpty()) {
                ObjectNode extension = (ObjectNode) FhirTown.fixture().at("/provision/modifierExtension/0");
                FhirTown.put(extension, "/valueCoding", "code", category);
                provision.withArray("modifierExtension").add(extension);
            }
        }
    }

    private static List<String> statements(ObjectNode consent) {
        return forms(consent).stream()
                .map(form -> form.purpose() + "/"
                        + (form.recipient() == null ? "kind:" + form.recipientKind() : form.recipient()) + "="
                        + (form.grants() ? String.join(",", form.categories()) : "no"))
                .toList();
    }

    private static List<ConsentForm> forms(ObjectNode consent) {
        return ConsentReader.read(
                        Waterlee.LINDE, FHIR.consent(consent.toString().getBytes(StandardCharsets.UTF_8)))
                .forms();
    }

    private static List<String> faults(ObjectNode consent) {
        try {
            throw new AssertionError(forms(consent));
        } catch (Refused refused) {
            assertThat(refused.where().toString()).doesNotContain("kanarie");
            return refused.where();
        }
    }
}
