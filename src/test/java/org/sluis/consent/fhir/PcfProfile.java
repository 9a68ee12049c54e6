package org.sluis.consent.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * HAPI's validator with local files alone: IHE PCF and the extensions of this project. The profile is not part of this
 * project; where its folder is absent, it says so and validates against base R4 and our own extensions.
 */
final class PcfProfile {
    static final String INTERMEDIATE =
            "https://profiles.ihe.net/ITI/PCF/StructureDefinition/IHE.PCF.consentIntermediate";
    static final FhirContext R4 = FhirContext.forR4();
    private static final Path PCF = Path.of("../shared/real/ihe-pcf");
    private static final String BASE = "http://hl7.org/fhir/StructureDefinition/Consent";
    private static final FhirValidator VALIDATOR = validator();

    private PcfProfile() {}

    static boolean isThere() {
        boolean there = Files.isDirectory(PCF);
        if (!there) {
            System.out.println("IHE PCF is not at " + PCF + ": its profile and examples were not looked at");
        }
        return there;
    }

    /** The consents that IHE gives as examples, by the name of their file; none where the folder is absent. */
    static SortedMap<String, String> examples() {
        SortedMap<String, String> examples = new TreeMap<>();
        if (isThere()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(PCF, "Consent-*.json")) {
                for (Path file : files) {
                    examples.put(file.getFileName().toString(), Files.readString(file));
                }
            } catch (IOException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }
        return examples;
    }

    static List<String> errors(String resource) {
        String known =
                isThere() ? resource : resource.replace(Pcf.PROFILE, BASE).replace(INTERMEDIATE, BASE);
        return VALIDATOR.validateWithResult(known).getMessages().stream()
                .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                .map(SingleValidationMessage::toString)
                .toList();
    }

    private static FhirValidator validator() {
        try {
            PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(R4);
            List<Path> definitions = new ArrayList<>();
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(Path.of("docs/fhir"), "StructureDefinition-consent-*.json")) {
                files.forEach(definitions::add);
            }
            if (isThere()) {
                definitions.add(PCF.resolve("StructureDefinition-IHE.PCF.consentBasic.json"));
                definitions.add(PCF.resolve("StructureDefinition-IHE.PCF.consentIntermediate.json"));
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
