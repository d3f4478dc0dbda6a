package io.dropshiphub.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.RequestRejectedException;

class FirewallTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");

    @Test
    void a_header_may_be_korean() {
        String asReadByTheServer =
                new String("키-한글-1".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        request.addHeader("Idempotency-Key", asReadByTheServer);

        assertThat(judged().getHeader("Idempotency-Key")).isEqualTo(asReadByTheServer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u0001b", "a\u007fb", "a\r\nX: b"})
    void a_header_holds_no_control_characters(String value) {
        request.addHeader("Idempotency-Key", value);

        assertThatThrownBy(() -> judged().getHeader("Idempotency-Key")).isInstanceOf(RequestRejectedException.class);
    }

    private HttpServletRequest judged() {
        return DoorConfiguration.firewall().getFirewalledRequest(request);
    }
}
