package dev.interlock.internal.text;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name in bytes is secret exactly if the same name as a string is secret. */
final class SecretNameMatcherTest {
    private static final List<String> PIECES = List.of(
            "_", "-", ".", "s", "1", "23", "A", "API", "Key", "key", "api", "x", "S", "user", "Id", "id", "new", "ss",
            "");

    private final SecretNameMatcher matcher = new SecretNameMatcher(List.of("Code", "x-amz-signature"));

    private boolean isSecret(String name) {
        byte[] bytes = ("?" + name + "=").getBytes(UTF_8);
        boolean secret = matcher.isSecret(bytes, 1, bytes.length - 1);
        // A name that more bytes follow is remembered.
        byte[] longer = ("?" + name + "=x&password=y HTTP/1.1").getBytes(UTF_8);
        for (int i = 0; i < 2; i++) {
            assertThat(matcher.isSecret(longer, 1, bytes.length - 1)).isEqualTo(secret);
        }
        return secret;
    }

    @Test
    void agreesWithSecretNames() {
        List<String> pieces = new ArrayList<>(PIECES);
        pieces.addAll(SecretNames.WORDS);
        pieces.addAll(SecretNames.PAIRS);
        Random random = new Random(1);
        int secrets = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int count = random.nextInt(5); count >= 0; count--) {
                String piece = pieces.get(random.nextInt(pieces.size()));
                boolean capital = random.nextInt(3) == 0 && !piece.isEmpty();
                name.append(capital ? Character.toUpperCase(piece.charAt(0)) + piece.substring(1) : piece);
            }
            String text = name.toString();
            if (text.length() <= 64 && !text.equalsIgnoreCase("code")) {
                secrets += SecretNames.isSecret(text) ? 1 : 0;
                assertWithMessage(text).that(isSecret(text)).isEqualTo(SecretNames.isSecret(text));
            }
        }
        assertThat(secrets).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "CODE", "X-Amz-Signature", "pass%77ord", "%74oken", "access%5Ftoken"})
    void findsOtherNamesAndEscapedNames(String name) {
        assertThat(isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "%7", "%zz", "country-code", "codes", "limit", "k%C3%A9y", "key"})
    void letsOtherNamesPass(String name) {
        assertThat(isSecret(name)).isFalse();
    }

    @Test
    void nameBeyondLimitIsSecret() {
        assertThat(isSecret("a".repeat(64))).isFalse();
        assertThat(isSecret("a".repeat(65))).isTrue();
        assertThat(isSecret("%61".repeat(64))).isFalse();
    }
}
