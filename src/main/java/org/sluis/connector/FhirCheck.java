package org.sluis.connector;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/**
 * Whether a message that goes out as FHIR is base R4: HAPI's validator, by the definitions that come with it and nothing
 * from elsewhere. Seconds to make and to use the first time, so one is made where one is needed, and kept.
 */
public final class FhirCheck {
    /** Of another version the media type says so (FHIR R4, 2.1.0.6: the parameter fhirVersion). */
    private static final Pattern R4 = Pattern.compile("application/fhir\\+json( *; *fhirVersion=4\\.0)?");
    /** HAPI names a resource of a bundle by its id as well, which is for one recipient alone. */
    private static final Pattern ID = Pattern.compile("/\\*([A-Za-z]+)/[^*]*\\*/");

    private final FhirValidator validator;

    public FhirCheck() {
        FhirContext r4 = FhirContext.forR4();
        FhirInstanceValidator instance = new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(r4),
                new CommonCodeSystemsTerminologyService(r4),
                new InMemoryTerminologyServerValidationSupport(r4)));
        instance.setNoExtensibleWarnings(true);
        this.validator = r4.newValidator().registerValidatorModule(instance);
    }

    /**
     * What is wrong.
     *
     * @param place where, in FHIRPath; never a value
     * @param problem in the validator's own words, which can quote the message
     */
    public record Wrong(String place, String problem) {

        /** Shows where only. */
        @Override
        public String toString() {
            return place;
        }
    }

    /** Whether messages of this media type are FHIR R4. */
    public static boolean isR4(String contentType) {
        return R4.matcher(contentType).matches();
    }

    /** Every error of it; warnings are none. */
    public List<Wrong> wrong(byte[] message) {
        return validator.validateWithResult(new String(message, StandardCharsets.UTF_8)).getMessages().stream()
                .filter(each -> each.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                .map(each -> new Wrong(
                        ID.matcher(String.valueOf(each.getLocationString())).replaceAll("/*$1*/"),
                        String.valueOf(each.getMessage())))
                .toList();
    }
}
