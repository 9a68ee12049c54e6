package org.sluis.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.Refused;
import org.sluis.consent.Drain;
import org.sluis.consent.StoredConsent;
import org.sluis.consent.Waterlee;
import org.sluis.consent.Withdrawals;

/**
 * What goes out is FHIR R4 and IHE PCF basic: HAPI validates it with local files alone. The profile is not part of this
 * project; where its folder is absent, the test says so and validates against base R4 and our own extensions.
 */
class ConsentProfileTest {
    private static final Path PCF = Path.of("../shared/real/ihe-pcf");
    private static final String BASE = "http://hl7.org/fhir/StructureDefinition/Consent";
    private static final FhirContext R4 = FhirContext.forR4();
    private static final FhirParser FHIR = new FhirParser(R4);
    private static final FhirValidator VALIDATOR = validator();

    @Test
    void aYesIsOfTheProfile() throws IOException {
        assertThat(errors(written(FhirTown.fixture()))).isEmpty();
    }

    @Test
    void aNoWithoutProofIsOfTheProfile() throws IOException {
        ObjectNode deny = FhirTown.fixture();
        FhirTown.put(deny, "/provision", "type", "deny");
        deny.remove(List.of("extension", "sourceReference"));
        assertThat(errors(written(deny))).isEmpty();
    }

    @Test
    void theFixtureThatIntegratorsStartFromIsOfTheProfile() throws IOException {
        assertThat(errors(FhirTown.fixture().toString())).isEmpty();
    }

    @Test
    void whatTheProfileDoesNotHaveWouldBeFound() throws IOException {
        String written = written(FhirTown.fixture());
        assertThat(errors(written.replaceFirst("\"status\":\"active\",", "")))
                .anyMatch(error -> error.contains("Consent.status"));
        assertThat(errors(written.replaceFirst("\"url\":\"verified\"", "\"url\":\"how\"")))
                .isNotEmpty();
        assertThat(errors(written.replaceFirst("fhir/CodeSystem/category", "fhir/CodeSystem/kategorie")))
                .isNotEmpty();
        if (profileIsThere()) {
            assertThat(errors(written.replaceFirst("\"organization\":\\[.*?\\}\\}\\],", "")))
                    .anyMatch(error -> error.contains("Consent.organization"));
        }
    }

    @Test
    void whatElseIsAnsweredIsFhirToo() throws IOException {
        FhirAnswers answers = new FhirAnswers(FHIR, new ReasonTexts());
        UUID id = new UUID(7, 7);
        Drain.Drained drained = new Drain.Drained(List.of(id), List.of(id), List.of(id));
        assertThat(errors(answers.withdrawn(new Withdrawals.Withdrawn(id, Instant.EPOCH, drained))
                        .getBody()))
                .isEmpty();
        for (Reason reason : Reason.values()) {
            Refused refused =
                    new Refused(reason, "Consent.policy:missing", "/categories/3:unknown", "line 2, column 3");
            assertThat(errors(answers.refused(refused).getBody()))
                    .as(reason.code())
                    .isEmpty();
        }
        assertThat(errors(new String(
                        ConsentProfileTest.class
                                .getResourceAsStream("/fhir/metadata.json")
                                .readAllBytes(),
                        StandardCharsets.UTF_8)))
                .isEmpty();
    }

    /** Nobody else's consent is one of ours, but each is answered with places. */
    @Test
    void theExamplesOfTheProfileAreRefusedWithPlaces() throws IOException {
        List<String> places = new ArrayList<>();
        if (profileIsThere()) {
            try (DirectoryStream<Path> examples = Files.newDirectoryStream(PCF, "Consent-*.json")) {
                for (Path example : examples) {
                    byte[] body = Files.readAllBytes(example);
                    assertThatThrownBy(() -> ConsentReader.read(Waterlee.LINDE, FHIR.consent(body)))
                            .as(example.toString())
                            .isInstanceOfSatisfying(Refused.class, refused -> {
                                assertThat(refused.reason()).isEqualTo(Reason.CONSENT_NOT_VALID);
                                places.addAll(refused.where());
                            });
                }
            }
            assertThat(places)
                    .contains(
                            "Consent.patient.reference:not-taken",
                            "Consent.provision.dataPeriod:not-taken",
                            "Consent.provision.provision:not-taken")
                    .allMatch(place -> place.matches("Consent[\\w.\\[\\]]*:[a-z-]+"));
        }
    }

    private static boolean profileIsThere() {
        boolean there = Files.isDirectory(PCF);
        if (!there) {
            System.out.println("IHE PCF is not at " + PCF + ": its profile and examples were not looked at");
        }
        return there;
    }

    private static String written(ObjectNode consent) {
        Given given = ConsentReader.read(
                Waterlee.LINDE, FHIR.consent(consent.toString().getBytes(StandardCharsets.UTF_8)));
        return FHIR.json(ConsentWriter.write(
                Waterlee.LINDE, new StoredConsent(new UUID(0, 1), given.form(), Instant.EPOCH, null)));
    }

    private static List<String> errors(String resource) {
        String known = profileIsThere() ? resource : resource.replace(Pcf.PROFILE, BASE);
        return VALIDATOR.validateWithResult(known).getMessages().stream()
                .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                .map(SingleValidationMessage::toString)
                .toList();
    }

    private static FhirValidator validator() {
        try {
            PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(R4);
            List<Path> definitions = new ArrayList<>(List.of(
                    Path.of("docs/fhir/StructureDefinition-consent-category.json"),
                    Path.of("docs/fhir/StructureDefinition-consent-verification.json")));
            if (profileIsThere()) {
                definitions.add(PCF.resolve("StructureDefinition-IHE.PCF.consentBasic.json"));
            }
            for (Path definition : definitions) {
                own.addStructureDefinition(
                        R4.newJsonParser().parseResource(StructureDefinition.class, Files.readString(definition)));
            }
            UnknownCodeSystemWarningValidationSupport unknown = new UnknownCodeSystemWarningValidationSupport(R4);
            FhirInstanceValidator instance = new FhirInstanceValidator(new ValidationSupportChain(
                    new DefaultProfileValidationSupport(R4),
                    own,
                    new SnapshotGeneratingValidationSupport(R4),
                    new CommonCodeSystemsTerminologyService(R4),
                    new InMemoryTerminologyServerValidationSupport(R4),
                    unknown));
            instance.setNoExtensibleWarnings(true);
            return R4.newValidator().registerValidatorModule(instance);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
