package dev.interlock.internal.http1;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.internal.message.RequestTrailers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request from the bytes after its head (RFC 9112 section 6.3), with a content length or in chunks.
 * The bytes may arrive in pieces of any size.
 *
 * <p>Call {@link #begin} for each body. Then call {@link #read} with the bytes as they arrive, each byte once, until
 * the reader is done or rejects the body. Serves one connection at a time. Not safe for use by several threads.
 */
public final class BodyReader {
    private final ChunkReader chunks;
    private @Nullable ByteWriter sink;
    private boolean chunked;
    private long remaining;
    private int end;
    private @Nullable Refusal refusal;

    public BodyReader(Limits limits) {
        chunks = new ChunkReader(limits);
    }

    /** Like {@link #begin(Framing, int, ByteWriter, RequestTrailers)}, but drops the trailer fields. */
    public void begin(Framing framing, int maxBody, @Nullable ByteWriter sink) {
        begin(framing, maxBody, sink, null);
    }

    /**
     * Starts a body at the first byte after its head.
     *
     * @param maxBody limit on the bytes of the body
     * @param sink receives the body, or null to drop it
     * @param trailers receives the trailer fields of a chunked body, or null to drop them
     */
    public void begin(Framing framing, int maxBody, @Nullable ByteWriter sink, @Nullable RequestTrailers trailers) {
        this.sink = sink;
        chunked = framing.length() == Framing.CHUNKED;
        remaining = chunked ? 0 : framing.length();
        refusal = remaining > maxBody ? Refusal.LARGE_BODY : null;
        chunks.begin(maxBody, chunked ? trailers : null);
    }

    /**
     * Drops the remaining bytes of the body.
     *
     * @param most limit on the remaining bytes
     */
    public void drop(int most) {
        forget();
        if (remaining > most) {
            refusal = Refusal.LARGE_BODY;
        }
        chunks.limit(most);
    }

    /**
     * Drops the references to the destinations of the body and its trailer fields, so that an idle connection does not
     * retain them.
     */
    public void forget() {
        sink = null;
        chunks.forget();
    }

    /**
     * Returns the number of bytes that are known to be missing: the rest of a body with a content length, or the rest
     * of the current chunk.
     */
    public long remaining() {
        return chunked ? chunks.remaining() : remaining;
    }

    /** Returns an upper bound on the bytes of the body among the next {@code available} bytes. */
    public int upcoming(int available) {
        return chunked ? available : (int) Math.min(available, remaining);
    }

    /** Returns the receiver of the body, or null if the server drops the body. */
    @Nullable
    ByteWriter sink() {
        return sink;
    }

    /** Reads more bytes. Afterwards, {@link #end()} returns the index after the last byte that was read. */
    public Progress read(byte[] bytes, int from, int to) {
        if (refusal != null) {
            end = from;
            return Progress.REFUSED;
        }
        if (chunked) {
            end = chunks.read(bytes, from, to, sink);
            return chunks.progress();
        }
        end = (int) Math.min(to, from + remaining);
        if (sink != null) {
            sink.append(bytes, from, end);
        }
        remaining -= end - from;
        return remaining == 0 ? Progress.DONE : Progress.MORE;
    }

    /** Returns the index after the last byte that the last {@link #read} has consumed. */
    public int end() {
        return end;
    }

    /** Returns the reason why the body was rejected. Valid only after {@link Progress#REFUSED}. */
    public Refusal refusal() {
        return chunked && refusal == null ? chunks.refusal() : Objects.requireNonNull(refusal, "nothing was refused");
    }
}
