package dev.interlock.server;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/** Certificates for tests, in the files of a folder, and clients that trust them. */
final class TlsFiles {
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final X509Bundle AUTHORITY = authority("CN=Test authority");

    private final Path folder;

    TlsFiles(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(authorities(), AUTHORITY.getCertificatePEM());
    }

    static X509Bundle authority(String subject) {
        try {
            return new CertificateBuilder()
                    .subject(subject)
                    .notBefore(Instant.now().minus(Duration.ofDays(1)))
                    .notAfter(Instant.now().plus(Duration.ofDays(365)))
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a builder of a certificate with these DNS names and URIs. */
    static CertificateBuilder certificate(String... names) {
        CertificateBuilder builder = new CertificateBuilder()
                .subject("CN=" + names[0])
                .notBefore(Instant.now().minus(Duration.ofDays(1)))
                .notAfter(Instant.now().plus(Duration.ofDays(90)));
        return builder.addExtensionOctetString(ALTERNATIVE_NAMES, false, alternativeNames(names));
    }

    /** Encodes subject alternative names. The builder would reject wildcards. */
    private static byte[] alternativeNames(String... names) {
        GeneralName[] all = Stream.of(names)
                .map(name -> name.contains(":")
                        ? new GeneralName(GeneralName.uniformResourceIdentifier, name)
                        : new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        try {
            return new GeneralNames(all).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static X509Bundle issue(CertificateBuilder builder) {
        try {
            return builder.buildIssuedBy(AUTHORITY);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns a client certificate from an unknown authority. This authority has the name of the known one, because
     * otherwise the client would not present the certificate.
     */
    static X509Bundle stranger() {
        try {
            return certificate("stranger.example")
                    .addExtendedKeyUsageClientAuth()
                    .ecp256()
                    .buildIssuedBy(authority("CN=Test authority"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a new certificate with these names, and returns it. */
    X509Bundle write(String file, String... names) throws IOException {
        X509Bundle bundle = issue(certificate(names).ecp256());
        write(file, bundle);
        return bundle;
    }

    void write(String file, X509Bundle bundle) throws IOException {
        Files.writeString(chain(file), bundle.getCertificatePathPEM());
        Files.writeString(key(file), bundle.getPrivateKeyPEM());
    }

    Path writePkcs12(String file, X509Bundle bundle, String password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "shop", bundle.getKeyPair().getPrivate(), password.toCharArray(), bundle.getCertificatePath());
        Path path = folder.resolve(file + ".p12");
        try (OutputStream out = Files.newOutputStream(path)) {
            store.store(out, password.toCharArray());
        }
        return path;
    }

    Path chain(String file) {
        return folder.resolve(file + ".chain.pem");
    }

    Path key(String file) {
        return folder.resolve(file + ".key.pem");
    }

    Path authorities() {
        return folder.resolve("authorities.pem");
    }

    /** Returns TLS with the certificate of a file. */
    Tls tls(String file) {
        return Tls.certificate(chain(file), key(file));
    }

    /**
     * Returns the context of a client that trusts the authority. Unless {@code own} is null, it presents a certificate.
     */
    static SSLContext client(@Nullable X509Bundle own) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] keys = own == null ? null : own.toKeyManagerFactory().getKeyManagers();
            context.init(keys, new TrustManager[] {AUTHORITY.toTrustManager()}, null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static SSLSocket connect(int port, String name) throws IOException {
        return connect(client(null), port, name);
    }

    /** Connects and completes the handshake. The client verifies the name. */
    static SSLSocket connect(SSLContext context, int port, String name, String... protocols) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        if (protocols.length > 0) {
            parameters.setProtocols(protocols);
        }
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    /** Returns the ClientHello of a client. */
    static byte[] hello(String name) throws IOException {
        SSLEngine engine = client(null).createSSLEngine(name, 443);
        engine.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        return Arrays.copyOf(hello.array(), hello.position());
    }

    /** Returns the names of the TLS engines that this machine has. */
    static Stream<String> engines() {
        return Stream.of("jdk", "openssl");
    }
}
