package dev.interlock.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A customer of the example shop. Places protobuf orders over one connection, several at a time. */
public final class Orders implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int TOGETHER = 16;
    /** An order with one line, for one unit of product 1. */
    private static final byte[] ORDER = {0x0a, 4, 8, 1, 0x10, 1};
    /** Maximum units of a product. */
    public static final int STOCK = 1_000_000;

    private final Socket socket;
    private final DataInputStream in;
    private long lastId;

    public Orders(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /**
     * Fills the stock and places orders.
     *
     * @param count up to {@link #STOCK}
     * @return number of orders that were placed and answered; each has a different id
     * @throws LoadException when an order fails
     */
    public long place(long count) throws IOException {
        String admin = logIn("email=root%40example.com&password=battery+staple");
        send("PUT /v1/catalog/products/1/stock?units=" + STOCK, admin, new byte[0]);
        response(200);
        String token = logIn("email=ada%40example.com&password=correct+horse");
        byte[] requests = repeated(request("POST /v1/orders", token, ORDER));
        long placed = 0;
        while (placed < count) {
            socket.getOutputStream().write(requests);
            for (int i = 0; i < TOGETHER; i++) {
                check(response(201));
            }
            placed += TOGETHER;
        }
        return placed;
    }

    private String logIn(String form) throws IOException {
        send("POST /v1/auth/login", "", form.getBytes(US_ASCII));
        return new String(response(200), US_ASCII);
    }

    private void send(String line, String token, byte[] body) throws IOException {
        socket.getOutputStream().write(request(line, token, body));
    }

    private static byte[] request(String line, String token, byte[] body) {
        String type = token.isEmpty() ? "application/x-www-form-urlencoded" : "application/x-protobuf";
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((line + " HTTP/1.1\r\nHost: localhost\r\n" + authorization + "Content-Type: " + type
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(US_ASCII));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private static byte[] repeated(byte[] request) {
        ByteArrayOutputStream several = new ByteArrayOutputStream();
        for (int i = 0; i < TOGETHER; i++) {
            several.writeBytes(request);
        }
        return several.toByteArray();
    }

    private byte[] response(int status) throws IOException {
        String first = line();
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        if (!first.startsWith("HTTP/1.1 " + status)) {
            throw new LoadException("Expected " + status + ", received " + first + " " + new String(body, US_ASCII));
        }
        return body;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("The server closed after '" + line + "'");
            }
            line.append((char) octet);
        }
        line.setLength(line.length() - 1);
        return line.toString();
    }

    /** Checks that the id of an order, its first field, is larger than all earlier ids. */
    private void check(byte[] order) {
        long id = 0;
        int at = 1;
        for (int shift = 0; at < order.length; shift += 7, at++) {
            id |= (long) (order[at] & 0x7f) << shift;
            if (order[at] >= 0) {
                break;
            }
        }
        if (order.length < 2 || order[0] != 8 || id <= lastId) {
            throw new LoadException("Order " + id + " follows " + lastId);
        }
        lastId = id;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
