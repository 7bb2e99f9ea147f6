package dev.interlock.benchmarks.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.CodedInputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A customer of the example shop. Places protobuf orders over one connection, several at a time. */
final class Orders implements AutoCloseable {
    /** Maximum units of a product. */
    static final int STOCK = 1_000_000;

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int TOGETHER = 16;
    private static final int READ_BYTES = 64 * 1024;
    /** An order with one line, for one unit of product 1. */
    private static final byte[] ORDER = {0x0a, 4, 8, 1, 0x10, 1};

    private static final Pattern TOKEN = Pattern.compile("\"accessToken\":\"([^\"]+)\"");
    /** Tag of an order's id, its first field. */
    private static final int ID = 8;

    private final Socket socket;
    private final byte[] received = new byte[READ_BYTES];
    private final EmbeddedChannel decoder =
            new EmbeddedChannel(new HttpResponseDecoder(), new HttpObjectAggregator(READ_BYTES));
    private long lastId;
    /** Token of the customer; empty before {@link #logIn}. */
    private String token = "";

    Orders(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /**
     * Logs both accounts in, and fills the stock.
     *
     * @throws IOException when a request fails
     */
    void logIn() throws IOException {
        String admin = logIn("email=root%40example.com&password=battery+staple");
        send(request("PUT /v1/catalog/products/1/stock?units=" + STOCK, admin, new byte[0]));
        response(200);
        token = logIn("email=ada%40example.com&password=correct+horse");
    }

    /**
     * Places orders. Needs {@link #logIn} before.
     *
     * @param count number of orders, up to {@link #STOCK}
     * @return number of orders that were placed and answered; each has a different id
     * @throws IOException when an order fails
     */
    long place(long count) throws IOException {
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        for (int i = 0; i < TOGETHER; i++) {
            requests.writeBytes(request("POST /v1/orders", token, ORDER));
        }
        long placed = 0;
        while (placed < count) {
            send(requests.toByteArray());
            for (int i = 0; i < TOGETHER; i++) {
                check(response(201));
            }
            placed += TOGETHER;
        }
        return placed;
    }

    private String logIn(String form) throws IOException {
        send(request("POST /v1/auth/login", "", form.getBytes(US_ASCII)));
        String body = new String(response(200), US_ASCII);
        Matcher token = TOKEN.matcher(body);
        if (!token.find()) {
            throw new IOException("The login has no access token: " + body);
        }
        return token.group(1);
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

    private void send(byte[] requests) throws IOException {
        socket.getOutputStream().write(requests);
    }

    /**
     * Returns the body of the next response.
     *
     * @param status expected status
     */
    private byte[] response(int status) throws IOException {
        FullHttpResponse response = decoder.readInbound();
        while (response == null) {
            int count = socket.getInputStream().read(received);
            if (count < 0) {
                throw new EOFException("The server closed the connection");
            }
            decoder.writeInbound(Unpooled.copiedBuffer(received, 0, count));
            response = decoder.readInbound();
        }
        byte[] body = ByteBufUtil.getBytes(response.content());
        response.release();
        if (response.status().code() != status) {
            throw new IOException(
                    "Expected " + status + ", received " + response.status() + " " + new String(body, US_ASCII));
        }
        return body;
    }

    /** Checks that the id of an order is larger than the ids of all earlier orders. */
    private void check(byte[] order) throws IOException {
        CodedInputStream fields = CodedInputStream.newInstance(order);
        long id = fields.readTag() == ID ? fields.readInt64() : 0;
        if (id <= lastId) {
            throw new IOException("Order " + id + " follows " + lastId);
        }
        lastId = id;
    }

    @Override
    public void close() throws IOException {
        decoder.finishAndReleaseAll();
        socket.close();
    }
}
