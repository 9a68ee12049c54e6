package org.sluis.console.oidc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sluis.party.person.Role;

/**
 * What is set about the provider; what is missing or wrong stops the start, with the key that it is.
 *
 * @param rolesClaim null where recorded roles count whole
 * @param roles value of that claim to the codes of the roles that it lets count
 */
record OidcSettings(
        String issuer,
        String client,
        String secretFile,
        String personClaim,
        String partyClaim,
        @Nullable String rolesClaim,
        Map<String, Set<String>> roles) {
    static final String NONE = "none";
    private static final String KEY = "sluis.console.oidc.";

    static OidcSettings of(
            String issuer,
            String client,
            String secretFile,
            String personClaim,
            String partyClaim,
            String rolesClaim,
            String roles) {
        if (client.equals(NONE) || partyClaim.equals(NONE)) {
            throw new IllegalArgumentException(KEY + "client and " + KEY + "party-claim are needed with an issuer");
        }
        if (rolesClaim.equals(NONE) != roles.equals(NONE)) {
            throw new IllegalArgumentException(KEY + "roles-claim and " + KEY + "roles come together");
        }
        return new OidcSettings(
                issuer,
                client,
                secretFile,
                personClaim,
                partyClaim,
                rolesClaim.equals(NONE) ? null : rolesClaim,
                roles.equals(NONE) ? Map.of() : mapped(roles));
    }

    /** Read anew each time the provider is looked up; empty for a client without one. */
    String secret() {
        if (secretFile.equals(NONE)) {
            return "";
        }
        try {
            return Files.readString(Path.of(secretFile)).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(KEY + "secret-file cannot be read", unreadable);
        }
    }

    /** Codes of the roles that may count; null where the issuer is not asked. A value that is not listed lets nothing count. */
    @Nullable
    Set<String> within(Map<String, Object> claims) {
        if (rolesClaim == null) {
            return null;
        }
        Object said = claims.get(rolesClaim);
        Collection<?> values = said instanceof Collection<?> many ? many : said == null ? List.of() : List.of(said);
        Set<String> within = new TreeSet<>();
        values.forEach(value -> within.addAll(roles.getOrDefault(String.valueOf(value), Set.of())));
        return within;
    }

    private static Map<String, Set<String>> mapped(String roles) {
        Map<String, Set<String>> mapped = new TreeMap<>();
        for (String pair : roles.split(",", -1)) {
            int at = pair.lastIndexOf('=');
            String role = pair.substring(at + 1).strip();
            if (at < 1 || Role.of(role).isEmpty()) {
                throw new IllegalArgumentException(KEY + "roles: not value=role: " + pair.strip());
            }
            mapped.computeIfAbsent(pair.substring(0, at).strip(), value -> new TreeSet<>())
                    .add(role);
        }
        return mapped;
    }
}
