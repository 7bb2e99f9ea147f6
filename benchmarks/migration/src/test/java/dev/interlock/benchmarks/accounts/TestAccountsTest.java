package dev.interlock.benchmarks.accounts;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.replay.hook.ReplayHook;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class TestAccountsTest {
    private final TestAccounts accounts = new TestAccounts();

    @Test
    void eachPseudonymHasAnAccountOfItsOwn() {
        assertThat(accounts.account("~a@redacted.invalid")).isEqualTo("shopper1@example.com");
        assertThat(accounts.account("~b@redacted.invalid")).isEqualTo("shopper2@example.com");
        assertThat(accounts.account("~a@redacted.invalid")).isEqualTo("shopper1@example.com");
    }

    @Test
    void saysIfThereAreTooFewAccounts() {
        for (int i = 0; i < 64; i++) {
            accounts.account("customer " + i);
        }
        assertThrows(IllegalStateException.class, () -> accounts.account("another customer"));
    }

    @Test
    void readsForms() {
        assertThat(TestAccounts.value("email=ada%40example.com&password=~x", "email"))
                .isEqualTo("ada@example.com");
        assertThrows(IllegalArgumentException.class, () -> TestAccounts.value("password=~x", "email"));
    }

    @Test
    void isRegistered() {
        assertThat(ServiceLoader.load(ReplayHook.class).findFirst().orElseThrow())
                .isInstanceOf(TestAccounts.class);
    }
}
