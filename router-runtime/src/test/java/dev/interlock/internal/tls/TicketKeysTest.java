package dev.interlock.internal.tls;

import static com.google.common.truth.Truth.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Random keys of session tickets, and the sessions that clients resume with them. */
@Timeout(60)
final class TicketKeysTest {
    private static final int BUFFER = 64 * 1024;

    @TempDir
    private Path folder;

    /** Client that counts the certificates it has checked. It checks none if it resumes a session. */
    private static final class Client implements X509TrustManager {
        private final SSLContext context;
        int checked;

        Client() throws Exception {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
        }

        SSLEngine engine() {
            SSLEngine engine = context.createSSLEngine("a.example", 443);
            engine.setUseClientMode(true);
            // In TLS 1.3, tickets follow the handshake.
            engine.setEnabledProtocols(new String[] {"TLSv1.2"});
            return engine;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm) {
            checked++;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm) {
            throw new IllegalStateException("This is a client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static TlsOptions options(List<CertificateFiles> certificates) {
        return new TlsOptions(
                certificates, null, "", "", false, false, false, List.of(), Duration.ofSeconds(10), 1000, 16_384);
    }

    /** Returns the names of the keys, which differ if the keys do. */
    private static List<String> names(TicketKeys keys) throws TlsException {
        TlsOptions options = options(List.of());
        return keys.of(options, FileContents.read(options)).stream()
                .map(each -> HexFormat.of().formatHex(each.name()))
                .toList();
    }

    @Test
    void newestKeyComesFirstAndThreeAreKept() throws TlsException {
        TicketKeys keys = new TicketKeys();
        List<String> first = names(keys);
        assertThat(first).hasSize(1);
        keys.rotate();
        List<String> second = names(keys);
        assertThat(second).hasSize(2);
        assertThat(second.get(0)).isNotEqualTo(first.get(0));
        assertThat(second.get(1)).isEqualTo(first.get(0));
        keys.rotate();
        List<String> third = names(keys);
        assertThat(third.subList(1, 3)).isEqualTo(second);
        keys.rotate();
        List<String> fourth = names(keys);
        assertThat(fourth).hasSize(3);
        assertThat(fourth.subList(1, 3)).isEqualTo(third.subList(0, 2));
        assertThat(new HashSet<>(fourth)).hasSize(3);
    }

    /** A session outlives two rotations after its last use. The third one drops the key of its ticket. */
    @Test
    void clientsResumeSessionsAcrossRotations() throws Exception {
        X509Bundle bundle = new CertificateBuilder()
                .subject("CN=a.example")
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
        Path chain = Files.writeString(folder.resolve("chain.pem"), bundle.getCertificatePathPEM());
        Path key = Files.writeString(folder.resolve("key.pem"), bundle.getPrivateKeyPEM());
        TlsOptions options = options(List.of(new CertificateFiles(chain.toString(), key.toString(), "")));
        TlsEngine engine = TlsEngine.of(Optional.of(TlsEngine.Kind.OPENSSL));
        TlsEndpoint endpoint = new TlsEndpoint("test", options, engine, List.of("http/1.1"));
        Client client = new Client();
        try {
            connect(client, endpoint);
            connect(client, endpoint);
            assertThat(client.checked).isEqualTo(1);
            for (int i = 0; i < 5; i++) {
                endpoint.rotateTicketKeys();
                // The client gets a new ticket each time.
                connect(client, endpoint);
                assertThat(client.checked).isEqualTo(1);
            }
            endpoint.rotateTicketKeys();
            endpoint.rotateTicketKeys();
            connect(client, endpoint);
            assertThat(client.checked).isEqualTo(1);
            for (int i = 0; i < 3; i++) {
                endpoint.rotateTicketKeys();
            }
            connect(client, endpoint);
            assertThat(client.checked).isEqualTo(2);
        } finally {
            endpoint.close();
        }
    }

    private static void connect(Client client, TlsEndpoint endpoint) throws SSLException {
        SslHandler handler = Objects.requireNonNull(endpoint.newHandler("a.example", UnpooledByteBufAllocator.DEFAULT));
        SSLEngine server = handler.engine();
        try {
            handshake(client.engine(), server);
        } finally {
            ReferenceCountUtil.release(server);
        }
    }

    private static void handshake(SSLEngine client, SSLEngine server) throws SSLException {
        ByteBuffer toServer = ByteBuffer.allocate(BUFFER);
        ByteBuffer toClient = ByteBuffer.allocate(BUFFER);
        client.beginHandshake();
        server.beginHandshake();
        while (isHandshaking(client) || isHandshaking(server)) {
            step(client, toClient, toServer);
            step(server, toServer, toClient);
        }
    }

    private static boolean isHandshaking(SSLEngine engine) {
        return engine.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                in.flip();
                engine.unwrap(in, ByteBuffer.allocate(BUFFER));
                in.compact();
            }
            case FINISHED, NOT_HANDSHAKING -> {
                // The other one has further steps.
            }
        }
    }
}
