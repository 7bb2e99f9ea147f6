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
import dev.interlock.internal.message.ReceivedHead;
import org.jspecify.annotations.Nullable;

/** Field blocks of a client: heads of requests, and trailer fields. Used only by the thread of its event loop. */
final class FieldBlocks {
    private static final byte[] PRIORITY = "priority".getBytes(US_ASCII);

    private final Http2Loop loop;
    private final Streams streams;
    private final Failure failure;
    private final PeerSettings peer;
    private final @Nullable TlsConnection tls;
    private final HpackDecoder decoder = new HpackDecoder();
    private final FieldBlockReader block;

    private Kind kind = Kind.IGNORED;
    private int id;
    private boolean endStream;
    private int wireBytes;
    /** Violation of the stream, noted when the block ends. */
    private @Nullable Violation violation;
    /** Last stream that is served. Later ones are ignored. */
    private int lastStream = Integer.MAX_VALUE;
    /** Assembly of a block with several frames, or null. */
    private @Nullable HeadAssembly own;

    /** Bytes of heap that are charged for {@link #own}. */
    private long ownBytes;

    private enum Kind {
        REQUEST,
        TRAILERS,
        /** The block only keeps the decoder in step. */
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

    /** Returns the bytes of heap that the table and an incomplete field hold. */
    int heldBytes() {
        return block.heldBytes();
    }

    /** Ignores all streams above a number from now on. */
    void acceptUpTo(int last) {
        lastStream = last;
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
        begin(into, open);
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
            // Later frames on this stream are ignored, too.
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
        HeadAssembly fresh =
                new HeadAssembly(loop.settings.heads(), loop.settings.local().extendedConnect());
        own = fresh;
        return fresh;
    }

    private void begin(HeadAssembly into, @Nullable Http2Stream open) {
        if (kind == Kind.REQUEST) {
            into.request.begin(block, into.bytes, tls != null);
            if (tls != null) {
                into.head.tls(tls);
            }
        } else {
            into.trailers.begin(
                    block,
                    into.bytes,
                    open == null || violation != null ? null : open.request().trailers());
        }
    }

    /** Takes a further fragment of the block. */
    void proceed(byte[] bytes, int from, int to, boolean last) {
        wireBytes += FrameType.HEADER_BYTES + to - from;
        HeadAssembly into = own;
        if (into != null) {
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
            stream.setPriority(Priority.parse(head.bytes(), head.valueFrom(field), head.valueTo(field)));
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
        } else if (refusal != null) {
            // The handler may have begun. So such trailers provoke the end of its work, as a violation of the stream
            // does.
            streams.count(Flood.PROVOKED_RESETS);
            stream.reject(refusal, true);
        } else {
            stream.requestEnded();
        }
    }

    private void release() {
        own = null;
        loop.context.service().memory().heap().release(ownBytes);
        ownBytes = 0;
    }

    /** Frees all memory after the connection has closed. */
    void close() {
        release();
        block.close();
    }
}
