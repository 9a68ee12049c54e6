package org.sluis.measure;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.DomainResource;
import org.junit.jupiter.api.Test;
import org.sluis.law.LawVector;
import org.sluis.law.LawVectors;

/** What is sent to others is FHIR, says what the vector says, and is what the document shows. */
class InFhirTest {
    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<LawVectors.Held> LAWS =
            LawVectors.read(Path.of("consent-policies/law"), Path.of("test-fixtures/consent-vectors"));
    private static final Path DOCUMENT = Path.of("docs/measuring-consent-services.md");

    private static LawVectors.Held held(String name) {
        return LAWS.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static LawVector vector(String id) {
        return held("nl").vectors().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<DomainResource> resources(LawVector vector, LocalDate today) {
        return new InFhir(vector, new Days(vector.day(held("nl").law()), today)).resources();
    }

    @Test
    void theDocumentShowsWhatIsSent() throws Exception {
        String document = Files.readString(DOCUMENT);
        LawVector vector = vector("u12-01");

        assertThat(document)
                .contains(pretty(CdsHook.question(vector, new UUID(0, 1))))
                .contains(pretty(R4.newJsonParser()
                        .encodeResourceToString(
                                resources(vector, LocalDate.of(2027, 2, 28)).get(3))));
    }

    private static String pretty(String json) throws Exception {
        return JSON.readTree(json).toPrettyString();
    }

    @Test
    void everythingThatIsSentIsValidR4() {
        FhirValidator validator = R4.newValidator();
        validator.registerValidatorModule(new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(R4),
                new CommonCodeSystemsTerminologyService(R4),
                new InMemoryTerminologyServerValidationSupport(R4))));
        for (String id : List.of("u12-01", "u12-08", "who-03", "who-05")) {
            for (DomainResource each : resources(vector(id), Rival.TODAY)) {
                assertThat(validator.validateWithResult(each).getMessages())
                        .filteredOn(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                        .as(id + " " + each.getId())
                        .isEmpty();
            }
        }
    }

    @Test
    void everyCaseCanBeSentUnderIdsThatFhirTakesAndOnce() {
        List<String> ids = LAWS.stream()
                .flatMap(law -> law.vectors().stream()
                        .flatMap(vector ->
                                new InFhir(vector, new Days(vector.day(law.law()), Rival.TODAY)).resources().stream()))
                .map(each -> each.getIdElement().getIdPart())
                .toList();
        assertThat(ids)
                .hasSizeGreaterThan(2000)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[A-Za-z0-9.-]{1,64}"));
    }

    /** Every age of the vectors on every day of five years: moved there, nobody is a day older or younger. */
    @Test
    void aMovedBirthdayKeepsTheAgeOnThatDay() {
        LocalDate then = LocalDate.of(2026, 11, 23);
        for (LocalDate today = LocalDate.of(2024, 1, 1); today.getYear() < 2029; today = today.plusDays(1)) {
            for (int days : List.of(-1, 0, 1, 31, 180, 182, 183, 184, 300, 364)) {
                LocalDate birth = then.minusYears(12).minusDays(days);
                long age = ChronoUnit.YEARS.between(birth, then);
                LocalDate moved = new Days(then, today).birthday(birth);
                assertThat(ChronoUnit.YEARS.between(moved, today))
                        .as(birth + " on " + today)
                        .isEqualTo(age);
            }
        }
        assertThat(new Days(then, then).birthday(LocalDate.of(2014, 11, 23))).isEqualTo(LocalDate.of(2014, 11, 23));
        assertThat(new Days(then, then).birthday(then.plusDays(1))).isEqualTo(then.plusDays(1));
    }

    @Test
    void whatComesLaterWasSaidLater() {
        List<LawVector> two = held("nl").vectors().stream()
                .filter(each -> each.id().equals("u12-08"))
                .toList();
        List<String> order = resources(two.get(0), Rival.TODAY).stream()
                .filter(org.hl7.fhir.r4.model.Consent.class::isInstance)
                .map(org.hl7.fhir.r4.model.Consent.class::cast)
                .sorted(Comparator.comparing(org.hl7.fhir.r4.model.Consent::getDateTime))
                .map(each -> each.getIdElement().getIdPart())
                .toList();
        assertThat(order).containsExactly("sluis-u12-08-says-m", "sluis-u12-08-says-f", "sluis-u12-08-says-c");
    }
}
