package org.sluis.console;

import java.util.List;
import org.sluis.party.account.Accounts;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Lets Spring Security ask {@link Accounts}: the name, the password, and the code from the form's details. */
final class SignInProvider implements AuthenticationProvider {
    /** Longer is nobody's, and is not hashed. */
    private static final int LONGEST = 200;

    private final Accounts accounts;

    SignInProvider(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Authentication authenticate(Authentication claimed) {
        String name = claimed.getName().trim();
        String password = String.valueOf(claimed.getCredentials());
        String code = String.valueOf(claimed.getDetails()).replaceAll("\\s", "");
        if (name.length() > LONGEST || password.length() > LONGEST || code.length() > LONGEST) {
            throw new BadCredentialsException("too long");
        }
        return accounts.signIn(name, password, code)
                .map(caller ->
                        UsernamePasswordAuthenticationToken.authenticated(SignedIn.of(caller, name), null, List.of()))
                .orElseThrow(() -> new BadCredentialsException("refused"));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
