package org.sluis.console.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Ids;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Who is at the provider now. The session's cookie is not sent with the way back, which another site starts (SameSite=Strict), so
 * this has a cookie of its own: {@code Lax}, five minutes, a random number and nothing else; state, nonce and PKCE verifier stay
 * here. A number counts once. Of more than ten thousand the oldest is forgotten.
 */
final class UnderWay implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    static final String COOKIE = "sluis-way";
    private static final String PATH = "/console/oidc";
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST = 10_000;
    private static final int BYTES = 32;

    private final Ids ids;
    private final Clock clock;
    private final Map<String, Way> ways = new LinkedHashMap<>();

    private record Way(OAuth2AuthorizationRequest request, Instant until) {}

    UnderWay(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        String number = number(request);
        synchronized (ways) {
            Way way = number == null ? null : ways.get(number);
            return way == null || !clock.instant().isBefore(way.until()) ? null : way.request();
        }
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request, HttpServletResponse response) {
        if (asked == null) {
            removeAuthorizationRequest(request, response);
            return;
        }
        String number = Base64.getUrlEncoder().withoutPadding().encodeToString(ids.bytes(BYTES));
        synchronized (ways) {
            if (ways.size() >= MOST) {
                ways.remove(ways.keySet().iterator().next());
            }
            ways.put(number, new Way(asked, clock.instant().plus(KEPT)));
        }
        give(request, response, number, KEPT);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest asked = loadAuthorizationRequest(request);
        String number = number(request);
        if (number != null) {
            synchronized (ways) {
                ways.remove(number);
            }
            give(request, response, "", Duration.ZERO);
        }
        return asked;
    }

    private static void give(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, value)
                        .path(PATH)
                        .maxAge(age)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
    }

    private static @Nullable String number(HttpServletRequest request) {
        return request.getCookies() == null
                ? null
                : Arrays.stream(request.getCookies())
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(cookie -> cookie.getValue())
                        .findFirst()
                        .orElse(null);
    }
}
