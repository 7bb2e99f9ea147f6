package dev.interlock.benchmarks.servers;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.benchmarks.load.Exchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private static final int PATIENCE_MILLIS = 300;
    private static final byte[] RESPONSE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(US_ASCII);
    private static final Exchange REQUEST =
            new Exchange("GET", "/plaintext", new byte[0], 200, "text/plain", new byte[0]);

    private final List<String> head = new ArrayList<>();

    @Test
    void acceptsClose() throws Exception {
        assertThat(isObeyedBy(Socket::close)).isTrue();
        assertThat(head).containsAtLeast("GET /plaintext HTTP/1.1", "Connection: close");
    }

    @Test
    void acceptsReset() throws Exception {
        assertThat(isObeyedBy(socket -> {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }))
                .isTrue();
    }

    @Test
    void detectsKeptConnection() throws Exception {
        assertThat(isObeyedBy(socket -> {})).isFalse();
    }

    /** An action of the server after its response. */
    private interface Ending {
        void end(Socket socket) throws IOException;
    }

    private boolean isObeyedBy(Ending ending) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Socket> answered = CompletableFuture.supplyAsync(() -> answer(server, ending));
            boolean obeyed = Closing.isObeyed(server.getLocalPort(), REQUEST, PATIENCE_MILLIS);
            answered.get(10, TimeUnit.SECONDS).close();
            return obeyed;
        }
    }

    private Socket answer(ServerSocket server, Ending ending) {
        try {
            Socket socket = server.accept();
            BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                head.add(line);
            }
            socket.getOutputStream().write(RESPONSE);
            ending.end(socket);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
