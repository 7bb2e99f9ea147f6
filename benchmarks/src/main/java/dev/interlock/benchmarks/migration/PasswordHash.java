package dev.interlock.benchmarks.migration;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes of the passwords of test accounts, in the format of the shop: iterations, salt and hash. They have few
 * iterations. A replay sends each log-in to three instances, and the usual hashes would keep both processors busy.
 */
final class PasswordHash {
    private static final int ITERATIONS = 1_000;
    private static final int BITS = 256;
    private static final byte[] SALT = "for tests only..".getBytes(StandardCharsets.US_ASCII);

    private PasswordHash() {}

    static String of(String password) {
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), SALT, ITERATIONS, BITS))
                    .getEncoded();
            return ITERATIONS + ":" + encode(SALT) + ":" + encode(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has PBKDF2WithHmacSHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
