package org.sluis.party;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * The one way to authenticate at the token endpoint: a client assertion in the body (RFC 7523 section 2.2). Every other
 * way, or two at once, is {@code invalid_client}, and so is every assertion that is not accepted; nothing says why.
 */
final class AssertionAuthentication implements AuthenticationConverter, AuthenticationProvider {
    private static final ClientAuthenticationMethod ASSERTION =
            new ClientAuthenticationMethod("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

    private final Assertions assertions;
    private final RegisteredClients clients;

    AssertionAuthentication(Assertions assertions, RegisteredClients clients) {
        this.assertions = assertions;
        this.clients = clients;
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        String[] type = values(request, OAuth2ParameterNames.CLIENT_ASSERTION_TYPE);
        String[] assertion = values(request, OAuth2ParameterNames.CLIENT_ASSERTION);
        String[] id = values(request, OAuth2ParameterNames.CLIENT_ID);
        boolean alone = request.getQueryString() == null
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                // A proof of possession (RFC 9449) would bind a token to a key that is not looked at later.
                && request.getHeader("DPoP") == null
                && values(request, OAuth2ParameterNames.CLIENT_SECRET).length == 0;
        if (!alone
                || type.length != 1
                || !type[0].equals(ASSERTION.getValue())
                || assertion.length != 1
                || id.length > 1) {
            throw refused();
        }
        // The id may be left out (RFC 7521 section 4.2), but the library wants a name here.
        return new OAuth2ClientAuthenticationToken(
                "assertion",
                ASSERTION,
                assertion[0],
                id.length == 0 ? Map.of() : Map.of(OAuth2ParameterNames.CLIENT_ID, id[0]));
    }

    @Override
    public Authentication authenticate(Authentication claimed) {
        Object named = claimed instanceof OAuth2ClientAuthenticationToken token
                ? token.getAdditionalParameters().get(OAuth2ParameterNames.CLIENT_ID)
                : null;
        Client client = assertions
                .accept(String.valueOf(claimed.getCredentials()))
                .filter(accepted -> named == null || accepted.id().equals(named))
                .orElseThrow(AssertionAuthentication::refused);
        return new OAuth2ClientAuthenticationToken(
                clients.registered(client), ClientAuthenticationMethod.PRIVATE_KEY_JWT, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private static String[] values(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? new String[0] : values;
    }

    private static OAuth2AuthenticationException refused() {
        return new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
}
