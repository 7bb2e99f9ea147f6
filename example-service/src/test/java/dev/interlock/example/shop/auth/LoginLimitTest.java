package dev.interlock.example.shop.auth;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.testing.TestClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LoginLimitTest {
    private final TestClock clock = new TestClock();
    private final LoginLimit limit = new LoginLimit(new InMemoryAttemptStore(), clock);
    private int accounts;

    private static SocketAddress client(String address, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(address), port);
    }

    /** Makes an attempt from the client for a new account. */
    private void attempt(SocketAddress client) {
        limit.check(client, "user" + accounts++);
    }

    private void assertRefused(SocketAddress client) {
        Refusal refusal = assertThrows(Refusal.class, () -> attempt(client));
        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.TOO_MANY);
        assertThat(refusal.waitingTime()).isPresent();
    }

    @Test
    void limitsAddressAcrossPorts() throws UnknownHostException {
        for (int i = 0; i < 60; i++) {
            attempt(client("192.0.2.1", 1000 + i));
        }
        assertRefused(client("192.0.2.1", 2000));
        attempt(client("192.0.2.2", 2000));

        clock.advance(Duration.ofSeconds(2));
        attempt(client("192.0.2.1", 2000));
        assertRefused(client("192.0.2.1", 2000));
    }

    @Test
    void ipv6NetworkIsOneAddress() throws UnknownHostException {
        for (int i = 0; i < 60; i++) {
            attempt(client("2001:db8:0:1::" + Integer.toHexString(i), 1000));
        }
        assertRefused(client("2001:db8:0:1:ffff::1", 1000));
        attempt(client("2001:db8:0:2::1", 1000));
    }

    @Test
    void limitsAccountAcrossAddresses() throws UnknownHostException {
        for (int i = 0; i < 10; i++) {
            limit.check(client("198.51.100." + i, 1000), i % 2 == 0 ? "ada@example.com" : "ADA@example.com");
        }
        SocketAddress fresh = client("203.0.113.1", 1000);
        assertThrows(Refusal.class, () -> limit.check(fresh, "ada@example.com"));
        limit.check(fresh, "eve@example.com");
    }

    @Test
    void limitsUnresolvedAddress() {
        SocketAddress unresolved = InetSocketAddress.createUnresolved("client.test", 4711);
        for (int i = 0; i < 60; i++) {
            attempt(unresolved);
        }
        assertRefused(unresolved);
    }
}
