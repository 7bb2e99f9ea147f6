package dev.interlock.recording;

import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedBytes;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.observe.ObservedFields;
import dev.interlock.observe.ObservedFile;
import dev.interlock.observe.ServerState;
import dev.interlock.recording.redact.Redactor;
import dev.interlock.recording.segment.SegmentWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Records the exchanges of a server for a later replay: requests and responses with their times, fields and bodies.
 * Pseudonyms replace secrets.
 *
 * <pre>{@code
 * HttpServer.builder(ApiRouter.of(new Orders(store)))
 *         .listener(Recording.to(Path.of("/var/lib/shop/recording")).rate(0.1).build())
 *         .start();
 * }</pre>
 *
 * <p>Event loops capture the bytes that they receive and send, and never wait for a disk. A separate thread redacts,
 * compresses and writes them. The recorder drops and counts exchanges that this thread cannot write in time. In steady
 * state, recording exchanges with bodies of up to 8 KiB allocates nothing on event loops. Build one object for each
 * server. Safe for use by several threads.
 */
public final class Recording implements ExchangeListener {
    private static final long LAST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final RecordingOptions options;
    private final AtomicLong connections = new AtomicLong();
    /** Recorder of the event loop on the current thread. */
    private final ThreadLocal<LoopRecorder> ofLoop = ThreadLocal.withInitial(this::newLoopRecorder);
    // Set before the first connection opens.
    private @Nullable Policies policies;
    private volatile @Nullable RecordWriter writer;
    private volatile @Nullable SegmentWriter segments;

    /** Recorder's state of a connection. */
    private static final class Client {
        final LoopRecorder loop;
        final long number;
        /** Number of exchanges so far. */
        long count;

        Client(LoopRecorder loop, long number) {
            this.loop = loop;
            this.number = number;
        }
    }

    Recording(RecordingOptions options) {
        this.options = options;
    }

    /**
     * Creates a builder.
     *
     * @param directory directory for the segments; the server creates it at start if it does not exist
     */
    public static RecordingBuilder to(Path directory) {
        return new RecordingBuilder(directory);
    }

    /** Returns the number of exchanges written to files since the start. */
    public long recorded() {
        RecordWriter open = writer;
        return open == null ? 0 : open.recorded();
    }

    /**
     * Returns the number of exchanges lost since the start: because the disk is slow or full, or because the memory
     * limit was reached.
     */
    public long dropped() {
        RecordWriter open = writer;
        return open == null ? 0 : open.dropped();
    }

    /** Returns the number of segments that this process deleted to stay within {@link RecordingBuilder#totalBytes}. */
    public long deletedSegments() {
        SegmentWriter open = segments;
        return open == null ? 0 : open.deletedFiles();
    }

    private RecordWriter openWriter() {
        RecordWriter open = writer;
        if (open == null) {
            throw new IllegalStateException("The server has not opened");
        }
        return open;
    }

    private LoopRecorder newLoopRecorder() {
        ExchangeRing ring = new ExchangeRing(options.ringBytes);
        RecordWriter open = openWriter();
        open.add(ring);
        return new LoopRecorder(options, ring, open, new SecureRandom().nextLong());
    }

    /** Called by the server. */
    @Override
    public void serverOpened(ServerState server) {
        if (writer != null) {
            throw new IllegalStateException("The recording already has a server. Tip: build one for each server");
        }
        long process = new SecureRandom().nextLong();
        SegmentHeader header = new SegmentHeader(options.service, options.build, process);
        Policies known = new Policies(options, server.routes());
        SegmentWriter files = new SegmentWriter(options.directory, options.name, process, options.limits(), header);
        Redactor redactor = new Redactor(options.redaction.rules(), options.key(), server.routes());
        RecordWriter opened =
                new RecordWriter(files, new ExchangeEncoder(known, redactor), header, RecordingOptions.BLOCK_BYTES);
        policies = known;
        segments = files;
        writer = opened;
        try {
            Files.createDirectories(options.directory);
            opened.start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The recording cannot be written to " + options.directory + " (" + e
                            + "). Tip: name a directory that the service may write to",
                    e);
        }
    }

    /** Called by the server. */
    @Override
    public void serverClosed() {
        RecordWriter open = writer;
        if (open != null) {
            open.close(LAST_WAIT_NANOS);
        }
    }

    /** Called by the server. */
    @Override
    public void connectionOpened(ObservedConnection connection) {
        client(connection);
    }

    /**
     * Returns the state of a connection. Creates it if it is missing: usually when the connection opens, or later if
     * the allocation failed then.
     */
    private Client client(ObservedConnection connection) {
        Client client = (Client) connection.attachment(this);
        if (client == null) {
            client = new Client(ofLoop.get(), connections.incrementAndGet());
            connection.attach(this, client);
        }
        return client;
    }

    /** Called by the server. */
    @Override
    public void requestBegun(ObservedExchange exchange) {
        Client client = client(exchange.connection());
        client.count++;
        if (!exchange.hasHead()) {
            begin(exchange, client);
        }
    }

    /** Called by the server. */
    @Override
    public void routed(ObservedExchange exchange) {
        begin(exchange, client(exchange.connection()));
    }

    private void begin(ObservedExchange exchange, Client client) {
        Policies known = policies;
        if (known != null) {
            RoutePolicy policy = known.of(exchange.route());
            Capture capture = client.loop.begin(exchange, policy, client.number, client.count - 1);
            if (capture != null) {
                attach(exchange, capture);
            }
        }
    }

    private void attach(ObservedExchange exchange, Capture capture) {
        boolean isAttached = false;
        try {
            exchange.attach(this, capture);
            isAttached = true;
        } finally {
            if (!isAttached) {
                // Out of memory: no later event would find the capture, so its memory would count for ever.
                capture.loop.discard(exchange.connection(), capture);
            }
        }
    }

    private @Nullable Capture capture(ObservedExchange exchange) {
        return (Capture) exchange.attachment(this);
    }

    /** Called by the server. */
    @Override
    public void requestBodyArrived(ObservedExchange exchange, ObservedBytes part, boolean isLast) {
        Capture capture = capture(exchange);
        if (capture != null) {
            capture.loop.requestBody(exchange, capture, part, isLast);
        }
    }

    /** Called by the server. */
    @Override
    public void responseFieldsSet(ObservedExchange exchange, ObservedFields fields) {
        Capture capture = capture(exchange);
        if (capture != null) {
            capture.loop.responseFields(exchange, capture, fields);
        }
    }

    /** Called by the server. */
    @Override
    public void responseBodyAdded(ObservedExchange exchange, ObservedBytes part) {
        Capture capture = capture(exchange);
        if (capture != null) {
            capture.loop.responseBody(exchange, capture, part);
        }
    }

    /** Called by the server. */
    @Override
    public void responseFileAdded(ObservedExchange exchange, ObservedFile file) {
        Capture capture = capture(exchange);
        if (capture != null) {
            capture.loop.file(exchange, capture, file);
        }
    }

    /** Called by the server. */
    @Override
    public void responseSent(ObservedExchange exchange) {
        end(exchange, null);
    }

    /** Called by the server. */
    @Override
    public void responseAborted(ObservedExchange exchange, AbortReason reason) {
        end(exchange, reason);
    }

    private void end(ObservedExchange exchange, @Nullable AbortReason reason) {
        Capture capture = capture(exchange);
        if (capture != null) {
            exchange.attach(this, null);
            capture.loop.end(exchange, capture, reason);
        }
    }
}
