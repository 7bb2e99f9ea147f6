package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * Whether a server closes a connection that the client asked it to close, as it must (RFC 9112 section 9.6). {@code wrk}
 * opens a new connection only when the old one is closed, so that of a server that keeps it a load of a connection for each
 * request would be one of kept connections.
 */
final class Closing {
    static final int PATIENCE_MILLIS = 3_000;

    private Closing() {}

    /**
     * Asks once.
     *
     * @param request any that the server answers
     * @param patienceMillis after how much silence the server is taken to keep the connection
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
            // A reset closes as well.
            return true;
        }
    }
}
