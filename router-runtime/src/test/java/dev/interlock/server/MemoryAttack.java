package dev.interlock.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** Attacks by unauthenticated clients, which try to make a server hold more memory than it has. */
enum MemoryAttack {
    /** The head of a request, 16 KiB without its end. */
    HALF_HEADS(
            4500,
            "GET /hello HTTP/1.1\r\nHost: a\r\n" + "X-Padding: " + "x".repeat(8000) + "\r\nX-More: "
                    + "x".repeat(8000)),

    /**
     * The head of a request with many short fields, without its end. The server needs more memory for the bounds of a
     * field than for its bytes.
     */
    MANY_FIELDS(4500, "GET /hello HTTP/1.1\r\nHost: a\r\n" + "a:\r\n".repeat(RobustServer.MAX_FIELDS - 1)),

    /** Forms with values that must be decoded. Their responses take a while. */
    FORMS(
            400,
            request("POST /form", "Content-Type: application/x-www-form-urlencoded", "Content-Length: " + 4 * 220_000)
                    + ("a=+" + "x".repeat(219_996) + "&").repeat(4)),

    /** A request that never gets a response, and requests after it. */
    PIPELINED_REQUESTS(2500, request("GET /never") + request("GET /hello").repeat(2000)),

    /** Bodies without their last byte. */
    HALF_BODIES(400, request("POST /echo", "Content-Length: 1000000") + "x".repeat(999_999)),

    /** Chunked bodies without their last byte. They announce no length. */
    HALF_CHUNKS(400, request("POST /echo", "Transfer-Encoding: chunked") + "f423f\r\n" + "x".repeat(999_999)),

    /** Bodies that a handler reads as a stream. There are more of them than threads. */
    UPLOADS(4260, request("POST /upload", "Content-Length: 1000000") + "x".repeat(100_000)),

    /** Responses that no client reads. */
    UNREAD_STREAMS(1500, request("GET /stream")),

    /** Responses of a megabyte on the heap, which no client reads. */
    UNREAD_RESPONSES(1500, request("GET /copied").repeat(10)),

    /** Forms without their end, which the server stores on the disk. */
    STORED_FORMS(
            1000,
            request("POST /stored", "Content-Type: multipart/form-data; boundary=b", "Content-Length: 1000000")
                    + "--b\r\nContent-Disposition: form-data; name=file; filename=f\r\n\r\n" + "x".repeat(150_000)),

    /** Encoded bodies for a handler that never responds. The decoded bodies have 25 times as many bytes. */
    CODED_BODIES(400, coded("POST /decoded")),

    /** Connections that send nothing. */
    SILENCE(8000, "");

    /** If the server takes no bytes for this time, it takes no more. */
    private static final long STUCK_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final int clients;
    private final String text;

    MemoryAttack(int clients, String text) {
        this.clients = clients;
        this.text = text;
    }

    private static String request(String start, String... fields) {
        String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        return start + " HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n";
    }

    /** Returns a request whose body grows to 25 times its size: noise, and zeros that compress to almost nothing. */
    private static String coded(String start) {
        byte[] content = new byte[1_000_000];
        byte[] noise = new byte[39_000];
        new Random(7).nextBytes(noise);
        System.arraycopy(noise, 0, content, 0, noise.length);
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(coded)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return request(start, "Content-Encoding: gzip", "Content-Length: " + coded.size()) + coded.toString(ISO_8859_1);
    }

    /** Action that the test repeats during an attack. */
    interface Meanwhile {
        void look() throws IOException;
    }

    /**
     * Opens the connections and sends bytes until the server takes no more.
     *
     * @param channels list that receives the connections
     */
    void begin(int port, List<SocketChannel> channels, Meanwhile meanwhile) throws IOException, InterruptedException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        byte[] bytes = text.getBytes(ISO_8859_1);
        List<ByteBuffer> left = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            channel.configureBlocking(false);
            channel.connect(server);
            channels.add(channel);
            left.add(ByteBuffer.wrap(bytes));
            if (i % 250 == 0) {
                send(channels, left);
                meanwhile.look();
            }
        }
        long progress = System.nanoTime();
        while (System.nanoTime() - progress < STUCK_NANOS) {
            if (send(channels, left)) {
                progress = System.nanoTime();
            } else {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            meanwhile.look();
        }
    }

    /** Returns whether any client has sent bytes. */
    private static boolean send(List<SocketChannel> channels, List<ByteBuffer> left) {
        boolean any = false;
        for (int i = 0; i < channels.size(); i++) {
            ByteBuffer rest = left.get(i);
            if (rest.hasRemaining()) {
                any |= send(channels.get(i), rest);
            }
        }
        return any;
    }

    private static boolean send(SocketChannel channel, ByteBuffer rest) {
        try {
            return (channel.isConnected() || channel.finishConnect()) && channel.write(rest) > 0;
        } catch (IOException e) {
            // The server has rejected the connection, as it should.
            rest.position(rest.limit());
            return false;
        }
    }

    /** Disconnects all clients at once without notice. */
    static void end(List<SocketChannel> channels) throws IOException {
        for (SocketChannel channel : channels) {
            if (channel.isOpen()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            }
        }
    }
}
