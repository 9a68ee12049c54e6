package org.sluis.connector;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.PerformanceOptionsEnum;
import java.nio.file.Path;
import org.sluis.canonical.Dictionary;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConnectorConfiguration {

    @Bean
    Connectors connectors(@Value("${sluis.connectors.folder:routes/connectors}") String folder, Dictionary dictionary) {
        return Connectors.load(Path.of(folder), dictionary);
    }

    @Bean
    FirstMessages firstMessages(@Value("${sluis.connectors.validate-first:20}") int count) {
        return new FirstMessages(count);
    }

    @Bean
    TranslateIn translateIn(Connectors connectors) {
        return new TranslateIn(connectors);
    }

    /** What the FHIR routes send with; named on them as {@code #fhirContext}. */
    @Bean
    FhirContext fhirContext() {
        FhirContext context = FhirContext.forR4();
        context.setPerformanceOptions(PerformanceOptionsEnum.DEFERRED_MODEL_SCANNING);
        context.setRestfulClientFactory(new StraightHttp(context));
        return context;
    }
}
