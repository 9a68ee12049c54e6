package org.sluis.consent.fhir;

import ca.uhn.fhir.context.FhirContext;
import org.sluis.canonical.ReasonTexts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the register's FHIR side. */
@Configuration(proxyBeanMethods = false)
class FhirConfiguration {

    @Bean
    FhirParser fhirParser(FhirContext r4) {
        return new FhirParser(r4);
    }

    @Bean
    FhirAnswers fhirAnswers(FhirParser fhir, ReasonTexts texts) {
        return new FhirAnswers(fhir, texts);
    }
}
