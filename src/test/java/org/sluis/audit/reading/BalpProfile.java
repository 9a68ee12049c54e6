package org.sluis.audit.reading;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * HAPI's validator with the profiles, value sets and code systems of IHE BALP, from local files alone. They are no part of
 * this project; where their folder is absent, it says so and validates against base R4.
 */
public final class BalpProfile {
    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final Path BALP = Path.of("../shared/real/ihe-balp");
    private static final FhirValidator VALIDATOR = validator();

    private BalpProfile() {}

    static boolean isThere() {
        boolean there = Files.isDirectory(BALP);
        if (!there) {
            System.out.println("IHE BALP is not at " + BALP + ": its profiles and examples were not looked at");
        }
        return there;
    }

    /** The events that IHE gives as examples, by the name of their file; none where the folder is absent. */
    static SortedMap<String, String> examples() {
        return files("AuditEvent-*.json");
    }

    /** What is wrong with it, by the profile that it names. */
    public static List<String> errors(String resource) {
        String known = isThere() ? resource : resource.replaceAll("\"profile\":\\[\"[^\"]+\"\\],?", "");
        return VALIDATOR.validateWithResult(known).getMessages().stream()
                .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                .map(SingleValidationMessage::toString)
                .toList();
    }

    private static SortedMap<String, String> files(String glob) {
        SortedMap<String, String> files = new TreeMap<>();
        if (isThere()) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(BALP, glob)) {
                for (Path file : found) {
                    files.put(file.getFileName().toString(), Files.readString(file));
                }
            } catch (IOException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }
        return files;
    }

    private static FhirValidator validator() {
        PrePopulatedValidationSupport balp = new PrePopulatedValidationSupport(R4);
        for (String kind : List.of("StructureDefinition-*", "ValueSet-*", "CodeSystem-*")) {
            files(kind + ".json").values().forEach(text -> {
                IBaseResource definition = R4.newJsonParser().parseResource(text);
                balp.addResource(definition);
            });
        }
        FhirInstanceValidator instance = new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(R4),
                balp,
                new SnapshotGeneratingValidationSupport(R4),
                new CommonCodeSystemsTerminologyService(R4),
                new InMemoryTerminologyServerValidationSupport(R4),
                new UnknownCodeSystemWarningValidationSupport(R4)));
        instance.setNoExtensibleWarnings(true);
        return R4.newValidator().registerValidatorModule(instance);
    }
}
