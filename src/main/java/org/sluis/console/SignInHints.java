package org.sluis.console;

import java.util.List;

/** Who can be tried as, in a town of invented people: {@code ./sluis demo} alone has one, and the page of signing in shows it. */
public interface SignInHints {

    /** @param roles codes @param code that is good at this moment, once */
    record Hint(List<String> roles, String name, String password, String code) {}

    List<Hint> now();
}
