package dev.interlock.example.shop.users;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.refusal.Unavailable;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Salted password hashes: PBKDF2 with HMAC-SHA-256 (RFC 8018 section 5.2). The format of a hash is {@code
 * iterations:salt:hash}. Each hash has its own number of iterations, so old hashes stay valid if the number changes.
 *
 * <p>Computing a hash takes more than a tenth of a second of CPU time. So routes that hash passwords are {@code
 * @Blocking}, and at most half of the processors hash at the same time. Further calls wait for up to two seconds.
 */
public final class Passwords {
    /** Number of iterations that OWASP recommends for PBKDF2 with HMAC-SHA-256. */
    private static final int ITERATIONS = 600_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final int MIN_LENGTH = 8;
    /** Maximum length of a password. Hashing longer passwords would let a client keep the processors busy. */
    private static final int MAX_LENGTH = 128;

    private static final int PATIENCE_SECONDS = 2;

    private final int iterations;
    private final Semaphore places =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    /**
     * Creates a hash function.
     *
     * @param iterations number of iterations of new hashes, 1 or more
     */
    public Passwords(int iterations) {
        this.iterations = iterations;
    }

    /** Creates the hash function for production. */
    public static Passwords standard() {
        return new Passwords(ITERATIONS);
    }

    /**
     * Returns a hash that matches no password. Logins to missing accounts check this hash, so that the response takes
     * as long as for an existing account.
     */
    public String noHash() {
        return iterations + ":AAAAAAAAAAAAAAAAAAAAAA==:";
    }

    /**
     * Hashes a password with a new salt.
     *
     * @throws Refusal if the password is shorter than 8 or longer than 128 characters
     * @throws Unavailable if too many other calls hash passwords
     */
    public String hash(String password) {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            throw Refusal.invalid("password must be " + MIN_LENGTH + " to " + MAX_LENGTH + " characters.");
        }
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return iterations + ":" + encode(salt) + ":" + encode(derive(password, salt, iterations));
    }

    /**
     * Whether the password matches the hash. The time of the comparison does not depend on the result.
     *
     * @param hash result of {@link #hash} or {@link #noHash}
     * @throws Unavailable if too many other calls hash passwords
     */
    public boolean matches(String password, String hash) {
        if (password.length() > MAX_LENGTH) {
            return false;
        }
        String[] parts = hash.split(":", -1);
        byte[] salt = Base64.getDecoder().decode(parts[1]);
        byte[] derived = derive(password, salt, Integer.parseInt(parts[0]));
        return MessageDigest.isEqual(encode(derived).getBytes(US_ASCII), parts[2].getBytes(US_ASCII));
    }

    private byte[] derive(String password, byte[] salt, int count) {
        takePlace();
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, count, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            // The client disconnected, or the time limit passed.
            Thread.currentThread().interrupt();
        }
        throw new Unavailable("too many passwords are being hashed");
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
