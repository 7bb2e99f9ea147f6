package dev.interlock.http2;

import dev.interlock.server.Tls;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificate for localhost in files, and TLS of clients that trust it. */
public final class TestCertificate {
    private final X509Bundle bundle;
    private final Path chain;
    private final Path key;

    /** Writes the certificate and its key into a folder. */
    public TestCertificate(Path folder) throws Exception {
        bundle = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .notBefore(Instant.now().minus(Duration.ofDays(1)))
                .notAfter(Instant.now().plus(Duration.ofDays(90)))
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
        chain = write(folder.resolve("chain.pem"), bundle.getCertificatePathPEM());
        key = write(folder.resolve("key.pem"), bundle.getPrivateKeyPEM());
    }

    private static Path write(Path file, String text) throws IOException {
        return Files.writeString(file, text);
    }

    public Tls tls() {
        return Tls.certificate(chain, key);
    }

    /** Returns the file with the certificate. */
    public Path chain() {
        return chain;
    }

    /** Returns the file with the private key. */
    public Path key() {
        return key;
    }

    /** Returns the SHA-256 digest of the public key in Base64, by which browsers can trust it. */
    public String keyDigest() throws Exception {
        byte[] encoded = bundle.getCertificate().getPublicKey().getEncoded();
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(encoded));
    }

    X509Certificate certificate() {
        return bundle.getCertificate();
    }

    /** Returns the TLS of a client that trusts only this certificate. */
    public SSLContext clientContext() throws Exception {
        return clientContext(this);
    }

    /** Returns the TLS of a client that trusts only these certificates. */
    static SSLContext clientContext(TestCertificate... trusted) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < trusted.length; i++) {
            store.setCertificateEntry("server" + i, trusted[i].certificate());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
