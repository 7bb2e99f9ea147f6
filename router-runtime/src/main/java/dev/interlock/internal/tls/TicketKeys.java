package dev.interlock.internal.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.determinism.HasOwnRandomness;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys of session tickets (RFC 5077). The newest key encrypts tickets, and all keys decrypt them. The keys come from
 * files, which nodes can share, or are random.
 *
 * <p>Each key is derived from a secret and from the endpoint's rules for client certificates. So an endpoint with other
 * rules does not accept a ticket, and neither does the same endpoint after its client authorities have changed.
 *
 * <p>Used by one thread at a time.
 */
@HasOwnRandomness("Keys must be unpredictable.")
final class TicketKeys {
    /** Number of random keys. So a ticket is valid for at least two rotation intervals. */
    private static final int KEPT = 3;

    private static final int RANDOM_BYTES = 48;
    /** Minimum length of a file with a key. */
    private static final int LEAST_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecureRandom random = new SecureRandom();
    private final Deque<byte[]> randomKeys = new ArrayDeque<>();

    TicketKeys() {
        rotate();
    }

    /** Adds a new random key, and drops the oldest one if there are too many. */
    void rotate() {
        byte[] fresh = new byte[RANDOM_BYTES];
        random.nextBytes(fresh);
        randomKeys.addFirst(fresh);
        if (randomKeys.size() > KEPT) {
            randomKeys.removeLast();
        }
    }

    /**
     * Returns the keys for the tickets of an endpoint, the newest first.
     *
     * @throws TlsException if a file is too short
     */
    List<OpenSslSessionTicketKey> of(TlsOptions options, FileContents contents) throws TlsException {
        List<byte[]> secrets = new ArrayList<>();
        for (String file : options.ticketKeys()) {
            byte[] secret = contents.of(file);
            if (secret.length < LEAST_BYTES) {
                throw new TlsException(file + " has fewer than " + LEAST_BYTES
                        + " bytes. Tip: openssl rand -out FILE 48 writes a key for session tickets");
            }
            secrets.add(secret);
        }
        secrets.addAll(secrets.isEmpty() ? randomKeys : List.of());
        byte[] clients = options.hasClients() ? contents.of(options.clientAuthorities()) : new byte[0];
        List<OpenSslSessionTicketKey> keys = new ArrayList<>();
        for (byte[] each : secrets) {
            keys.add(derive(each, clients, options.needsClient()));
        }
        return keys;
    }

    private static OpenSslSessionTicketKey derive(byte[] secret, byte[] clients, boolean needsClient) {
        return new OpenSslSessionTicketKey(
                part("name", secret, clients, needsClient, OpenSslSessionTicketKey.NAME_SIZE),
                part("mac", secret, clients, needsClient, OpenSslSessionTicketKey.HMAC_KEY_SIZE),
                part("cipher", secret, clients, needsClient, OpenSslSessionTicketKey.AES_KEY_SIZE));
    }

    private static byte[] part(String purpose, byte[] secret, byte[] clients, boolean needsClient, int length) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update(("interlock ticket " + purpose + " " + needsClient + " ").getBytes(US_ASCII));
            return Arrays.copyOf(mac.doFinal(clients), length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
