package dev.interlock.benchmarks.load;

import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import org.jspecify.annotations.Nullable;

/** Wire with TLS. */
final class TlsWire implements Wire {
    /** Room for the largest record with its header (RFC 8446 section 5.2). */
    private static final int RECORD_BYTES = 18 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Wire tcp;
    private final TlsClient client;
    private final int place;
    /** Received bytes, up to the position. */
    private final ByteBuffer in = ByteBuffer.allocateDirect(RECORD_BYTES);

    private final ByteBuffer out = ByteBuffer.allocateDirect(RECORD_BYTES);
    /** Destination for application data during the handshake. It stays empty. */
    private final ByteBuffer unexpected = ByteBuffer.allocateDirect(RECORD_BYTES);

    private @Nullable SSLEngine engine;
    private boolean isEstablished;
    private int handshakeBytes;

    TlsWire(SocketAddress server, TlsClient client, int place) {
        tcp = new TcpWire(server);
        this.client = client;
        this.place = place;
    }

    @Override
    public void open(Selector selector, Object attachment) throws IOException {
        engine = client.engine(place);
        engine().setUseClientMode(true);
        in.clear();
        handshakeBytes = 0;
        isEstablished = false;
        tcp.open(selector, attachment);
        if (tcp.isEstablished()) {
            handshake();
        }
    }

    private SSLEngine engine() {
        return Objects.requireNonNull(engine);
    }

    @Override
    public boolean isOpen() {
        return tcp.isOpen();
    }

    @Override
    public boolean isEstablished() {
        return isEstablished;
    }

    @Override
    public boolean establish() throws IOException {
        if (tcp.establish()) {
            handshake();
        }
        return isEstablished;
    }

    /** Continues the handshake until it is over, or needs more bytes from the server. */
    private void handshake() throws IOException {
        if (engine().getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
            engine().beginHandshake();
        }
        HandshakeStatus status = engine().getHandshakeStatus();
        boolean needsBytes = false;
        while (!needsBytes && status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
            switch (status) {
                case NEED_WRAP -> status = encrypt(NOTHING).getHandshakeStatus();
                case NEED_TASK -> status = runTask();
                default -> {
                    SSLEngineResult result = decrypt(unexpected.clear());
                    handshakeBytes += result.bytesConsumed();
                    status = result.getHandshakeStatus();
                    needsBytes = result.getStatus() == Status.BUFFER_UNDERFLOW && !receive();
                }
            }
        }
        isEstablished = !needsBytes;
        if (isEstablished) {
            client.count(handshakeBytes, engine().getApplicationProtocol());
        }
    }

    private HandshakeStatus runTask() {
        Runnable task = engine().getDelegatedTask();
        if (task != null) {
            task.run();
        }
        return engine().getHandshakeStatus();
    }

    /** Reads bytes from the socket. Returns whether there were any. */
    private boolean receive() throws IOException {
        int read = tcp.read(in);
        if (read < 0) {
            throw new IOException("The server closed a connection in the TLS handshake");
        }
        return read > 0;
    }

    private SSLEngineResult decrypt(ByteBuffer into) throws IOException {
        in.flip();
        try {
            return engine().unwrap(in, into);
        } finally {
            in.compact();
        }
    }

    /** Encrypts bytes of at most one record, and sends them. */
    private SSLEngineResult encrypt(ByteBuffer bytes) throws IOException {
        SSLEngineResult result = engine().wrap(bytes, out.clear());
        tcp.write(out.flip());
        return result;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int before = into.position();
        boolean isOver = false;
        boolean ended = false;
        while (!isOver) {
            SSLEngineResult result = decrypt(into);
            if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                // With the JDK, a task reads the session ticket.
                runTask();
            }
            ended = result.getStatus() == Status.CLOSED;
            isOver = ended;
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                throw new IllegalStateException("A record has no room in " + into);
            } else if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
                // Reads only if the content of all records fits. The selector would not report bytes that wait in this
                // class.
                int read = into.remaining() < 2 * RECORD_BYTES ? 0 : tcp.read(in);
                ended = read < 0;
                isOver = read <= 0;
            }
        }
        int count = into.position() - before;
        return count == 0 && ended ? -1 : count;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (encrypt(bytes).getStatus() != Status.OK) {
                throw new IOException("The server has ended its TLS connection");
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (engine != null) {
            try {
                if (isEstablished) {
                    // Sends close_notify, as clients do.
                    engine.closeOutbound();
                    encrypt(NOTHING);
                }
            } catch (IOException e) {
                // The server has closed the connection first, so nobody can receive close_notify.
            } finally {
                tcp.close();
                ReferenceCountUtil.release(engine);
                engine = null;
                isEstablished = false;
            }
        } else {
            tcp.close();
        }
    }
}
