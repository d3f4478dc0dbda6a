package io.dropshiphub.security.login;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dropshiphub.product.CodedProblem;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "elevensigns",
                "aaaaaaaaaaaaaaaa",
                "abababababababab",
                "password12345678",
                "!!Password2026!!",
                "QWERTYUIOP123456",
                "123456789012",
                "dkssudgktpdy1004",
                "비밀번호12345678!",
                "kim-the-seller",
                "I am KIM-THE-SELLER 7",
            })
    void refuses_what_is_guessed_first_and_does_not_repeat_it(String password) {
        assertThatExceptionOfType(CodedProblem.class)
                .isThrownBy(() -> PasswordRules.check("kim-the-seller", password))
                .matches(problem -> problem.code().equals("HUB-SECURITY-304"))
                .withMessageNotContaining(password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"three blue kettles", "열두 글자가 넘는 비밀 문장", "x9$Lq!27vTz0"})
    void takes_what_is_long_and_its_own(String password) {
        assertThatCode(() -> PasswordRules.check("kim", password)).doesNotThrowAnyException();
    }

    @RepeatedTest(20)
    void takes_every_password_that_the_hub_makes_itself() {
        assertThatCode(() -> PasswordRules.check("admin", RandomTexts.password()))
                .doesNotThrowAnyException();
    }
}
