package dev.interlock.internal.tls;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Private keys in each format that OpenSSL writes. */
final class PrivateKeyReaderTest {
    private static final String PASSWORD = "a secret";

    @TempDir
    private Path folder;

    @Test
    void readsRsaKeys() throws Exception {
        X509Bundle bundle = new CertificateBuilder()
                .subject("CN=a")
                .setIsCertificateAuthority(true)
                .rsa2048()
                .buildSelfSigned();
        assertReads(bundle, List.of("pkey", "rsa -traditional"));
    }

    @Test
    void readsEcKeys() throws Exception {
        X509Bundle bundle = new CertificateBuilder()
                .subject("CN=a")
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
        assertReads(bundle, List.of("pkey", "ec"));
        X509Bundle large = new CertificateBuilder()
                .subject("CN=a")
                .setIsCertificateAuthority(true)
                .algorithm(CertificateBuilder.Algorithm.ecp384)
                .buildSelfSigned();
        assertReads(large, List.of("pkey", "ec"));
    }

    private void assertReads(X509Bundle bundle, List<String> conversions) throws Exception {
        Path key = folder.resolve("key.pem");
        Files.writeString(key, bundle.getPrivateKeyPEM());
        for (String each : conversions) {
            byte[] converted = openssl(each + " -in " + key);
            assertThat(read(bundle, converted, ""))
                    .isEqualTo(secret(bundle.getKeyPair().getPrivate()));
        }
        for (String cipher : List.of("aes256", "aes-128-cbc -v2prf hmacWithSHA512")) {
            byte[] encrypted = openssl("pkcs8 -topk8 -in " + key + " -passout 'pass:" + PASSWORD + "' -v2 " + cipher);
            assertThat(read(bundle, encrypted, PASSWORD))
                    .isEqualTo(secret(bundle.getKeyPair().getPrivate()));
            assertThat(assertThrows(TlsException.class, () -> read(bundle, encrypted, "wrong")))
                    .hasMessageThat()
                    .contains("Tip: check tls-key-password");
            assertThat(assertThrows(TlsException.class, () -> read(bundle, encrypted, "")))
                    .hasMessageThat()
                    .contains("Tip: set tls-key-password");
        }
    }

    private static BigInteger read(X509Bundle bundle, byte[] content, String password) throws TlsException {
        return secret(new PrivateKeyReader("key.pem", bundle.getKeyPair().getPublic(), password).read(content));
    }

    /** Returns the secret number of a key. Encodings cannot be compared, because some include the public key. */
    private static BigInteger secret(PrivateKey key) {
        return key instanceof ECPrivateKey ec ? ec.getS() : ((RSAPrivateKey) key).getPrivateExponent();
    }

    private static byte[] openssl(String arguments) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", "openssl " + arguments + " 2>/dev/null").start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isEqualTo(0);
        return output;
    }
}
