package org.sluis.consent.authority;

import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.sluis.consent.AuthorityRecorder;
import org.sluis.consent.Rejections;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects the register that the configuration names, if it names one. Its words stand beside the law that uses them. */
@Configuration(proxyBeanMethods = false)
class AuthorityConfiguration {
    private static final String WORDS = "register/authority.yaml";

    /**
     * @param bundle the SSL bundle with the certificates that count at that address, and our own if it asks for one;
     *     without it, those of the JVM
     */
    @Bean
    AuthorityChecks authorityChecks(
            AuthorityRecorder recorder,
            Rejections rejections,
            SslBundles bundles,
            @Value("${sluis.law:consent-policies/law/nl}") String law,
            @Value("${sluis.authority.register.url:}") String address,
            @Value("${sluis.authority.register.key-file:}") String key,
            @Value("${sluis.authority.register.bundle:}") String bundle)
            throws NoSuchAlgorithmException {
        if (address.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException(
                    "give both sluis.authority.register.url and sluis.authority.register.key-file, or neither");
        }
        if (address.isEmpty()) {
            return new AuthorityChecks(Optional.empty(), recorder, rejections);
        }
        RegisterWords words = RegisterWords.load(Path.of(law).resolve(WORDS));
        recorder.mustKnow(words.source(), words.states(), words.kinds(), Set.of(words.others()));
        SSLContext trust = bundle.isEmpty()
                ? SSLContext.getDefault()
                : bundles.getBundle(bundle).createSslContext();
        return new AuthorityChecks(
                Optional.of(new RegisterClient(address, Path.of(key), trust, words)), recorder, rejections);
    }
}
