package dev.interlock.example.shop.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.example.shop.refusal.Refusal;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Limits log-in attempts from one address and for one account, so that passwords cannot be guessed from one machine or
 * from many. The memory does not grow with the number of addresses and accounts. Safe for use by several threads.
 *
 * <p>Clients behind one proxy share one address. IPv6 addresses with the same first 64 bits count as one address,
 * because providers assign at least such a network to each customer.
 */
public final class LoginLimit {
    private static final int ADDRESS_BURST = 60;
    private static final Duration ADDRESS_INTERVAL = Duration.ofSeconds(2);
    private static final int ACCOUNT_BURST = 10;
    private static final Duration ACCOUNT_INTERVAL = Duration.ofSeconds(10);
    private static final int NETWORK_BYTES = 8;

    private final Clock clock;
    private final RateTable addresses = new RateTable(ADDRESS_BURST, ADDRESS_INTERVAL);
    private final RateTable accounts = new RateTable(ACCOUNT_BURST, ACCOUNT_INTERVAL);

    public LoginLimit(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts an attempt.
     *
     * @throws Refusal 429 after too many attempts from the address or for the account; the response has the time until
     *     the next attempt is allowed
     */
    public void check(SocketAddress client, String account) {
        long now = clock.millis();
        require(addresses.take(bytes(client), now));
        require(accounts.take(account.toLowerCase(Locale.ROOT).getBytes(UTF_8), now));
    }

    private static void require(long waitMillis) {
        if (waitMillis > 0) {
            throw Refusal.tooMany("There were too many attempts to log in.", Duration.ofMillis(waitMillis));
        }
    }

    private static byte[] bytes(SocketAddress client) {
        if (client instanceof InetSocketAddress socket && socket.getAddress() != null) {
            byte[] address = socket.getAddress().getAddress();
            return socket.getAddress() instanceof Inet6Address ? Arrays.copyOf(address, NETWORK_BYTES) : address;
        }
        String name = client instanceof InetSocketAddress socket ? socket.getHostString() : client.toString();
        return name.getBytes(UTF_8);
    }
}
