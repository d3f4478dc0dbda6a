package io.dropshiphub.platforms.naver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NaverSignatureTest {

    @Test
    void the_token_request_is_signed_as_in_the_official_example() {
        assertThat(NaverSignature.of("aaaabbbbcccc", "$2a$10$abcdefghijklmnopqrstuv", 1643961623299L))
                .isEqualTo("JDJhJDEwJGFiY2RlZmdoaWprbG1ub3BxcnN0dXVCVldZSk42T0VPdEx1OFY0cDQxa2IuTnpVaUEzbmsy");
    }
}
