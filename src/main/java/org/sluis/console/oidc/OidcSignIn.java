package org.sluis.console.oidc;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluis.console.SignedIn;
import org.sluis.console.WayIn;
import org.sluis.party.account.IssuerAccounts;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/**
 * Signing in at an OpenID provider: authorization code with PKCE, state and nonce, by Spring Security, which checks signature,
 * issuer, audience and time of the ID token. Whose account it is says our record; the issuer can narrow their roles and add none.
 * No token of the provider is kept.
 */
final class OidcSignIn implements WayIn {
    static final String TO = PATH + "/to";
    static final String BACK = PATH + "/back";
    private static final String REFUSED = "not_on_record";

    private final OidcSettings settings;
    private final Provider provider;
    private final UnderWay underWay;
    private final IssuerAccounts accounts;

    OidcSignIn(OidcSettings settings, UnderWay underWay, IssuerAccounts accounts) {
        this.settings = settings;
        this.provider = new Provider(settings);
        this.underWay = underWay;
        this.accounts = accounts;
    }

    /** Who it turned out to be, until the session knows. */
    private static final class Known extends DefaultOidcUser {
        private static final long serialVersionUID = 1;
        private final transient SignedIn signedIn;

        Known(OidcIdToken token, SignedIn signedIn) {
            super(List.of(), token);
            this.signedIn = signedIn;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    @Override
    public void open(HttpSecurity http) throws Exception {
        HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();
        http.oauth2Login(login -> login.loginPage("/console/sign-in")
                .clientRegistrationRepository(provider)
                .authorizedClientRepository(new NoTokens())
                .authorizationEndpoint(
                        to -> to.authorizationRequestResolver(resolver()).authorizationRequestRepository(underWay))
                .redirectionEndpoint(back -> back.baseUri(BACK))
                .userInfoEndpoint(user -> user.oidcUserService(this::known))
                .successHandler((request, response, who) -> {
                    SecurityContext context = SecurityContextHolder.createEmptyContext();
                    SignedIn signedIn = ((Known) who.getPrincipal()).signedIn;
                    context.setAuthentication(
                            UsernamePasswordAuthenticationToken.authenticated(signedIn, null, List.of()));
                    SecurityContextHolder.setContext(context);
                    sessions.saveContext(context, request, response);
                    response.sendRedirect(PATH + "/in");
                })
                .failureHandler((request, response, failure) -> {
                    if (!(failure instanceof OAuth2AuthenticationException said)
                            || !REFUSED.equals(said.getError().getErrorCode())) {
                        accounts.refused("token");
                    }
                    response.sendRedirect(PATH + "/out");
                }));
    }

    /** Where the provider cannot be asked nobody is sent there, and a page says so. */
    private OAuth2AuthorizationRequestResolver resolver() {
        DefaultOAuth2AuthorizationRequestResolver resolver =
                new DefaultOAuth2AuthorizationRequestResolver(provider, TO);
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return new Asked(resolver, provider);
    }

    private DefaultOidcUser known(OidcUserRequest request) {
        OidcIdToken token = request.getIdToken();
        Optional<IssuerAccounts.Known> known = accounts.signIn(
                settings.issuer(),
                text(token, settings.personClaim()),
                text(token, settings.partyClaim()),
                settings.within(token.getClaims()));
        return known.map(who -> new Known(token, SignedIn.of(who.caller(), who.name())))
                .orElseThrow(() -> new OAuth2AuthenticationException(new OAuth2Error(REFUSED)));
    }

    private static String text(OidcIdToken token, String claim) {
        return token.getClaims().get(claim) instanceof String said ? said : "";
    }
}
