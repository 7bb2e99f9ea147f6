package dev.interlock.example.shop.users;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.example.shop.refusal.Refusal;
import org.junit.jupiter.api.Test;

final class PasswordsTest {
    private final Passwords passwords = new Passwords(1_000);

    @Test
    void hashMatchesOnlyItsPassword() {
        String hash = passwords.hash("correct horse");

        assertThat(passwords.matches("correct horse", hash)).isTrue();
        assertThat(passwords.matches("Correct horse", hash)).isFalse();
        assertThat(passwords.matches("", hash)).isFalse();
        assertThat(passwords.matches("correct horse".repeat(100), hash)).isFalse();
    }

    @Test
    void saltMakesEachHashDifferent() {
        assertThat(passwords.hash("correct horse")).isNotEqualTo(passwords.hash("correct horse"));
    }

    @Test
    void hashAgreesWithAnotherImplementation() {
        // Made by python3: hashlib.pbkdf2_hmac('sha256', b'password', b'saltsaltsaltsalt', 4096, 32)
        String hash = "4096:c2FsdHNhbHRzYWx0c2FsdA==:FuNbErQfRlymTQaVeNdQBZd1zK1d861T1rIErLEi0e4=";

        assertThat(passwords.matches("password", hash)).isTrue();
    }

    @Test
    void productionUsesRecommendedNumberOfIterations() {
        Passwords standard = Passwords.standard();

        String hash = standard.hash("correct horse");

        assertThat(hash).startsWith("600000:");
        assertThat(standard.noHash()).startsWith("600000:");
        // The number of iterations of the hash counts, not the number for new hashes.
        assertThat(passwords.matches("correct horse", hash)).isTrue();
    }

    @Test
    void noPasswordMatchesNoHash() {
        assertThat(passwords.matches("correct horse", passwords.noHash())).isFalse();
    }

    @Test
    void limitsLength() {
        assertThrows(Refusal.class, () -> passwords.hash("1234567"));
        assertThrows(Refusal.class, () -> passwords.hash("x".repeat(129)));
        assertThat(passwords.hash("x".repeat(128))).startsWith("1000:");
    }
}
