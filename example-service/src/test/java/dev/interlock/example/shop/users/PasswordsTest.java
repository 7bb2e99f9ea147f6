package dev.interlock.example.shop.users;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.example.shop.refusal.Refusal;
import org.junit.jupiter.api.Test;

final class PasswordsTest {
    @Test
    void hashMatchesOnlyItsPassword() {
        String hash = Passwords.hash("correct horse");

        assertThat(Passwords.matches("correct horse", hash)).isTrue();
        assertThat(Passwords.matches("Correct horse", hash)).isFalse();
        assertThat(Passwords.matches("", hash)).isFalse();
        assertThat(Passwords.matches("correct horse".repeat(100), hash)).isFalse();
    }

    @Test
    void saltMakesEachHashDifferent() {
        assertThat(Passwords.hash("correct horse")).isNotEqualTo(Passwords.hash("correct horse"));
    }

    @Test
    void hashAgreesWithAnotherImplementation() {
        // Made by python3: hashlib.pbkdf2_hmac('sha256', b'password', b'saltsaltsaltsalt', 4096, 32)
        String hash = "4096:c2FsdHNhbHRzYWx0c2FsdA==:FuNbErQfRlymTQaVeNdQBZd1zK1d861T1rIErLEi0e4=";

        assertThat(Passwords.matches("password", hash)).isTrue();
    }

    @Test
    void limitsLength() {
        assertThrows(Refusal.class, () -> Passwords.hash("1234567"));
        assertThrows(Refusal.class, () -> Passwords.hash("x".repeat(129)));
        assertThat(Passwords.hash("x".repeat(128))).startsWith("100000:");
    }
}
