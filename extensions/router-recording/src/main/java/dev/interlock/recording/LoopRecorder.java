package dev.interlock.recording;

import dev.interlock.http.RequestHead;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ObservedBytes;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.observe.ObservedFields;
import dev.interlock.observe.ObservedFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Captures the exchanges of one event loop, and adds them to its ring. Confined to the event loop. */
final class LoopRecorder {
    /** Limit on each array of an idle capture, in bytes. */
    private static final int RETAINED = 16 * 1024;

    /** Limit on the memory of all idle captures, in bytes. */
    private static final int MAX_IDLE = 1024 * 1024;

    private static final int SCRATCH = 8 * 1024;
    private static final byte[] LENGTH_FIELD = {'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h'};
    private static final byte[] CODING_FIELD = {
        't', 'r', 'a', 'n', 's', 'f', 'e', 'r', '-', 'e', 'n', 'c', 'o', 'd', 'i', 'n', 'g'
    };

    private final RecordingOptions options;
    private final RecordWriter writer;
    private final ExchangeRing ring;
    private final int bodyLimit;
    private final long memoryLimit;
    private final byte[] fixed = new byte[Entry.FIXED];
    private final byte[] digests = new byte[2 * Entry.DIGEST_BYTES];
    private final byte[] scratch = new byte[SCRATCH];
    private @Nullable Capture idle;
    private long idleBytes;
    /** Memory of the captures in use, in bytes. */
    private long heldBytes;

    private long random;

    LoopRecorder(RecordingOptions options, ExchangeRing ring, RecordWriter writer, long seed) {
        this.options = options;
        this.ring = ring;
        this.writer = writer;
        bodyLimit = options.bodyLimit;
        memoryLimit = options.captureMemory;
        random = seed | 1;
    }

    /** Returns the next number of a xorshift generator. */
    private long nextRandom() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return random * 0x2545f4914f6cdd1dL;
    }

    /**
     * Begins to capture an exchange.
     *
     * @param connection number of the connection
     * @param sequence number of the exchange on its connection
     * @return the capture, or null if the recorder will not keep the exchange regardless of its outcome
     */
    @Nullable
    Capture begin(ObservedExchange exchange, RoutePolicy policy, long connection, long sequence) {
        boolean isSampled = policy.isSampled(nextRandom());
        if (!isSampled && !options.errors) {
            return null;
        }
        Capture capture = take(policy);
        capture.connection = connection;
        capture.sequence = sequence;
        capture.isSampled = isSampled;
        if (exchange.hasHead()) {
            captureHead(exchange, capture);
        }
        charge(exchange.connection(), capture);
        return capture;
    }

    private void captureHead(ObservedExchange exchange, Capture capture) {
        capture.captureHead(exchange.head());
        boolean hasBody = hasBody(exchange.head());
        // equals() compares references first, and the scheme usually is this constant.
        boolean isSecure = "https".equals(exchange.scheme());
        capture.flags = Entry.HAS_REQUEST | (isSecure ? Entry.IS_SECURE : 0) | (hasBody ? Entry.HAS_BODY : 0);
        String stated = exchange.forwardedAuthority();
        if (stated != null) {
            capture.authority.append(stated);
        }
    }

    private static boolean hasBody(RequestHead head) {
        int length = head.find(LENGTH_FIELD);
        if (length < 0) {
            return head.find(CODING_FIELD) >= 0;
        }
        int at = head.valueFrom(length);
        while (at < head.valueTo(length) && head.bytes()[at] == '0') {
            at++;
        }
        return at < head.valueTo(length);
    }

    private Capture take(RoutePolicy policy) {
        Capture capture = idle;
        if (capture == null) {
            return new Capture(this, policy);
        }
        idle = capture.next;
        capture.next = null;
        capture.policy = policy;
        idleBytes -= capture.capacity();
        return capture;
    }

    void requestBody(ObservedExchange exchange, Capture capture, ObservedBytes part, boolean isLast) {
        add(exchange.connection(), capture, capture.requestBody, part);
        if (isLast) {
            capture.flags |= Entry.BODY_IS_COMPLETE;
        }
    }

    void responseFields(ObservedExchange exchange, Capture capture, ObservedFields fields) {
        if (capture.isAbandoned) {
            return;
        }
        // This response may replace one that failed before its first part was sent, but already had a body.
        capture.responseBody.clear(RETAINED);
        capture.flags &= ~Entry.IS_FILE;
        capture.setFile(null);
        capture.captureFields(fields);
        charge(exchange.connection(), capture);
    }

    void responseBody(ObservedExchange exchange, Capture capture, ObservedBytes part) {
        add(exchange.connection(), capture, capture.responseBody, part);
    }

    private void add(ObservedConnection connection, Capture capture, BodyCapture body, ObservedBytes part) {
        if (capture.isAbandoned) {
            return;
        }
        // The array may double its size.
        if (heldBytes + 2L * Math.min(part.length(), bodyLimit) + body.bytes.length() > memoryLimit) {
            abandon(connection, capture);
            return;
        }
        boolean isAdded = false;
        try {
            body.add(part, bodyLimit, scratch);
            isAdded = true;
        } finally {
            if (isAdded) {
                charge(connection, capture);
            } else {
                // Out of memory: the body and its digest lack this part.
                abandon(connection, capture);
            }
        }
    }

    void file(ObservedExchange exchange, Capture capture, ObservedFile file) {
        capture.flags |= Entry.IS_FILE;
        capture.responseBody.total = file.length();
        if (!capture.isAbandoned && (capture.isSampled || options.isError(exchange, null))) {
            try {
                capture.setFile(SentFile.keep(file));
            } catch (IOException e) {
                // The exchange is recorded without a digest of the file.
                capture.setFile(null);
            }
        }
    }

    private void charge(ObservedConnection connection, Capture capture) {
        int grown = capture.capacity() - capture.charged;
        if (grown != 0) {
            capture.charged += grown;
            heldBytes += grown;
            connection.hold(grown);
        }
        if (heldBytes > memoryLimit && !capture.isAbandoned) {
            abandon(connection, capture);
        }
    }

    /** Drops the captured bytes of an exchange that exceeds the memory limit. */
    private void abandon(ObservedConnection connection, Capture capture) {
        capture.isAbandoned = true;
        capture.head.clear(0);
        capture.fields.clear(0);
        capture.authority.clear(0);
        capture.requestBody.clear(0);
        capture.responseBody.clear(0);
        capture.setFile(null);
        charge(connection, capture);
    }

    /**
     * Ends an exchange. Passes it to the recorder thread if the exchange is sampled or has failed.
     *
     * @param reason reason of the abort, or null if the server sent the response
     */
    void end(ObservedExchange exchange, Capture capture, @Nullable AbortReason reason) {
        try {
            release(exchange.connection(), capture);
            if (capture.isSampled || options.isError(exchange, reason)) {
                if (capture.isAbandoned) {
                    ring.drop();
                } else {
                    put(exchange, capture, reason);
                }
            }
        } finally {
            // Also closes a file that the ring did not take.
            give(capture);
        }
    }

    private void release(ObservedConnection connection, Capture capture) {
        int charged = capture.charged;
        capture.charged = 0;
        heldBytes -= charged;
        connection.hold(-charged);
    }

    /** Drops a capture that is not attached to its exchange. */
    void discard(ObservedConnection connection, Capture capture) {
        release(connection, capture);
        if (capture.isSampled) {
            ring.drop();
        }
    }

    private void give(Capture capture) {
        capture.clear(RETAINED);
        int capacity = capture.capacity();
        if (idleBytes + capacity <= MAX_IDLE) {
            idleBytes += capacity;
            capture.next = idle;
            idle = capture;
        }
    }

    private void put(ObservedExchange exchange, Capture capture, @Nullable AbortReason reason) {
        int length = Entry.FIXED
                + capture.head.length()
                + capture.authority.length()
                + capture.requestBody.bytes.length()
                + capture.fields.length()
                + capture.responseBody.bytes.length()
                + digestBytes(capture);
        if (!ring.begin(length)) {
            return;
        }
        SentFile file = fileOf(capture, reason);
        Entry.putInt(fixed, Entry.LENGTH, length);
        Entry.putLong(fixed, Entry.CONNECTION, capture.connection);
        putOutcome(exchange, capture, reason);
        putSizes(capture);
        ring.append(fixed, 0, Entry.FIXED);
        ring.append(capture.head.array(), 0, capture.head.length());
        ring.append(capture.authority.array(), 0, capture.authority.length());
        ring.append(capture.requestBody.bytes.array(), 0, capture.requestBody.bytes.length());
        ring.append(capture.fields.array(), 0, capture.fields.length());
        ring.append(capture.responseBody.bytes.array(), 0, capture.responseBody.bytes.length());
        ring.append(digests, 0, Entry.getInt(fixed, Entry.DIGESTS));
        if (file != null) {
            capture.file = null;
            ring.files().add(file);
        }
        ring.commit();
        if (ring.needsWriter(writer.wakeBytes())) {
            writer.wakeForBlock();
        } else if (file != null) {
            writer.wakeForFile();
        }
    }

    /**
     * Returns the file whose digest the recorder thread adds, or null. An aborted response gets none, because the
     * client has received only a part of the file.
     */
    private @Nullable SentFile fileOf(Capture capture, @Nullable AbortReason reason) {
        SentFile file = capture.file;
        if (file == null || reason != null || !ring.files().hasRoom()) {
            return null;
        }
        capture.flags |= Entry.HAS_FILE;
        return file;
    }

    @SuppressWarnings("EnumOrdinal") // The recorder thread reads it in the same process.
    private void putOutcome(ObservedExchange exchange, Capture capture, @Nullable AbortReason reason) {
        int flags = capture.flags;
        if (exchange.timedOut()) {
            flags |= Entry.IS_LATE;
        }
        if (exchange.status() != 0) {
            flags |= Entry.HAS_RESPONSE;
        }
        if (reason != null) {
            flags |= (reason.ordinal() + 1) << Entry.REASON_SHIFT;
        }
        flags |= putDigests(capture);
        Entry.putInt(fixed, Entry.FLAGS, flags);
        Entry.putInt(fixed, Entry.STATUS, exchange.status());
        Entry.putLong(fixed, Entry.BEGUN, exchange.begunNanos());
        Entry.putLong(fixed, Entry.FIRST_BYTE, exchange.firstByteNanos());
        Entry.putLong(fixed, Entry.LAST_BYTE, exchange.lastByteNanos());
    }

    private static int digestBytes(Capture capture) {
        return (capture.requestBody.isDigesting() ? Entry.DIGEST_BYTES : 0)
                + (capture.responseBody.isDigesting() ? Entry.DIGEST_BYTES : 0);
    }

    /** Writes the digests of long bodies, and returns the flags for them. */
    private int putDigests(Capture capture) {
        int flags = 0;
        int at = 0;
        if (capture.requestBody.isDigesting()) {
            flags |= Entry.HAS_REQUEST_DIGEST;
            capture.requestBody.writeDigest(digests, at);
            at += Entry.DIGEST_BYTES;
        }
        if (capture.responseBody.isDigesting()) {
            flags |= Entry.HAS_RESPONSE_DIGEST;
            capture.responseBody.writeDigest(digests, at);
            at += Entry.DIGEST_BYTES;
        }
        Entry.putInt(fixed, Entry.DIGESTS, at);
        return flags;
    }

    private void putSizes(Capture capture) {
        Entry.putInt(fixed, Entry.POLICY, capture.policy.index());
        Entry.putLong(fixed, Entry.SEQUENCE, capture.sequence);
        Entry.putInt(fixed, Entry.REQUEST_FIELDS, capture.requestFields);
        Entry.putInt(fixed, Entry.HEAD_BYTES, capture.head.length());
        Entry.putInt(fixed, Entry.HEAD_BASE, capture.base);
        Entry.putInt(fixed, Entry.FIELDS_ORIGIN, capture.fieldsOrigin);
        Entry.putInt(fixed, Entry.FIELDS_FROM, capture.fieldsFrom);
        Entry.putInt(fixed, Entry.FIELDS_BYTES, capture.fieldsBytes);
        Entry.putInt(fixed, Entry.REQUEST_BODY, capture.requestBody.bytes.length());
        Entry.putInt(fixed, Entry.RESPONSE_FIELDS, capture.responseFields);
        Entry.putInt(fixed, Entry.RESPONSE_BYTES, capture.fields.length());
        Entry.putInt(fixed, Entry.RESPONSE_ORIGIN, capture.responseOrigin);
        Entry.putInt(fixed, Entry.RESPONSE_BODY, capture.responseBody.bytes.length());
        Entry.putLong(fixed, Entry.REQUEST_TOTAL, capture.requestBody.total);
        Entry.putLong(fixed, Entry.RESPONSE_TOTAL, capture.responseBody.total);
        Entry.putInt(fixed, Entry.PROTOCOL, capture.protocol);
        Entry.putInt(fixed, Entry.AUTHORITY_BYTES, capture.authority.length());
    }
}
