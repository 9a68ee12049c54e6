package org.sluis.console;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** Another way to sign in, beside an account of ours. */
public interface WayIn {
    /** Below it everything is open to everybody. */
    String PATH = "/console/oidc";

    void open(HttpSecurity http) throws Exception;
}
