package dev.interlock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A link that uses a socket. */
final class SocketLink implements Link {
    private static final byte[] NONE = {};
    private static final int READ_BYTES = 64 * 1024;

    private final Socket socket = new Socket();
    private final byte[] buffer = new byte[READ_BYTES];

    SocketLink(InetSocketAddress server, Duration timeout) {
        try {
            socket.connect(server, millis(timeout));
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("No connection to " + server, e);
        }
    }

    /** Converts a timeout for a socket. Returns at least 1, because 0 would mean no timeout. */
    private static int millis(Duration timeout) {
        return (int) Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE));
    }

    @Override
    @SuppressWarnings("EmptyCatch") // A server may reject a body before it has read all of it.
    public void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            // Ignored, because a response that the server sent before can still be read.
        }
    }

    @Override
    public byte @Nullable [] receive(Duration timeout) {
        try {
            socket.setSoTimeout(millis(timeout));
            int count = socket.getInputStream().read(buffer);
            return count < 0 ? null : Arrays.copyOf(buffer, count);
        } catch (SocketTimeoutException e) {
            return NONE;
        } catch (IOException e) {
            // The server has reset the connection, which also closes it.
            return null;
        }
    }

    @Override
    public @Nullable String mistakeAfterResponse(boolean persistent) {
        try {
            return socket.getInputStream().available() == 0 ? null : MORE_SENT;
        } catch (IOException e) {
            return persistent ? "The connection broke: " + e.getMessage() : null;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
