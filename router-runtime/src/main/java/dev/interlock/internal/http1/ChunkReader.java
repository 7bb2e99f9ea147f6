package dev.interlock.internal.http1;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.internal.message.RequestTrailers;
import dev.interlock.internal.syntax.Octets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Joins the chunks of a body (RFC 9112 section 7.1). The bytes may arrive in pieces of any size. The reader checks
 * extensions and drops them, as section 7.1.1 allows. It also checks trailer fields, and either drops them or keeps
 * them separate from the header fields (section 7.1.2).
 */
final class ChunkReader {
    /**
     * Limit on the digits of a chunk size. This is enough for every valid size. More digits would be leading zeros,
     * which only keep the server busy.
     */
    private static final int SIZE_DIGITS = 16;

    private enum State {
        SIZE,
        SIZE_DIGITS,
        EXTENSIONS,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER,
        TRAILER_NAME,
        TRAILER_VALUE,
        TRAILER_LF,
        LAST_LF,
        DONE,
        FAILED
    }

    private final Limits limits;
    private final ChunkExtensions extensions = new ChunkExtensions();
    private State state = State.DONE;
    private @Nullable Refusal refusal;
    private long size;
    private int digits;
    private int trailerBytes;
    private int trailerFields;
    private long room;
    /** Receiver of the trailer fields, or null to drop them. */
    private @Nullable RequestTrailers trailers;

    ChunkReader(Limits limits) {
        this.limits = limits;
    }

    /**
     * Starts a body at the first byte after its head.
     *
     * @param maxBody limit on the bytes of all chunks together
     * @param trailerSink receives the trailer fields, or null to drop them
     */
    void begin(int maxBody, @Nullable RequestTrailers trailerSink) {
        trailers = trailerSink;
        if (trailerSink != null) {
            trailerSink.begin();
        }
        state = State.SIZE;
        refusal = null;
        size = 0;
        digits = 0;
        extensions.begin();
        trailerBytes = 0;
        trailerFields = 0;
        room = maxBody;
    }

    /** Drops the reference to the receiver of the trailer fields. */
    void forget() {
        trailers = null;
    }

    /** Sets a limit on the remaining bytes of this chunk and all later chunks. */
    void limit(int most) {
        room = Math.min(room, most - size);
        if (room < 0 && state != State.DONE) {
            state = fail(Refusal.LARGE_BODY);
        }
    }

    /** Returns the number of remaining bytes of the current chunk, or 0 between chunks. */
    long remaining() {
        return state == State.DATA ? size : 0;
    }

    Progress progress() {
        return switch (state) {
            case DONE -> Progress.DONE;
            case FAILED -> Progress.REFUSED;
            default -> Progress.MORE;
        };
    }

    Refusal refusal() {
        return Objects.requireNonNull(refusal, "nothing was refused");
    }

    /**
     * Reads up to the end of the bytes, or up to the end of the body if that comes first.
     *
     * @param sink receives the data, or null to drop it
     * @return the index after the last byte that was read
     */
    int read(byte[] bytes, int from, int to, @Nullable ByteWriter sink) {
        int at = from;
        while (at < to && state != State.DONE && state != State.FAILED) {
            if (state == State.DATA) {
                at = data(bytes, at, to, sink);
            } else {
                state = next(bytes[at++]);
            }
        }
        return at;
    }

    private int data(byte[] bytes, int from, int to, @Nullable ByteWriter sink) {
        int end = (int) Math.min(to, from + size);
        if (sink != null) {
            sink.append(bytes, from, end);
        }
        size -= end - from;
        if (size == 0) {
            state = State.DATA_CR;
        }
        return end;
    }

    private State next(byte octet) {
        return switch (state) {
            case SIZE -> Octets.isHex(octet) ? digit(octet) : fail(Refusal.MALFORMED_CHUNK_SIZE);
            case SIZE_DIGITS -> Octets.isHex(octet) ? digit(octet) : afterSize(octet);
            case EXTENSIONS -> extension(octet);
            case SIZE_LF -> octet == '\n' ? chunk() : fail(Refusal.BARE_CR);
            case DATA_CR -> octet == '\r' ? State.DATA_LF : fail(Refusal.MALFORMED_CHUNK_END);
            case DATA_LF -> octet == '\n' ? State.SIZE : fail(Refusal.MALFORMED_CHUNK_END);
            case TRAILER, TRAILER_NAME, TRAILER_VALUE -> trailer(octet);
            case TRAILER_LF -> octet == '\n' ? trailerEnd() : fail(Refusal.BARE_CR);
            case LAST_LF -> octet == '\n' ? end() : fail(Refusal.BARE_CR);
            case DATA, DONE, FAILED -> throw new IllegalStateException(state.name());
        };
    }

    private State digit(byte octet) {
        int digit = Character.digit(octet, 16);
        if (++digits > SIZE_DIGITS || size > (Long.MAX_VALUE - digit) >>> 4) {
            return fail(Refusal.LARGE_CHUNK_SIZE);
        }
        size = size << 4 | digit;
        return State.SIZE_DIGITS;
    }

    private State afterSize(byte octet) {
        if (octet == '\r') {
            return State.SIZE_LF;
        }
        extensions.beginChunk();
        return extension(octet);
    }

    private State extension(byte octet) {
        if (octet == '\r') {
            return extensions.isComplete() ? State.SIZE_LF : fail(extensions.malformed());
        }
        if (octet == '\n') {
            return fail(Refusal.BARE_LF);
        }
        Refusal reason = extensions.take(octet);
        return reason == null ? State.EXTENSIONS : fail(reason);
    }

    /** Starts a chunk after its size is known. Rejects a chunk that is too large, before any of its bytes are read. */
    private State chunk() {
        digits = 0;
        if (size > room) {
            return fail(Refusal.LARGE_BODY);
        }
        room -= size;
        return size == 0 ? State.TRAILER : State.DATA;
    }

    private State trailer(byte octet) {
        if (++trailerBytes > limits.head()) {
            return fail(Refusal.LARGE_TRAILERS);
        }
        return switch (state) {
            case TRAILER -> trailerStart(octet);
            case TRAILER_NAME -> trailerName(octet);
            default -> trailerValue(octet);
        };
    }

    private State trailerStart(byte octet) {
        if (octet == '\r') {
            return State.LAST_LF;
        }
        if (!Octets.isToken(octet)) {
            return fail(Refusal.MALFORMED_TRAILER);
        }
        return ++trailerFields > limits.fields() ? fail(Refusal.LARGE_TRAILERS) : keep(octet, State.TRAILER_NAME);
    }

    private State trailerName(byte octet) {
        if (octet != ':') {
            return Octets.isToken(octet) ? keep(octet, State.TRAILER_NAME) : fail(Refusal.MALFORMED_TRAILER);
        }
        if (trailers != null) {
            trailers.endName();
        }
        return State.TRAILER_VALUE;
    }

    private State trailerValue(byte octet) {
        if (octet == '\r') {
            return State.TRAILER_LF;
        }
        if (Octets.isControl(octet)) {
            return fail(octet == '\n' ? Refusal.BARE_LF : Refusal.MALFORMED_TRAILER);
        }
        return keep(octet, State.TRAILER_VALUE);
    }

    private State keep(byte octet, State next) {
        if (trailers != null) {
            trailers.append(octet);
        }
        return next;
    }

    private State trailerEnd() {
        if (trailers != null) {
            trailers.endValue();
        }
        return State.TRAILER;
    }

    private State end() {
        if (trailers != null) {
            trailers.end();
            trailers = null;
        }
        return State.DONE;
    }

    private State fail(Refusal reason) {
        refusal = reason;
        return State.FAILED;
    }
}
