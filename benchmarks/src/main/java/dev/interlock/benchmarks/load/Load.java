package dev.interlock.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends as many requests as the server answers, from one thread over keep-alive connections. Each connection sends a
 * batch as large as the pipeline is deep. It sends the next batch when all responses have arrived. Every byte of every
 * response is compared.
 */
public final class Load implements AutoCloseable {
    private static final int READ_BYTES = 256 * 1024;
    private static final long LONGEST_SILENCE_MILLIS = 10_000;

    private final Selector selector;
    private final List<LoadConnection> connections = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final byte[] bytes = new byte[READ_BYTES];

    private long toBegin;
    private long answered;

    /**
     * Connects.
     *
     * @param questions requests to send in turn
     * @param depth pipelined requests of a connection
     * @throws LoadException when a response is wrong
     */
    public Load(int port, List<Question> questions, int connections, int depth) throws IOException {
        Map<Question, ReferenceResponse> references = new HashMap<>();
        for (Question question : questions) {
            references.put(question, ReferenceResponse.of(question, port));
        }
        List<Batch> batches = batches(questions, references, depth);
        selector = Selector.open();
        for (int i = 0; i < connections; i++) {
            this.connections.add(new LoadConnection(port, selector, batches, i));
        }
    }

    /** Returns the batches of full cycles through the questions. */
    private static List<Batch> batches(
            List<Question> questions, Map<Question, ReferenceResponse> references, int depth) {
        List<Batch> batches = new ArrayList<>();
        int next = 0;
        do {
            List<Question> batch = new ArrayList<>();
            for (int i = 0; i < depth; i++) {
                batch.add(questions.get(next));
                next = (next + 1) % questions.size();
            }
            batches.add(Batch.of(batch, references));
        } while (next != 0);
        return Collections.unmodifiableList(batches);
    }

    /**
     * Sends at least that many requests in whole batches, and waits for all responses.
     *
     * @return number of requests that were sent and answered
     * @throws LoadException when a response is wrong, or none arrives for 10 seconds
     */
    public long run(long requests) throws IOException {
        answered = 0;
        toBegin = requests;
        long underWay = 0;
        for (LoadConnection connection : connections) {
            underWay += begin(connection);
        }
        while (underWay > 0) {
            long before = answered;
            underWay += select();
            if (answered == before && selector.selectedKeys().isEmpty()) {
                throw new LoadException("No response for " + LONGEST_SILENCE_MILLIS + " ms, after " + answered);
            }
            selector.selectedKeys().clear();
        }
        return answered;
    }

    /** Returns how many requests of this run were answered. */
    public long answered() {
        return answered;
    }

    /** Serves the ready sockets. Returns the change in the number of waiting connections. */
    private int select() throws IOException {
        selector.select(LONGEST_SILENCE_MILLIS);
        int change = 0;
        for (SelectionKey key : selector.selectedKeys()) {
            LoadConnection connection = (LoadConnection) key.attachment();
            int completed = connection.ready(buffer, bytes);
            if (completed > 0) {
                answered += completed;
                change += begin(connection) - 1;
            }
        }
        return change;
    }

    private int begin(LoadConnection connection) throws IOException {
        if (toBegin <= 0) {
            return 0;
        }
        toBegin -= connection.begin();
        return 1;
    }

    @Override
    public void close() throws IOException {
        for (LoadConnection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
