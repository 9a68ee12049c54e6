package org.sluis.party;

import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The beans of the party room. */
@Configuration(proxyBeanMethods = false)
class PartyConfiguration {

    @Bean
    Directory directory(Transactions transactions) {
        return new Directory(transactions);
    }

    @Bean
    Registrar registrar(Ledger ledger, Transactions transactions, Clock clock) {
        return new Registrar(ledger, transactions, clock);
    }

    /**
     * Ours, or an external one where {@code sluis.auth.jwks-file} or {@code sluis.auth.jwks-uri} says where its keys are.
     *
     * @param bundle the SSL bundle with the certificates that count at that address; without one, those of the JVM
     * @param clientClaim the claim of an external issuer that names the client as it stands in our directory
     */
    @Bean
    TokenIssuer tokenIssuer(
            KeyFolder keys,
            @Value("${sluis.auth.issuer}") String issuer,
            @Value("${sluis.auth.jwks-file:}") String file,
            @Value("${sluis.auth.jwks-uri:}") String address,
            @Value("${sluis.auth.jwks-bundle:}") String bundle,
            @Value("${sluis.auth.client-claim:client_id}") String clientClaim,
            SslBundles bundles,
            Clock clock)
            throws NoSuchAlgorithmException {
        if (!file.isEmpty() && !address.isEmpty()) {
            throw new IllegalArgumentException("give sluis.auth.jwks-file or sluis.auth.jwks-uri, not both");
        }
        if (file.isEmpty() && address.isEmpty()) {
            return TokenIssuer.own(issuer, keys);
        }
        if (!file.isEmpty()) {
            return new TokenIssuer(issuer, clientClaim, false, ExternalKeys.file(Path.of(file)));
        }
        SSLContext trust = bundle.isEmpty()
                ? SSLContext.getDefault()
                : bundles.getBundle(bundle).createSslContext();
        return new TokenIssuer(issuer, clientClaim, false, ExternalKeys.https(address, trust, clock));
    }

    @Bean
    Tokens tokens(TokenIssuer issuer, Directory directory, Clock clock) {
        return new Tokens(issuer, directory, clock);
    }

    @Bean
    Passes passes(Directory directory, Ids ids) {
        return new Passes(directory, ids);
    }

    @Bean
    Authenticate authenticate(Tokens tokens, Passes passes, Directory directory, Transactions transactions) {
        return new Authenticate(tokens, passes, directory, transactions);
    }

    @Bean
    WebMvcConfigurer callerArgument(Tokens tokens) {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgumentResolver(tokens));
            }
        };
    }
}
