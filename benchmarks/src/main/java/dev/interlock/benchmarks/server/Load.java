package dev.interlock.benchmarks.server;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends as many requests as the server can answer, from one thread over keep-alive connections. Each connection sends a
 * batch of {@code depth} requests. It sends the next batch when all responses have arrived. Every byte of every
 * response is compared with the expected response.
 */
final class Load implements AutoCloseable {
    private static final int READ_BYTES = 256 * 1024;
    private static final long LONGEST_SILENCE_MILLIS = 10_000;

    private final Selector selector = Selector.open();
    private final List<Connection> connections = new ArrayList<>();
    private long toBegin;
    private long answered;

    /**
     * Connects.
     *
     * @param questions requests to send in turn
     * @param depth number of requests that a connection sends together
     * @throws IOException when a response is wrong
     */
    Load(int port, List<Question> questions, int connections, int depth) throws IOException {
        Map<Question, String> references = new HashMap<>();
        for (Question question : questions) {
            references.put(question, question.ask(port));
        }
        List<Batch> batches = new ArrayList<>();
        // Adds batches until a batch ends with the last question. Then the batches contain each question equally often.
        int next = 0;
        do {
            List<Question> batch = new ArrayList<>();
            for (int i = 0; i < depth; i++) {
                batch.add(questions.get(next++ % questions.size()));
            }
            batches.add(new Batch(batch, references));
        } while (next % questions.size() != 0);
        for (int i = 0; i < connections; i++) {
            this.connections.add(new Connection(port, selector, batches, i));
        }
    }

    /** Sends a batch, compares the responses, and sends the next batch. */
    private static final class Connection {
        private final SocketChannel channel;
        private final List<Batch> batches;
        private final ByteBuffer received = ByteBuffer.allocate(READ_BYTES);
        private int next;
        private Batch batch;

        /** Connects. Connections begin with different batches. */
        Connection(int port, Selector selector, List<Batch> batches, int first) throws IOException {
            this.batches = batches;
            next = first;
            batch = batches.get(first % batches.size());
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        /**
         * Sends the next batch and returns the number of its requests. The send buffer of the socket is empty, so one
         * write is enough.
         */
        int begin() throws IOException {
            batch = batches.get(next++ % batches.size());
            received.clear();
            ByteBuffer requests = batch.requests();
            channel.write(requests);
            if (requests.hasRemaining()) {
                throw new IOException("The server does not read");
            }
            return batch.size();
        }

        /** Reads available bytes. Returns the number of requests whose responses are now complete. */
        int read() throws IOException {
            if (channel.read(received) < 0) {
                throw new EOFException("The server closed a connection");
            }
            if (received.position() < batch.responseBytes()) {
                return 0;
            }
            batch.check(received.array(), received.position());
            return batch.size();
        }
    }

    /**
     * Sends whole batches with at least this many requests in total. Waits for all responses.
     *
     * @return number of requests that were sent and answered
     * @throws IOException when a response is wrong, or none arrives for 10 seconds
     */
    long run(long requests) throws IOException {
        answered = 0;
        toBegin = requests;
        int waiting = 0;
        for (Connection connection : connections) {
            waiting += begin(connection);
        }
        while (waiting > 0) {
            if (selector.select(LONGEST_SILENCE_MILLIS) == 0) {
                throw new IOException("No response for " + LONGEST_SILENCE_MILLIS + " ms, after " + answered);
            }
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                int completed = connection.read();
                if (completed > 0) {
                    answered += completed;
                    waiting += begin(connection) - 1;
                }
            }
            selector.selectedKeys().clear();
        }
        return answered;
    }

    /**
     * Sends the next batch of a connection, unless enough requests were sent. Returns 1 if the connection now waits for
     * responses, otherwise 0.
     */
    private int begin(Connection connection) throws IOException {
        if (toBegin <= 0) {
            return 0;
        }
        toBegin -= connection.begin();
        return 1;
    }

    /** Returns how many requests of this run were answered. */
    long answered() {
        return answered;
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }
}
