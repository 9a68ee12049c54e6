package org.sluis.console.oidc;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Sends nobody to a provider that cannot be asked: the request goes on to a page. */
record Asked(OAuth2AuthorizationRequestResolver resolver, Provider provider)
        implements OAuth2AuthorizationRequestResolver {

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        boolean there = request.getRequestURI().equals(OidcSignIn.TO + "/" + Provider.ID);
        return there && provider.findByRegistrationId(Provider.ID) != null ? resolver.resolve(request) : null;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
        return resolver.resolve(request, id);
    }
}
