package dev.interlock.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends given bytes without change. */
public final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int TURNS = 100;

    private final Socket socket;
    private final InputStream in;

    /**
     * Response of the server.
     *
     * @param fields values of the header fields by their names in lower case
     */
    public record RawResponse(int status, Map<String, String> fields, String body) {
        /** Whether the response is a problem document, and no browser may guess another type. */
        public boolean isProblem() {
            return "application/problem+json".equals(fields.get("content-type"))
                    && "nosniff".equals(fields.get("x-content-type-options"));
        }
    }

    public RawClient(int port) throws IOException {
        this(InetAddress.getLoopbackAddress(), port);
    }

    /** @param local address from which the client connects */
    public RawClient(InetAddress local, int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port, local, 0);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** @param connected a connected socket, for example with TLS */
    public RawClient(Socket connected) throws IOException {
        socket = connected;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sets the time limit of a read, which is 10 seconds by default. */
    public void timeoutMillis(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    public RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    public RawClient get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Reads the response to a request other than HEAD. */
    public RawResponse response() throws IOException {
        return response(true);
    }

    /** Reads the response to a HEAD request. */
    public RawResponse responseToHead() throws IOException {
        return response(false);
    }

    private RawResponse response(boolean withBody) throws IOException {
        String statusLine = line();
        int status = Integer.parseInt(statusLine.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        Map<String, String> fields = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            fields.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new RawResponse(status, fields, withBody ? body(fields) : "");
    }

    private String body(Map<String, String> fields) throws IOException {
        if ("chunked".equals(fields.get("transfer-encoding"))) {
            return chunks();
        }
        int length = Integer.parseInt(fields.getOrDefault("content-length", "0"));
        return new String(in.readNBytes(length), ISO_8859_1);
    }

    private String chunks() throws IOException {
        StringBuilder joined = new StringBuilder();
        int size;
        do {
            size = Integer.parseInt(line(), 16);
            joined.append(new String(in.readNBytes(size), ISO_8859_1));
            if (!line().isEmpty()) {
                throw new IOException("a chunk is longer than its size");
            }
        } while (size > 0);
        return joined.toString();
    }

    /** Reads until the text has arrived. */
    public void readUntil(String text) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("the server closed after '" + read + "'");
            }
            read.append((char) octet);
        }
    }

    /** Reads all remaining bytes. */
    public String rest() throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    /** Whether bytes of a response have arrived. */
    boolean hasResponse() throws IOException {
        return in.available() > 0;
    }

    /** Reads this number of bytes of responses. */
    public void skip(int bytes) throws IOException {
        in.skipNBytes(bytes);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server closed after '" + line + "'");
            }
            line.append((char) octet);
        }
        return line.substring(0, line.length() - 1);
    }

    /** Waits for the server to close; returns whether it has closed the connection in order. */
    public boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    /** Waits for the server to close, for a limited time; returns whether it has closed the connection in order. */
    boolean isAtEnd(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return isAtEnd();
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } finally {
            socket.setSoTimeout(TIMEOUT_MILLIS);
        }
    }

    /**
     * Waits until the event loop of a server has had many turns. It has then processed everything that clients did
     * before, and has run its tasks of each turn. The server has one event loop, and a route /hello.
     */
    static void awaitTurns(int port) throws IOException {
        try (RawClient client = new RawClient(port)) {
            for (int i = 0; i < TURNS; i++) {
                if (client.get("/hello").response().status() != 200) {
                    throw new IOException("The server does not say hello");
                }
            }
        }
    }

    /** Resets the connection, as if the client's machine had failed, instead of closing it in order. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
