package io.dropshiphub.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What application.yaml says, and what environment variables make of it. */
class AccountsConfigurationTest {

    @Test
    void the_defaults_are_what_the_marketplaces_announce_or_were_measured_to_allow() {
        PlatformQuotas quotas = quotas(Map.of());

        assertThat(quotas.of("coupang")).isEqualTo(new Quota(5, 5, 0, 16));
        assertThat(quotas.of("naver")).isEqualTo(new Quota(2, 4, 0, 16));
        assertThat(quotas.of("11st")).isEqualTo(new Quota(5, 5, 500, 16));
        assertThat(quotas.of("unknown")).isEqualTo(new Quota(0, 0, 0, 0));
    }

    @Test
    void every_limit_can_be_set_by_its_environment_variable() {
        PlatformQuotas quotas = quotas(Map.of(
                "HUB_PLATFORMS_COUPANG_RATE_PER_SECOND", "0",
                "HUB_PLATFORMS_NAVER_BURST", "7",
                "HUB_PLATFORMS_COUPANG_CALLS_PER_MINUTE", "120",
                "HUB_PLATFORMS_COUPANG_CALLS_PER_DAY", "9000",
                "HUB_PLATFORMS_COUPANG_WINDOWS", "fixed",
                "HUB_PLATFORMS_ELEVENTH_STREET_DAILY_CREATIONS", "0",
                "HUB_PLATFORMS_ELEVENTH_STREET_RATE_PER_SECOND", "2.5",
                "HUB_PLATFORMS_ELEVENTH_STREET_MAX_IN_FLIGHT", "3"));

        assertThat(quotas.of("coupang")).isEqualTo(new Quota(0, 5, 0, 16, 120, 9000, true, false));
        assertThat(quotas.of("naver")).isEqualTo(new Quota(2, 7, 0, 16));
        assertThat(quotas.of("11st")).isEqualTo(new Quota(2.5, 5, 0, 3));
    }

    @Test
    void base_addresses_are_the_real_ones_unless_the_environment_says_otherwise() {
        assertThat(environment(Map.of()).getProperty("hub.platforms.eleventh-street.base-url"))
                .isEqualTo("https://api.11st.co.kr/rest");
        assertThat(environment(Map.of("ELEVENTH_STREET_BASE_URL", "http://elsewhere"))
                        .getProperty("hub.platforms.eleventh-street.base-url"))
                .isEqualTo("http://elsewhere");
    }

    @Test
    void without_a_profile_there_is_no_account_and_the_plain_variables_make_one_each() {
        AccountsProperties none = accounts(Map.of());
        AccountsProperties coupang = accounts(
                Map.of("COUPANG_ACCESS_KEY", "a", "COUPANG_SECRET_KEY", "b", "COUPANG_VENDOR_ID", "A00012345"));

        assertThat(none.declared()).isEmpty();
        assertThat(none.fromEnvironment()).hasSize(3).allSatisfy(account -> assertThat(
                        account.required().stream().map(account.credentials()::get))
                .allMatch(String::isBlank));
        assertThat(coupang.fromEnvironment().get(0).credentials())
                .containsEntry("access-key", "a")
                .containsEntry("secret-key", "b")
                .containsEntry("vendor-id", "A00012345");
    }

    @Test
    void further_accounts_can_be_declared_with_limits_and_template_of_their_own() {
        StandardEnvironment environment = environment(Map.of());
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "more",
                        Map.of(
                                "hub.accounts.declared[0].platform", "coupang",
                                "hub.accounts.declared[0].name", "second",
                                "hub.accounts.declared[0].rate-per-second", "1.5",
                                "hub.accounts.declared[0].template.returnCenterCode", "1000")));
        AccountsProperties properties = Binder.get(environment)
                .bind("hub.accounts", AccountsProperties.class)
                .get();

        AccountsProperties.Declared second = properties.declared().get(0);
        assertThat(second.quota(new Quota(5, 5, 0, 16))).isEqualTo(new Quota(1.5, 5, 0, 16, 0, 0, false, true));
        assertThat(second.template()).containsEntry("returnCenterCode", "1000");
    }

    private static PlatformQuotas quotas(Map<String, Object> variables) {
        return Binder.get(environment(variables))
                .bind("hub", PlatformQuotas.class)
                .get();
    }

    private static AccountsProperties accounts(Map<String, Object> variables) {
        return Binder.get(environment(variables))
                .bind("hub.accounts", AccountsProperties.class)
                .get();
    }

    private static StandardEnvironment environment(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        // the machine's own variables stay out
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ConfigurationPropertySources.attach(environment);
        return environment;
    }
}
