package dev.interlock.example.shop.auth;

import dev.interlock.example.shop.auth.AttemptStore.Rate;
import dev.interlock.example.shop.refusal.Refusal;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Limits log-in attempts from each address and for each account, so that nobody can guess passwords, from one machine
 * or from many. With a database, all replicas share the limits. Safe for use by several threads.
 *
 * <p>Clients behind one proxy share one address. IPv6 addresses with the same first 64 bits count as one address,
 * because providers assign at least such a network to each customer.
 */
public final class LoginLimit {
    private static final Rate OF_ADDRESS = new Rate(60, 2_000);
    private static final Rate OF_ACCOUNT = new Rate(10, 10_000);
    private static final int NETWORK_BYTES = 8;
    /** Maximum length of an account in a key. No account has a longer email address. */
    private static final int MAX_ACCOUNT = 300;

    private final AttemptStore attempts;
    private final Clock clock;

    public LoginLimit(AttemptStore attempts, Clock clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * Counts an attempt.
     *
     * @throws Refusal after too many attempts from the address or for the account; it has the time until the next
     *     attempt is allowed
     */
    public void check(SocketAddress client, String account) {
        long now = clock.millis();
        String name = account.toLowerCase(Locale.ROOT);
        require(attempts.take("address " + network(client), OF_ADDRESS, now));
        require(attempts.take("account " + name.substring(0, Math.min(MAX_ACCOUNT, name.length())), OF_ACCOUNT, now));
    }

    private static void require(long waitMillis) {
        if (waitMillis > 0) {
            throw Refusal.tooMany("There were too many attempts to log in.", Duration.ofMillis(waitMillis));
        }
    }

    private static String network(SocketAddress client) {
        if (client instanceof InetSocketAddress socket && socket.getAddress() != null) {
            byte[] address = socket.getAddress().getAddress();
            boolean isLong = socket.getAddress() instanceof Inet6Address;
            return HexFormat.of().formatHex(isLong ? Arrays.copyOf(address, NETWORK_BYTES) : address);
        }
        return client instanceof InetSocketAddress socket ? socket.getHostString() : client.toString();
    }
}
