package io.dropshiphub.platforms.coupang;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.calls.ApiCall;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoupangSignerTest {

    private static final String SECRET = "secret-key-1234";

    @Test
    void a_post_is_signed_as_in_the_worked_example() {
        ApiCall call = new ApiCall(
                "POST",
                "/v2/providers/seller_api/apis/api/v1/marketplace/seller-products",
                null,
                Map.of(),
                new byte[] {1},
                true);

        assertThat(signature(call)).isEqualTo("37b8bdccfd0c9fb45315ffb80f5f51ddabd3223d2a0fb5342113016722934c60");
    }

    @Test
    void a_get_is_signed_with_its_raw_query_and_without_the_question_mark() {
        ApiCall call = ApiCall.get(
                "/v2/providers/openapi/apis/api/v4/vendors/A00012345/ordersheets",
                "createdAtFrom=2025-10-01&createdAtTo=2025-10-01&status=ACCEPT");

        assertThat(signature(call)).isEqualTo("9461746d7aead987232cfd6be47b83ad8361e4d92a8c56a2295aeed400aac8bd");
    }

    private static String signature(ApiCall call) {
        return CoupangSigner.signature(CoupangSigner.keyed(SECRET), CoupangSigner.message("251001T120000Z", call));
    }
}
