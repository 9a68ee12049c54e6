package org.sluis.party;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives a controller its {@link Caller}: the request's one bearer token (RFC 6750 section 2.1), verified. */
final class CallerArgumentResolver implements HandlerMethodArgumentResolver {
    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;

    CallerArgumentResolver(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer model,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
        List<String> given = http == null ? List.of() : Collections.list(http.getHeaders(HttpHeaders.AUTHORIZATION));
        if (given.size() != 1 || !given.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Refused(Reason.NOT_AUTHENTICATED);
        }
        return tokens.verify(given.get(0).substring(SCHEME.length()).trim());
    }
}
