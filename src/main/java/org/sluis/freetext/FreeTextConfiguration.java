package org.sluis.freetext;

import java.nio.file.Path;
import org.sluis.canonical.Dictionary;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The room's beans. A list with a fault stops the start: nothing passes a screen that nobody wrote. */
@Configuration(proxyBeanMethods = false)
class FreeTextConfiguration {

    @Bean
    Screen screen(@Value("${sluis.free-text:consent-policies/free-text/nl}") String folder, Dictionary dictionary) {
        return Screen.load(Path.of(folder), dictionary);
    }
}
