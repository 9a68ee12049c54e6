package org.sluis.party;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * Our clients as the token endpoint sees them: client credentials by {@code private_key_jwt}, nothing else, for five
 * minutes. The scopes of a client are the parties it may speak for today, {@code party:<id>}.
 */
final class RegisteredClients implements RegisteredClientRepository {
    static final String SCOPE = "party:";
    static final String TENANT = "sluis.tenant";
    static final String VENDOR = "sluis.vendor";
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

    private final Directory directory;
    private final Clock clock;

    RegisteredClients(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String id) {
        return directory.client(id).map(this::registered).orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients are registered in the directory");
    }

    RegisteredClient registered(Client client) {
        List<String> parties = client.party() == null
                ? directory.mandated(client, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                : List.of(client.party().value());
        return RegisteredClient.withId(client.id())
                .clientId(client.id())
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> parties.forEach(party -> scopes.add(SCOPE + party)))
                .clientSettings(ClientSettings.builder()
                        .setting(TENANT, client.tenant())
                        .setting(VENDOR, client.vendor() != null)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(TOKEN_LIFE)
                        .build())
                .build();
    }
}
