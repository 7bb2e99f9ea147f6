package dev.interlock.processor.crosstalk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A client with one connection. A seed determines its plan: the requests, their fragments, and whether the client
 * disconnects during a request. The client compares every byte that it receives.
 */
final class CrosstalkClient {
    /** How the client ends its connection. */
    private enum Leaving {
        /** The client closes the connection after it has read every response. */
        AFTER_ALL,
        /** In the last request, the client announces that it will close the connection. */
        AS_ANNOUNCED,
        /** The client closes only its sending side after the last request. Then it reads every response. */
        HALF_CLOSED,
        /**
         * The client closes only its sending side during a request. Then it reads the responses to earlier requests.
         */
        HALF_CLOSED_WITHIN_REQUEST,
        CLOSED_WITHIN_REQUEST,
        RESET_WITHIN_REQUEST,
        CLOSED_WITHIN_RESPONSE,
        RESET_WITHIN_RESPONSE
    }

    private static final int MOST_REQUESTS = 12;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int LARGE_BYTES = 5_000;
    private static final String CLOSE = "connection: close\r\n";

    private final long number;
    private final SplittableRandom random;
    private final List<ExpectedResponse> expected = new ArrayList<>();
    /** Index after the last byte of each request. */
    private final List<Integer> ends = new ArrayList<>();

    private final byte[] requests;
    private final Leaving leaving;
    /** Number of bytes to send before the client leaves. */
    private final int most;
    /** Number of bytes to receive before the client leaves. */
    private final long mostReceived;
    /** Maximum number of bytes to send at a time. */
    private final int largest;

    private final ByteBuffer received = ByteBuffer.allocate(16 * 1024);
    private int sent;
    private long receivedBytes;
    private int complete;
    private boolean ended;

    /**
     * Creates the plan of a connection.
     *
     * @param seed seed of the whole test
     * @param number number of the connection
     */
    CrosstalkClient(long seed, long number, HeadModel heads) {
        this.number = number;
        random = new SplittableRandom(seed * 31 + number).split();
        leaving = Leaving.values()[random.nextInt(Leaving.values().length)];
        Samples samples = new Samples(random.split());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int count = 1 + random.nextInt(MOST_REQUESTS);
        for (int i = 1; i <= count; i++) {
            Sample sample = samples.next();
            boolean last = i == count && leaving == Leaving.AS_ANNOUNCED;
            expected.add(heads.expect(sample, last));
            all.writeBytes(last ? closing(sample.request()) : sample.request());
            ends.add(all.size());
        }
        requests = all.toByteArray();
        boolean withinRequest = leaving == Leaving.HALF_CLOSED_WITHIN_REQUEST
                || leaving == Leaving.CLOSED_WITHIN_REQUEST
                || leaving == Leaving.RESET_WITHIN_REQUEST;
        most = withinRequest ? random.nextInt(requests.length) : requests.length;
        boolean withinResponse = leaving == Leaving.CLOSED_WITHIN_RESPONSE || leaving == Leaving.RESET_WITHIN_RESPONSE;
        mostReceived = withinResponse ? random.nextInt(requests.length + 100) : Long.MAX_VALUE;
        largest = largest();
    }

    private int largest() {
        int size = requests.length > LARGE_BYTES ? 2 + random.nextInt(2) : random.nextInt(4);
        return switch (size) {
            case 0 -> 3;
            case 1 -> 60;
            case 2 -> 1500;
            default -> 60_000;
        };
    }

    private static byte[] closing(byte[] request) {
        String text = new String(request, ISO_8859_1);
        int end = text.indexOf("\r\n") + 2;
        return (text.substring(0, end) + CLOSE + text.substring(end)).getBytes(ISO_8859_1);
    }

    /**
     * Sends the requests of the plan, and compares the responses.
     *
     * @param counts counters of correct responses, by kind of request
     * @throws AssertionError when a byte is wrong or missing
     */
    void run(int port, Map<String, LongAdder> counts) throws IOException {
        try (Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open()) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            converse(channel, selector);
            if (leaving == Leaving.RESET_WITHIN_REQUEST || leaving == Leaving.RESET_WITHIN_RESPONSE) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        }
        for (ExpectedResponse response : expected.subList(0, complete)) {
            counts.computeIfAbsent(response.sample().shortKind(), kind -> new LongAdder())
                    .increment();
        }
    }

    private void converse(SocketChannel channel, Selector selector) throws IOException {
        boolean halfClosed = false;
        long progress = System.nanoTime();
        while (!isOver()) {
            boolean sentSome = send(channel);
            boolean worked = receive(channel) || sentSome;
            if (sent == most && !halfClosed && closesHalf()) {
                halfClosed = true;
                channel.shutdownOutput();
            }
            long now = System.nanoTime();
            if (worked) {
                progress = now;
            } else if (now - progress > PATIENCE_NANOS) {
                throw failure("no response comes to");
            } else {
                select(channel, selector);
            }
        }
        if (leaving != Leaving.CLOSED_WITHIN_RESPONSE && leaving != Leaving.RESET_WITHIN_RESPONSE && awaitsAll()) {
            receive(channel);
        }
    }

    private void select(SocketChannel channel, Selector selector) throws IOException {
        channel.keyFor(selector)
                .interestOps(sent < most ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        selector.select(1000);
        selector.selectedKeys().clear();
    }

    private boolean closesHalf() {
        return leaving == Leaving.HALF_CLOSED || leaving == Leaving.HALF_CLOSED_WITHIN_REQUEST;
    }

    private boolean awaitsAll() {
        return leaving == Leaving.AFTER_ALL || leaving == Leaving.AS_ANNOUNCED || closesHalf();
    }

    private boolean isOver() {
        if (ended) {
            return true;
        }
        if (awaitsAll()) {
            // Only AFTER_ALL ends here. In all other cases, the client waits until the server closes the connection.
            return leaving == Leaving.AFTER_ALL && complete == expected.size();
        }
        return receivedBytes >= mostReceived || complete == expected.size() || (sent == most && most < requests.length);
    }

    private boolean send(SocketChannel channel) throws IOException {
        if (sent == most) {
            return false;
        }
        int count = Math.min(most - sent, 1 + random.nextInt(largest));
        int written;
        try {
            written = channel.write(ByteBuffer.wrap(requests, sent, count));
        } catch (IOException e) {
            throw failure("the connection broke within", e);
        }
        sent += written;
        if (random.nextInt(8) == 0) {
            Thread.onSpinWait();
        }
        return written > 0;
    }

    private boolean receive(SocketChannel channel) throws IOException {
        received.clear();
        int count;
        try {
            count = channel.read(received);
        } catch (IOException e) {
            throw failure("the connection broke before the response to", e);
        }
        if (count < 0) {
            ended = true;
            checkEnd();
            return true;
        }
        receivedBytes += count;
        check(count);
        return count > 0;
    }

    private void check(int count) {
        for (int at = 0; at < count; ) {
            if (complete == expected.size()) {
                throw failure("something follows the response to", 0, count);
            }
            int next = expected.get(complete).check(received.array(), at, count);
            if (next < 0) {
                throw failure("a byte differs in the response to", ~next, count);
            }
            at = next;
            if (expected.get(complete).isComplete()) {
                complete++;
            }
        }
    }

    /** Asserts that there is a response to every request that was sent completely. */
    private void checkEnd() {
        long whole = ends.stream().filter(end -> end <= sent).count();
        if (complete < whole) {
            throw failure("the connection ended before the response to");
        }
        if (leaving == Leaving.AFTER_ALL) {
            throw failure("the server closed the connection behind");
        }
    }

    private AssertionError failure(String what, Throwable cause) {
        return new AssertionError(failure(what).getMessage(), cause);
    }

    private AssertionError failure(String what, int at, int count) {
        byte[] around = Arrays.copyOfRange(received.array(), Math.max(0, at - 60), Math.min(count, at + 60));
        return new AssertionError(failure(what).getMessage() + "\nreceived: " + new String(around, ISO_8859_1));
    }

    private AssertionError failure(String what) {
        int index = Math.min(complete, expected.size() - 1);
        ExpectedResponse response = expected.get(index);
        Sample sample = response.sample();
        return new AssertionError(
                what + " request " + (index + 1) + " of " + expected.size() + " of connection " + number + " ("
                        + leaving + ", sent " + sent + " of " + requests.length + " bytes), " + sample.kind() + " "
                        + sample.id()
                        + ", at " + response.position() + "\nexpected: " + new String(response.around(), ISO_8859_1));
    }

    /** Creates counters of correct responses, by kind of request. */
    static Map<String, LongAdder> counts() {
        return new ConcurrentHashMap<>();
    }
}
