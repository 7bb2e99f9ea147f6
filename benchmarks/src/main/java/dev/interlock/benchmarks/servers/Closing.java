package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.load.Exchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * Checks that a server closes a connection when the client asks for it (RFC 9112 section 9.6). {@code wrk} opens a new
 * connection only after the server closes the old one. If a server kept its connections open, {@code wrk} would send
 * all requests over the same connections.
 */
final class Closing {
    static final int PATIENCE_MILLIS = 3_000;

    private Closing() {}

    /**
     * Sends one request and returns whether the server closes the connection.
     *
     * @param request any request that the server answers
     * @param patienceMillis after this time without data or a close, the method assumes that the server keeps the
     *     connection open
     */
    static boolean isObeyed(int port, Exchange request, int patienceMillis) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), patienceMillis);
            socket.setSoTimeout(patienceMillis);
            socket.getOutputStream().write(request.bytes(true));
            return ends(socket);
        }
    }

    private static boolean ends(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            // The server has reset the connection, which also closes it.
            return true;
        }
    }
}
