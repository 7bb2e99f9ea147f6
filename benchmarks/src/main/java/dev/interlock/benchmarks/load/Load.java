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
 * As many requests as the server answers, from one thread over kept connections: each sends as many requests in one
 * piece as the pipeline is deep, and again when all of them are answered. Every byte of every answer is compared.
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
     * @param questions asked in turn
     * @param depth requests of a connection that are under way at the same time
     * @throws LoadException when a question is not answered as it should be
     */
    public Load(int port, List<Question> questions, int connections, int depth) throws IOException {
        Map<Question, ReferenceAnswer> references = new HashMap<>();
        for (Question question : questions) {
            references.put(question, ReferenceAnswer.of(question, port));
        }
        List<Batch> batches = batches(questions, references, depth);
        selector = Selector.open();
        for (int i = 0; i < connections; i++) {
            this.connections.add(new LoadConnection(port, selector, batches, i));
        }
    }

    /** Batches after which the questions stand where they stood. */
    private static List<Batch> batches(List<Question> questions, Map<Question, ReferenceAnswer> references, int depth) {
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
     * Sends at least that many requests, in whole batches, and waits for all answers.
     *
     * @return how many were sent and answered
     * @throws LoadException when an answer is wrong, or none arrives for 10 seconds
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
                throw new LoadException("No answer for " + LONGEST_SILENCE_MILLIS + " ms, after " + answered);
            }
            selector.selectedKeys().clear();
        }
        return answered;
    }

    /** How many requests of this run are answered. */
    public long answered() {
        return answered;
    }

    /** Serves the sockets that are ready; returns by how many more connections wait now. */
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
