package io.dropshiphub.admin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.product.Caller;
import io.dropshiphub.product.Owners;
import io.dropshiphub.product.Role;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of an account its owner decides, and what only staff or only an administrator does. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountRightsTest extends TwoSellers {

    private static final Caller ADMIN = new Caller(Owners.HOUSE, "admin", Role.ADMIN, "token", "10.0.0.1");
    private static final String WITH_CREDENTIALS =
            "{\"platform\": \"11st\", \"name\": \"new\", \"credentials\": {\"api-key\": \"never-shown\"}}";

    @Test
    void an_operator_opens_an_account_and_others_set_its_credentials() {
        String before = everything();
        assertRefused(open(STAFF, WITH_CREDENTIALS), 403, "HUB-ACCOUNTS-022");
        assertThat(everything()).isEqualTo(before);

        assertThat(open(STAFF, "{\"platform\": \"11st\", \"name\": \"without\"}")
                        .status())
                .isEqualTo(201);
        assertThat(json(open(ADMIN, WITH_CREDENTIALS)).path("credentials_from").asText())
                .isEqualTo("vault");
        assertThat(json(open(user("sera"), WITH_CREDENTIALS))
                        .path("credentials_from")
                        .asText())
                .isEqualTo("vault");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"credentials\": {\"api-key\": \"never-shown\"}}",
                "{\"name\": \"other\", \"platform\": \"naver\"}",
                "{\"owner\": \"sera\"}",
                "{\"template\": {}}",
                "{\"expires_at\": \"2030-01-01T00:00:00Z\"}",
                "{\"dailyCreations\": 3}"
            })
    void a_change_of_what_cannot_be_changed_is_refused_and_not_ignored(String body) {
        String id = id(open(ADMIN, "{\"platform\": \"11st\", \"name\": \"steady\"}"));
        String before = everything();

        Answer refused = change(ADMIN, id, body);

        assertRefused(refused, 400, "HUB-REST-005");
        assertThat(refused.body()).doesNotContain("never-shown");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void a_seller_lowers_limits_and_does_not_raise_them_above_the_marketplaces() {
        Caller seller = user("sera");
        assertRefused(
                open(seller, "{\"platform\": \"coupang\", \"name\": \"fast\", \"max_in_flight\": 17}"),
                403,
                "HUB-ACCOUNTS-023");
        String id = id(open(seller, "{\"platform\": \"coupang\", \"name\": \"calm\", \"max_in_flight\": 3}"));

        assertRefused(change(seller, id, "{\"max_in_flight\": 0}"), 403, "HUB-ACCOUNTS-023");
        assertRefused(change(seller, id, "{\"burst\": 1000}"), 403, "HUB-ACCOUNTS-023");
        assertThat(change(seller, id, "{\"max_in_flight\": 16, \"daily_creations\": 50}")
                        .status())
                .as("back to the marketplace's, and one where it has none")
                .isEqualTo(200);

        assertThat(change(STAFF, id, "{\"max_in_flight\": 40}").status()).isEqualTo(200);
        assertThat(change(seller, id, "{\"max_in_flight\": 30}").status())
                .as("staff allowed more, and this is less")
                .isEqualTo(200);
        assertRefused(change(seller, id, "{\"max_in_flight\": 31}"), 403, "HUB-ACCOUNTS-023");
    }

    private Answer open(Caller caller, String body) {
        return send("admin-account-open", caller, Map.of(), body);
    }

    private Answer change(Caller caller, String id, String body) {
        return send("admin-account-change", caller, Map.of("id", id), body);
    }

    private String id(Answer opened) {
        return json(opened).path("id").asText();
    }
}
