package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.example.shop.access.Role;
import dev.interlock.example.shop.catalog.InMemoryProductStore;
import dev.interlock.example.shop.testing.TestClock;
import dev.interlock.example.shop.users.InMemoryUserStore;
import dev.interlock.example.shop.users.Passwords;
import dev.interlock.example.shop.users.User;
import dev.interlock.example.shop.users.UserStore;
import org.junit.jupiter.api.Test;

final class SampleDataTest {
    @Test
    void accountsHaveDocumentedPasswords() {
        UserStore users = new InMemoryUserStore();
        SampleData.standard().fill(users, new InMemoryProductStore(), new TestClock());
        Passwords passwords = Passwords.standard();

        User ada = users.findByEmail("ada@example.com").orElseThrow();
        User root = users.findByEmail("root@example.com").orElseThrow();

        assertThat(ada.role()).isEqualTo(Role.CUSTOMER);
        assertThat(passwords.matches("correct horse", ada.passwordHash())).isTrue();
        assertThat(ada.passwordHash()).startsWith("600000:");
        assertThat(root.role()).isEqualTo(Role.ADMIN);
        assertThat(passwords.matches("battery staple", root.passwordHash())).isTrue();
        assertThat(root.passwordHash()).startsWith("600000:");
    }
}
