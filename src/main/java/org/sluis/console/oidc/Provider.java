package org.sluis.console.oidc;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/** The provider as it describes itself (OpenID Connect Discovery 1.0), asked when somebody first wants to go there. */
final class Provider implements ClientRegistrationRepository {
    static final String ID = "issuer";
    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);

    private final OidcSettings settings;
    private volatile @Nullable ClientRegistration found;

    Provider(OidcSettings settings) {
        this.settings = settings;
    }

    /** Null while it cannot be reached: accounts of ours work on. */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(ID)) {
            return null;
        }
        ClientRegistration known = found;
        if (known == null) {
            try {
                known = described();
                found = known;
            } catch (RuntimeException away) {
                LOG.warn(
                        "the provider of sluis.console.oidc.issuer cannot be asked: {}",
                        away.getClass().getName());
            }
        }
        return known;
    }

    private ClientRegistration described() {
        String secret = settings.secret();
        ClientRegistration.Builder builder = ClientRegistrations.fromIssuerLocation(settings.issuer())
                .registrationId(ID)
                .clientId(settings.client())
                .scope("openid")
                .redirectUri("{baseUrl}" + OidcSignIn.BACK);
        return secret.isEmpty()
                ? builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                        .build()
                : builder.clientSecret(secret).build();
    }
}
