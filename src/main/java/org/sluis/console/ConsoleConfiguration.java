package org.sluis.console;

import java.util.Locale;
import org.sluis.database.Transactions;
import org.sluis.party.account.Accounts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** The doors of the console: who may come in, in which language, and what a browser may do with a page of ours. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration implements WebMvcConfigurer {
    static final String SIGN_IN = "/console/sign-in";
    static final String DENIED = "/console/denied";
    static final String WELCOME = "/console/welcome";
    static final Locale DUTCH = Locale.forLanguageTag("nl");
    private static final String FAMILY = "/console/family";
    private static final String ASSETS = "/console/assets/**";
    /** Nothing inline, nothing from elsewhere, in nobody's frame. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    @Order(0)
    SecurityFilterChain console(
            HttpSecurity http, Transactions transactions, Accounts accounts, ObjectProvider<WayIn> others)
            throws Exception {
        for (WayIn other : others) {
            other.open(http);
        }
        return http.securityMatcher("/console", "/console/**")
                .authenticationProvider(new SignInProvider(accounts))
                .addFilterBefore(new OnlyFromHere(), CsrfFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                SIGN_IN, WELCOME, WELCOME + "/**", DENIED, ASSETS, WayIn.PATH + "/**")
                        .permitAll()
                        .requestMatchers(FAMILY, FAMILY + "/**")
                        .permitAll()
                        .anyRequest()
                        .access(new RoomAccess(transactions)))
                .formLogin(form -> form.loginPage(SIGN_IN)
                        .usernameParameter("name")
                        .authenticationDetailsSource(request -> request.getParameter("code"))
                        .defaultSuccessUrl(Room.HOME.path())
                        .failureUrl(SIGN_IN + "?failed"))
                .requestCache(cache -> cache.requestCache(asked()))
                .logout(out -> out.logoutUrl("/console/sign-out")
                        .logoutSuccessUrl(SIGN_IN + "?out")
                        .addLogoutHandler((request, response, who) -> {
                            if (who != null && who.getPrincipal() instanceof SignedIn signedIn) {
                                accounts.signedOut(signedIn.caller());
                            }
                        }))
                .exceptionHandling(denied -> denied.accessDeniedPage(DENIED))
                .httpBasic(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("camera=(), microphone=(), geolocation=()")))
                .build();
    }

    /** Where somebody wanted to go before they signed in, without a mark of it in the address. */
    private static RequestCache asked() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    /** Dutch, unless the browser or the reader asks for English. */
    @Bean
    LocaleResolver localeResolver() {
        CookieLocaleResolver resolver = new CookieLocaleResolver("sluis-language");
        resolver.setCookiePath("/console");
        resolver.setCookieSameSite("Strict");
        resolver.setDefaultLocaleFunction(
                request -> request.getLocale().getLanguage().equals("en") ? Locale.ENGLISH : DUTCH);
        return resolver;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        LocaleChangeInterceptor language = new LocaleChangeInterceptor();
        language.setParamName("language");
        language.setIgnoreInvalidLocale(true);
        interceptors.addInterceptor(language).addPathPatterns("/console", "/console/**");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry files) {
        files.addResourceHandler(ASSETS)
                .addResourceLocations(
                        "classpath:/console/assets/", "classpath:/META-INF/resources/webjars/htmx.org/2.0.4/dist/")
                .setCacheControl(CacheControl.noCache());
    }
}
