package dev.interlock.benchmarks.migration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A client's connection, with one request at a time. It connects again after a failure, and if the server closes it.
 * Not thread-safe.
 */
final class ShopConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int READ_BYTES = 16 * 1024;
    private static final int STATUS_AT = 9;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final byte[] NONE = {};
    private static final int HEXADECIMAL = 16;

    private final int port;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();

    ShopConnection(int port) {
        this.port = port;
    }

    Reply get(String target, String fields) throws IOException {
        return send("GET", target, fields, NONE);
    }

    /**
     * Sends a request, and returns its response.
     *
     * @param fields complete lines of further fields
     * @throws IOException without a complete response. The request may have been executed
     */
    Reply send(String method, String target, String fields, byte[] body) throws IOException {
        try {
            if (!socket.isConnected() || socket.isClosed()) {
                connect();
            }
            String length =
                    method.equals("GET") || method.equals("DELETE") ? "" : "Content-Length: " + body.length + "\r\n";
            String head = method + " " + target + " HTTP/1.1\r\nHost: shop.example.com\r\n" + fields + length + "\r\n";
            ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
            request.writeBytes(head.getBytes(US_ASCII));
            request.writeBytes(body);
            socket.getOutputStream().write(request.toByteArray());
            return read();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), READ_BYTES);
    }

    private Reply read() throws IOException {
        StringBuilder head = new StringBuilder();
        String line = line();
        int status = Integer.parseInt(line.substring(STATUS_AT, STATUS_AT + 3));
        while (!line.isEmpty()) {
            head.append(line).append("\r\n");
            line = line();
        }
        Reply bare = new Reply(status, head.toString(), NONE);
        boolean hasBody = status != NO_CONTENT && status != NOT_MODIFIED;
        Reply whole = hasBody ? new Reply(status, bare.head(), body(bare)) : bare;
        if (bare.header("connection").equalsIgnoreCase("close")) {
            close();
        }
        return whole;
    }

    private byte[] body(Reply bare) throws IOException {
        if (bare.header("transfer-encoding").equalsIgnoreCase("chunked")) {
            return chunks();
        }
        String length = bare.header("content-length");
        return length.isEmpty() ? NONE : exactly(Integer.parseInt(length));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size = Integer.parseInt(line(), HEXADECIMAL);
        while (size > 0) {
            body.writeBytes(exactly(size));
            line();
            size = Integer.parseInt(line(), HEXADECIMAL);
        }
        line();
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The connection ended within a body");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection ended before the response");
            }
            line.append((char) next);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    /** Encodes text for a body. */
    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
