package dev.interlock.benchmarks.migration;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ShopConnectionTest {
    private final ServerSocket server;

    ShopConnectionTest() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** Sends each text to one connection, as its response, and closes it. */
    private ShopConnection responding(List<List<String>> connections) {
        Thread thread = new Thread(() -> {
            try {
                for (List<String> responses : connections) {
                    try (Socket socket = server.accept()) {
                        for (String response : responses) {
                            readHead(socket);
                            socket.getOutputStream().write(response.getBytes(US_ASCII));
                        }
                    }
                }
            } catch (IOException e) {
                // The test has ended.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return new ShopConnection(server.getLocalPort());
    }

    private static void readHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) next);
        }
    }

    @Test
    void readsBodiesByLengthAndInChunks() throws IOException {
        try (ShopConnection connection = responding(List.of(List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n")))) {
            assertThat(connection.get("/", "").text()).isEqualTo("body");
            assertThat(connection.get("/", "").status()).isEqualTo(304);
            assertThat(connection.get("/", "").text()).isEqualTo("abcd");
        }
    }

    @Test
    void reportsMissingResponseAndConnectsAgain() throws IOException {
        try (ShopConnection connection = responding(List.of(
                List.of("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbo"),
                List.of("HTTP/1.1 204 No Content\r\n\r\n")))) {
            assertThrows(EOFException.class, () -> connection.get("/", ""));
            assertThat(connection.get("/", "").status()).isEqualTo(204);
        }
    }
}
