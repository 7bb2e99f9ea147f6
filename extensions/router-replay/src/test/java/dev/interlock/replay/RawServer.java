package dev.interlock.replay;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Server for raw responses: it may stall, close connections or send malformed data. Listens on the loopback address.
 */
public final class RawServer implements Closeable {
    private final ServerSocket listener;
    private final String scheme;
    private final Handler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());

    /** A received request. */
    public record Received(int connection, String head, String body) {
        public String line() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        public String field(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Returns the bytes of a response, or null to close the connection. */
    public interface Handler {
        @Nullable
        String answer(Received request) throws Exception;
    }

    private RawServer(ServerSocket listener, String scheme, int port, Handler handler) throws IOException {
        this.listener = listener;
        this.scheme = scheme;
        this.handler = handler;
        listener.setReuseAddress(true);
        listener.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        start(this::accept);
    }

    public static RawServer start(Handler handler) throws IOException {
        return new RawServer(new ServerSocket(), "http", 0, handler);
    }

    /** Starts a server with TLS. */
    public static RawServer start(SSLContext tls, Handler handler) throws IOException {
        return new RawServer(tls.getServerSocketFactory().createServerSocket(), "https", 0, handler);
    }

    /** Listens on the port of a closed server. */
    public static RawServer restart(int port, Handler handler) throws IOException {
        return new RawServer(new ServerSocket(), "http", port, handler);
    }

    /** Returns a response with a body. */
    public static String ok(String body, String... fields) {
        return response(200, body, fields);
    }

    public static String response(int status, String body, String... fields) {
        return "HTTP/1.1 " + status + " X\r\n"
                + String.join(
                        "",
                        java.util.Arrays.stream(fields).map(it -> it + "\r\n").toList()) + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        int number = 0;
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                int connection = number++;
                start(() -> serve(socket, connection));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (true) {
                String head = readHead(in);
                if (head.isEmpty()) {
                    return;
                }
                Received without = new Received(connection, head, "");
                String length = without.field("content-length");
                byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
                Received request = new Received(connection, head, new String(body, StandardCharsets.UTF_8));
                received.add(request);
                String answer = handler.answer(request);
                if (answer == null) {
                    return;
                }
                out.write(answer.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (Exception e) {
            // The test checks what arrived.
        } finally {
            open.remove(socket);
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url() {
        return scheme + "://127.0.0.1:" + port();
    }

    public List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** Closes all connections and stops listening, like a killed process. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            reset(socket);
        }
    }

    private static void reset(Socket socket) throws IOException {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            // The thread of the connection has closed the socket.
            return;
        }
        socket.close();
    }
}
