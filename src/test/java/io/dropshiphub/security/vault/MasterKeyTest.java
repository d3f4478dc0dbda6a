package io.dropshiphub.security.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be a master key, and where it is looked for. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MasterKeyTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> weak() throws Exception {
        byte[] counting = new byte[32];
        byte[] alternating = new byte[32];
        byte[] repeating = new byte[32];
        for (int at = 0; at < 32; at++) {
            counting[at] = (byte) (at * 7);
            alternating[at] = (byte) (at % 2 == 0 ? 0x55 : 0xaa);
            repeating[at] = (byte) "hub-key!".charAt(at % 8);
        }
        return Stream.of(
                Arguments.of("not base 64!!", "it is not Base64"),
                Arguments.of("correct horse battery staple", "it is not Base64"),
                Arguments.of(base64(new byte[16]), "it stands for 16 bytes, not 32"),
                Arguments.of(base64(new byte[33]), "it stands for 33 bytes, not 32"),
                // 32 random bytes, but as hexadecimal digits
                Arguments.of("e1f7a3".repeat(10) + "0b9c", "it stands for 48 bytes, not 32"),
                Arguments.of(base64(new byte[32]), "it repeats a few bytes over and over"),
                Arguments.of(base64(alternating), "it repeats a few bytes over and over"),
                Arguments.of(base64(repeating), "it repeats a few bytes over and over"),
                Arguments.of(base64("The-quick-brown-fox-jumps-0ver-1".getBytes()), "it is a text somebody wrote"),
                Arguments.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "it counts up or down"),
                Arguments.of(base64(counting), "it counts up or down"),
                Arguments.of("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=", "it is known to everybody"),
                Arguments.of(
                        base64(MessageDigest.getInstance("SHA-256").digest("changeme".getBytes())),
                        "it is known to everybody"));
    }

    @ParameterizedTest
    @MethodSource("weak")
    void what_does_not_look_random_is_refused_and_not_repeated(String text, String why) {
        assertThatExceptionOfType(VaultStartProblem.class)
                .isThrownBy(() -> new MasterKeys(VaultHub.keys(text, "")))
                .satisfies(problem -> assertThat(problem.description())
                        .startsWith("HUB-SECURITY-102")
                        .contains("ENCRYPTION_MASTER_KEY", why)
                        .doesNotContain(text))
                .satisfies(problem -> assertThat(problem.action()).contains("openssl rand -base64 32"));
    }

    @Test
    void random_keys_are_taken_in_either_alphabet() {
        for (int round = 0; round < 10_000; round++) {
            byte[] key = Aes.newKey();
            assertThatNoException().isThrownBy(() -> MasterKey.parse(base64(key)));
            assertThatNoException()
                    .isThrownBy(() -> MasterKey.parse(Base64.getUrlEncoder().encodeToString(key) + "\n"));
        }
    }

    @Test
    void a_weak_former_key_is_refused_by_its_own_name() {
        assertThatExceptionOfType(VaultStartProblem.class)
                .isThrownBy(() -> new MasterKeys(VaultHub.keys(base64(Aes.newKey()), "old")))
                .withMessageContaining("ENCRYPTION_MASTER_KEY_PREVIOUS");
    }

    @Test
    void without_any_key_the_hub_says_how_to_get_one() {
        assertThatExceptionOfType(VaultStartProblem.class)
                .isThrownBy(() -> new MasterKeys(VaultHub.keys(" ", "")))
                .withMessageContaining("HUB-SECURITY-101")
                .withMessageContaining("openssl rand -base64 32")
                .withMessageContaining("Nothing was changed");
    }

    @Test
    void the_development_run_makes_a_key_that_only_its_owner_can_read_and_keeps_it() throws IOException {
        Path file = folder.resolve("security/master-key");
        MasterKeySettings settings = new MasterKeySettings("", "", file.toString(), true);

        byte[] first = new MasterKeys(settings).current().check();
        byte[] second = new MasterKeys(settings).current().check();

        assertThat(second).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
        try (Stream<Path> all = Files.list(file.getParent())) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void a_file_that_is_missing_is_not_made_in_production() {
        Path file = folder.resolve("mounted");
        assertThatExceptionOfType(VaultStartProblem.class)
                .isThrownBy(() -> new MasterKeys(new MasterKeySettings("", "", file.toString(), false)))
                .withMessageContaining("HUB-SECURITY-103")
                .withMessageContaining(file.toString());
        assertThat(file).doesNotExist();
    }

    @Test
    void a_mounted_file_is_read() throws Exception {
        byte[] key = Aes.newKey();
        Path file = Files.writeString(folder.resolve("mounted"), base64(key) + "\n");

        MasterKey read = new MasterKeys(new MasterKeySettings("", "", file.toString(), false)).current();

        assertThat(read.check()).isEqualTo(MasterKey.parse(base64(key)).check());
    }

    @Test
    void settings_do_not_tell_the_key() {
        String key = base64(Aes.newKey());
        assertThat(VaultHub.keys(key, key).toString()).doesNotContain(key);
    }

    private static String base64(byte[] key) {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(key, key.length));
    }
}
