package org.sluis.console.oidc;

import java.time.Clock;
import org.sluis.canonical.Ids;
import org.sluis.console.WayIn;
import org.sluis.party.account.IssuerAccounts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Off where no issuer is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${sluis.console.oidc.issuer}' != 'none'")
class OidcConfiguration {

    @Bean
    WayIn oidcSignIn(
            @Value("${sluis.console.oidc.issuer}") String issuer,
            @Value("${sluis.console.oidc.client}") String client,
            @Value("${sluis.console.oidc.secret-file}") String secretFile,
            @Value("${sluis.console.oidc.person-claim}") String personClaim,
            @Value("${sluis.console.oidc.party-claim}") String partyClaim,
            @Value("${sluis.console.oidc.roles-claim}") String rolesClaim,
            @Value("${sluis.console.oidc.roles}") String roles,
            IssuerAccounts accounts,
            Ids ids,
            Clock clock) {
        OidcSettings settings = OidcSettings.of(issuer, client, secretFile, personClaim, partyClaim, rolesClaim, roles);
        return new OidcSignIn(settings, new UnderWay(ids, clock), accounts);
    }
}
