package dev.interlock.example.shop.users;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.example.shop.refusal.Refusal;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Salted password hashes: PBKDF2 with HMAC-SHA-256 (RFC 8018 section 5.2). The format of a hash is
 * {@code iterations:salt:hash}.
 *
 * <p>{@value #ITERATIONS} iterations take about 25 milliseconds. This would block an event loop for too long, so routes
 * that hash passwords are {@code @Blocking}. Each hash contains its number of iterations. Therefore old hashes stay
 * valid if {@code ITERATIONS} changes.
 */
public final class Passwords {
    private static final int ITERATIONS = 100_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final int MIN_LENGTH = 8;
    /** Maximum length of a password. Hashing longer passwords would let a client keep the processors busy. */
    private static final int MAX_LENGTH = 128;

    /**
     * A hash that matches no password. Logins to missing accounts check this hash, so that the response takes as long
     * as for an existing account.
     */
    public static final String NO_HASH = ITERATIONS + ":AAAAAAAAAAAAAAAAAAAAAA==:";

    private Passwords() {}

    /**
     * Hashes a password with a new salt.
     *
     * @throws Refusal 422 if the password is shorter than 8 or longer than 128 characters
     */
    public static String hash(String password) {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            throw Refusal.invalid("password must be " + MIN_LENGTH + " to " + MAX_LENGTH + " characters.");
        }
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return ITERATIONS + ":" + encode(salt) + ":" + encode(derive(password, salt, ITERATIONS));
    }

    /**
     * Whether the password matches the hash. The time of the comparison does not depend on the result.
     *
     * @param hash result of {@link #hash}
     */
    public static boolean matches(String password, String hash) {
        if (password.length() > MAX_LENGTH) {
            return false;
        }
        String[] parts = hash.split(":", -1);
        byte[] salt = Base64.getDecoder().decode(parts[1]);
        byte[] derived = derive(password, salt, Integer.parseInt(parts[0]));
        return MessageDigest.isEqual(encode(derived).getBytes(US_ASCII), parts[2].getBytes(US_ASCII));
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
