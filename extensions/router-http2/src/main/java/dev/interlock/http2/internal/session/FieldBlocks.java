package dev.interlock.http2.internal.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.TlsConnection;
import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.flood.Flood;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.head.FieldBlockReader;
import dev.interlock.http2.internal.head.HeadRefusal;
import dev.interlock.http2.internal.hpack.HpackDecoder;
import dev.interlock.http2.internal.stream.PeerSettings;
import dev.interlock.http2.internal.stream.Priority;
import dev.interlock.http2.internal.stream.StreamNumbers;
import dev.interlock.internal.engine.MemoryBudget;
import dev.interlock.internal.engine.ServerRejection;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.message.RequestTrailers;
import org.jspecify.annotations.Nullable;

/**
 * Reads the field blocks of one connection: heads of requests, and trailer sections. Used only by the thread of its
 * event loop.
 */
final class FieldBlocks {
    private static final byte[] PRIORITY = "priority".getBytes(US_ASCII);

    private final Http2Loop loop;
    private final Streams streams;
    private final Failure failure;
    private final PeerSettings peer;
    private final @Nullable TlsConnection tls;
    private final HpackDecoder decoder = new HpackDecoder();
    private final FieldBlockReader block;

    // The current block.
    private Kind kind = Kind.IGNORED;
    /** Identifier of its stream. */
    private int id;

    private boolean endStream;
    /** Bytes of its frames so far, frame headers included. */
    private int wireBytes;
    /** Violation that ends its stream as soon as the block is complete, or null. */
    private @Nullable Violation violation;
    /** Identifier of the last stream that is served. Later streams are ignored. */
    private int lastStream = Integer.MAX_VALUE;
    /** Assembly of the current block if it has several frames, or null. */
    private @Nullable HeadAssembly own;

    /** Bytes of heap that are charged for {@link #own}. */
    private long ownBytes;

    private enum Kind {
        REQUEST,
        TRAILERS,
        /** The block is decoded only because later blocks depend on the HPACK table. */
        IGNORED
    }

    FieldBlocks(Http2Loop loop, Streams streams, Failure failure, PeerSettings peer, @Nullable TlsConnection tls) {
        this.loop = loop;
        this.streams = streams;
        this.failure = failure;
        this.peer = peer;
        this.tls = tls;
        block = new FieldBlockReader(decoder, loop.settings.heads());
    }

    /** Returns the bytes of heap that the HPACK table and an incomplete field hold. */
    int heldBytes() {
        return block.heldBytes();
    }

    /** Returns the bytes of heap that are reserved for an incomplete block. */
    long reservedBytes() {
        return ownBytes;
    }

    /** Ignores all streams above {@link #lastServed()} from now on. */
    void acceptNoMore() {
        lastStream = lastServed();
    }

    /** Returns the highest number of a stream that the server has begun, or may begin when its block is complete. */
    int lastServed() {
        return Math.min(lastStream, streams.numbers().highest());
    }

    void settingsAcknowledged() {
        decoder.acknowledged(loop.settings.local().headerTableSize());
    }

    /** Takes the first fragment of a block. */
    void begin(int stream, byte[] bytes, int from, int to, boolean ends, boolean last) {
        id = stream;
        endStream = ends;
        wireBytes = FrameType.HEADER_BYTES + to - from;
        violation = null;
        Http2Stream open = streams.get(stream);
        if (open != null) {
            kind = Kind.TRAILERS;
            violation = open.state().trailers(ends);
        } else if (!beginUnknown(stream)) {
            return;
        }
        HeadAssembly into = last ? loop.assembly : assemble();
        if (into == null) {
            failure.note(Violation.NO_MEMORY);
            return;
        }
        begin(into);
        fragment(into, bytes, from, to, last);
    }

    /** Begins a block on a stream that is not open. Returns false if the connection ends. */
    private boolean beginUnknown(int stream) {
        boolean isNew = stream > streams.numbers().highest();
        Violation found = streams.numbers().headers(stream);
        if (found != null && !found.isOfStream()) {
            failure.note(found);
            return false;
        }
        violation = found;
        if (isNew && stream > lastStream) {
            // The server then also ignores later frames on this stream.
            streams.numbers().ended(stream, StreamNumbers.End.RESET_BY_SERVER);
        }
        kind = isNew && stream <= lastStream ? Kind.REQUEST : Kind.IGNORED;
        if (kind == Kind.IGNORED && found == null) {
            streams.count(Flood.LATE_FRAMES);
        }
        return true;
    }

    /** Returns an assembly for a block with several frames, or null if the memory budget is spent. */
    private @Nullable HeadAssembly assemble() {
        MemoryBudget memory = loop.context.service().memory();
        long bytes =
                2L * (loop.settings.heads().blockBytes() + loop.settings.heads().section());
        if (!memory.heap().reserve(bytes)) {
            memory.relieve();
            return null;
        }
        ownBytes = bytes;
        HeadAssembly taken = loop.takeAssembly();
        own = taken;
        return taken;
    }

    private void begin(HeadAssembly into) {
        if (kind == Kind.REQUEST) {
            into.request.begin(block, into.bytes, tls != null);
            if (tls != null) {
                into.head.tls(tls);
            }
        } else {
            into.trailers.begin(block, into.bytes, receiver());
        }
    }

    /** Returns the receiver of the block's trailer fields, or null if nobody wants them. */
    private @Nullable RequestTrailers receiver() {
        Http2Stream open = kind == Kind.TRAILERS && violation == null ? streams.get(id) : null;
        return open == null ? null : open.request().trailers();
    }

    /** Takes a further fragment of the block. */
    void proceed(byte[] bytes, int from, int to, boolean last) {
        wireBytes += FrameType.HEADER_BYTES + to - from;
        HeadAssembly into = own;
        if (into != null) {
            // The request may have ended since the last fragment. Its receiver may then serve another client.
            into.trailers.redirect(receiver());
            fragment(into, bytes, from, to, last);
        }
    }

    private void fragment(HeadAssembly into, byte[] bytes, int from, int to, boolean last) {
        Violation found = block.read(bytes, from, to, last);
        if (found != null) {
            failure.note(found);
        } else if (last) {
            try {
                end(into);
            } finally {
                release();
                into.clear();
            }
        }
    }

    private void end(HeadAssembly into) {
        switch (kind) {
            case REQUEST -> open(into);
            case TRAILERS -> trailers(into);
            case IGNORED -> {
                if (violation != null) {
                    streams.fail(id, violation);
                }
            }
        }
    }

    private void open(HeadAssembly into) {
        HeadRefusal refusal = into.request.end(into.bytes, block.isOverLimit(), endStream);
        if (streams.isFull()) {
            streams.refuse(id);
            return;
        }
        Http2Stream stream = loop.pool.take();
        stream.open(
                streams,
                id,
                peer.initialWindow(),
                loop.settings.local().streamWindow(),
                endStream,
                into.request.length(),
                into.request.acceptsTrailers());
        streams.add(stream);
        if (refusal != null) {
            stream.reject(refusal, false);
        } else {
            ReceivedHead head = into.head;
            stream.served().observation().begun(head, wireBytes);
            loop.start.begin(stream.served(), head, 0, into.bytes.length(), into.request, 0);
            if (!stream.isOver()) {
                prioritize(stream, head);
            }
        }
    }

    /** Applies the Priority field of a request whose response is not complete (RFC 9218 section 5). */
    private static void prioritize(Http2Stream stream, ReceivedHead head) {
        int field = head.find(PRIORITY);
        if (field >= 0) {
            stream.response().setPriority(Priority.parse(head.bytes(), head.valueFrom(field), head.valueTo(field)));
        }
    }

    private void trailers(HeadAssembly into) {
        HeadRefusal refusal = into.trailers.end(block.isOverLimit());
        Http2Stream stream = streams.get(id);
        if (stream == null) {
            return;
        }
        if (violation != null) {
            streams.fail(id, violation);
        } else if (refusal != null && stream.isRejectable()) {
            // The handler may have begun. So malformed trailer fields end its work, as a violation on the stream does.
            streams.count(Flood.PROVOKED_RESETS);
            stream.reject(refusal, true);
        } else if (refusal != null && refusal.isMalformed()) {
            // A second response would be a violation by the server.
            streams.fail(id, Violation.MALFORMED_TRAILERS);
        } else if (into.trailers.isOutOfMemory() && stream.isRejectable()) {
            stream.reject(ServerRejection.NO_MEMORY, true);
        } else {
            stream.requestEnded();
        }
    }

    /** Releases the assembly of the block, and its charge. */
    private void release() {
        HeadAssembly over = own;
        own = null;
        if (over != null) {
            loop.giveBack(over);
        }
        loop.context.service().memory().heap().release(ownBytes);
        ownBytes = 0;
    }

    /** Frees all memory after the session has ended. */
    void close() {
        release();
        block.close();
    }
}
