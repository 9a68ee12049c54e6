package org.sluis.party;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.sluis.canonical.Ids;
import org.sluis.database.DatabaseUnavailable;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The built-in token endpoint, where no external issuer is configured. Of Spring Authorization Server only the token
 * endpoint and the public keys are reachable, and of its grants only client credentials.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${sluis.auth.jwks-file:}${sluis.auth.jwks-uri:}' == ''")
class TokenEndpointConfiguration {
    private static final String TOKEN = "/oauth2/token";
    private static final String KEYS = "/oauth2/jwks";
    private static final String RETRY_SECONDS = "5";

    @Bean
    RegisteredClients registeredClients(Directory directory, Clock clock) {
        return new RegisteredClients(directory, clock);
    }

    @Bean
    AssertionAuthentication assertionAuthentication(
            Directory directory,
            Transactions transactions,
            TokenIssuer issuer,
            Clock clock,
            RegisteredClients clients) {
        return new AssertionAuthentication(new Assertions(directory, transactions, issuer.id(), clock), clients);
    }

    @Bean
    AccessTokens accessTokens(KeyFolder keys, TokenIssuer issuer, Ids ids, Clock clock) {
        return new AccessTokens(keys, issuer.id(), ids, clock);
    }

    /** The endpoint writes public halves only. */
    @Bean
    JWKSource<SecurityContext> tokenKeys(KeyFolder keys) {
        return (selector, context) -> selector.select(keys.tokenKeys().toPublicJWKSet());
    }

    @Bean
    @Order(1)
    SecurityFilterChain tokenEndpoint(
            HttpSecurity http,
            AssertionAuthentication assertions,
            RegisteredClients clients,
            AccessTokens tokens,
            TokenIssuer issuer)
            throws Exception {
        OAuth2AuthorizationService nothingKept = new NothingKept();
        http.securityMatcher(TOKEN, KEYS)
                .with(
                        OAuth2AuthorizationServerConfigurer.authorizationServer(),
                        server -> server.registeredClientRepository(clients)
                                .authorizationService(nothingKept)
                                .tokenGenerator(tokens)
                                .authorizationServerSettings(AuthorizationServerSettings.builder()
                                        .issuer(issuer.id())
                                        .build())
                                .clientAuthentication(
                                        client -> client.authenticationConverters(all -> only(all, assertions))
                                                .authenticationProviders(all -> only(all, assertions)))
                                .tokenEndpoint(token -> token.accessTokenRequestConverters(
                                                all -> only(all, new OAuth2ClientCredentialsAuthenticationConverter()))
                                        .authenticationProviders(all -> only(
                                                all,
                                                new OAuth2ClientCredentialsAuthenticationProvider(
                                                        nothingKept, tokens)))))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .addFilterBefore(TokenEndpointConfiguration::orLater, SecurityContextHolderFilter.class)
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)));
        return SecurityConfiguration.closed(http).build();
    }

    /** Without the database no use of an assertion can be told from a second one: there is no token then, and a moment to ask again. */
    private static void orLater(ServletRequest request, ServletResponse response, FilterChain rest)
            throws IOException, ServletException {
        try {
            rest.doFilter(request, response);
        } catch (DatabaseUnavailable away) {
            HttpServletResponse later = (HttpServletResponse) response;
            later.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            later.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }

    /** RFC 8414, naming what there is and nothing more: the library's own would name endpoints that are not. */
    @Bean
    RouterFunction<ServerResponse> tokenEndpointMetadata(TokenIssuer issuer) {
        Map<String, Object> metadata = Map.of(
                "issuer", issuer.id(),
                "token_endpoint", issuer.id() + TOKEN,
                "jwks_uri", issuer.id() + KEYS,
                "response_types_supported", List.of(),
                "grant_types_supported", List.of("client_credentials"),
                "token_endpoint_auth_methods_supported", List.of("private_key_jwt"),
                "token_endpoint_auth_signing_alg_values_supported",
                        StrictJws.ALLOWED.stream()
                                .map(Object::toString)
                                .sorted()
                                .toList());
        return RouterFunctions.route()
                .GET("/.well-known/oauth-authorization-server", request -> ServerResponse.ok()
                        .body(metadata))
                .build();
    }

    private static <T> void only(List<? super T> all, T one) {
        all.clear();
        all.add(one);
    }
}
