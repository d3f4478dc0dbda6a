package io.dropshiphub.admin.access;

import io.dropshiphub.product.Caller;
import io.dropshiphub.security.ActivityCounts;
import io.dropshiphub.security.ApiKeys;
import io.dropshiphub.security.LogIns;
import io.dropshiphub.security.SecurityEvents;
import io.dropshiphub.security.Tokens;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.FormLoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * The one filter chain that every request passes: who is it, not too often, not too large, not from a foreign page, and then
 * the access rules.
 */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** Spring's firewall, for which header values may be Korean. */
    @Bean
    static HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        // the web server reads a header's bytes as Latin-1: in those of 키 there seem to be control characters
        firewall.setAllowedHeaderValues(
                value -> new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                        .chars()
                        .noneMatch(each -> Character.isISOControl(each) && each != '\t'));
        return firewall;
    }

    @Bean
    SecurityFilterChain door(
            HttpSecurity http,
            DoorProperties properties,
            AccessRules rules,
            AccessDecision decision,
            Refusals refusals,
            LogInPage page,
            ApiKeys apiKeys,
            Tokens tokens,
            LogIns logIns,
            SecurityEvents events,
            ActivityCounts activity,
            Clock clock)
            throws Exception {
        return http.addFilterBefore(new WhoIsIt(apiKeys, tokens, logIns, activity, clock), CsrfFilter.class)
                .addFilterBefore(new RateLimits(properties.rate(), rules, refusals, events, clock), CsrfFilter.class)
                .addFilterBefore(new BodyLimits(properties.body(), refusals), CsrfFilter.class)
                .addFilterBefore(new OwnPagesOnly(refusals), CsrfFilter.class)
                .addFilterAfter(pageToken(), CsrfFilter.class)
                .csrf(DoorConfiguration::guardPages)
                .headers(DoorConfiguration::sayWhatBrowsersMay)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .formLogin(form -> logIn(form, page))
                .logout(logout -> logout.logoutUrl("/logout").logoutSuccessUrl("/login?out"))
                .exceptionHandling(refuse ->
                        refuse.authenticationEntryPoint(toLogIn(refusals)).accessDeniedHandler(toOtherLogIn(refusals)))
                .authorizeHttpRequests(requests -> requests.anyRequest().access(decision))
                .build();
    }

    private static void logIn(FormLoginConfigurer<HttpSecurity> form, LogInPage page) {
        form.loginPage("/login")
                .authenticationDetailsSource(PasswordLogIn.Details::of)
                .successHandler((request, response, known) -> response.sendRedirect(LogInPage.target(request)))
                .failureHandler(page::again);
    }

    /** A browser sends its cookies along with whatever any page makes it send; so its requests need a second proof. */
    private static void guardPages(CsrfConfigurer<HttpSecurity> csrf) {
        // Hawtio and the try-out page read the cookie and send it back as a header
        CookieCsrfTokenRepository cookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
        cookie.setCookieCustomizer(each -> each.sameSite("Strict"));
        csrf.csrfTokenRepository(cookie)
                .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                .requireCsrfProtectionMatcher(request ->
                        !HARMLESS.contains(request.getMethod()) && (WhoIsIt.bySession(request) || isLogIn(request)));
    }

    private static void sayWhatBrowsersMay(HeadersConfigurer<HttpSecurity> headers) {
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .addHeaderWriter(new PageHeaders());
    }

    /** Makes the cookie with the page token for browsers, and for nobody else. */
    private static Filter pageToken() {
        return (request, response, chain) -> {
            if (WhoIsIt.bySession((HttpServletRequest) request)) {
                ((CsrfToken) request.getAttribute(CsrfToken.class.getName())).getToken();
            }
            chain.doFilter(request, response);
        };
    }

    /** Who asks for a page is shown the log-in, everybody else gets an answer to read. */
    private static AuthenticationEntryPoint toLogIn(Refusals refusals) {
        return (request, response, why) -> {
            if (isPage(request)) {
                response.sendRedirect("/login?to=" + request.getRequestURI());
            } else {
                refusals.commence(request, response, why);
            }
        };
    }

    /** Whose role does not open a page can log in as somebody else. */
    private static AccessDeniedHandler toOtherLogIn(Refusals refusals) {
        return (request, response, why) -> {
            if (isPage(request) && WhoIsIt.bySession(request)) {
                refusals.report(request, (Caller) request.getAttribute(CallerOnEntry.ATTRIBUTE));
                response.sendRedirect("/login?refused&to=" + request.getRequestURI());
            } else {
                refusals.handle(request, response, why);
            }
        };
    }

    private static boolean isPage(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && request.getRequestURI().matches("/|/docs(/.*)?|/actuator/hawtio(/.*)?")
                && String.valueOf(request.getHeader("Accept")).contains("text/html");
    }

    private static boolean isLogIn(HttpServletRequest request) {
        return request.getRequestURI().equals("/login")
                || request.getRequestURI().equals("/logout");
    }
}
