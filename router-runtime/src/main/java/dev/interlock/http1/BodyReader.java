package dev.interlock.http1;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.RequestTrailers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes the body of a request out of the bytes that follow its head (RFC 9112 section 6.3), by content length or by
 * chunks, wherever those bytes are cut.
 *
 * <p>{@link #begin} for each body, then {@link #read} with the bytes as they come, each once, until it is done or
 * refuses. One connection at a time, one thread at a time.
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

    /** As {@link #begin(Framing, int, ByteWriter, RequestTrailers)}, and drops the trailer fields. */
    public void begin(Framing framing, int maxBody, @Nullable ByteWriter sink) {
        begin(framing, maxBody, sink, null);
    }

    /**
     * Starts with the first byte behind a head.
     *
     * @param maxBody bytes that the body may have
     * @param sink where the body is appended, or null to drop it
     * @param trailers where the trailer fields of a body in chunks go, or null to drop them
     */
    public void begin(Framing framing, int maxBody, @Nullable ByteWriter sink, @Nullable RequestTrailers trailers) {
        this.sink = sink;
        chunked = framing.length() == Framing.CHUNKED;
        remaining = chunked ? 0 : framing.length();
        refusal = remaining > maxBody ? Refusal.LARGE_BODY : null;
        chunks.begin(maxBody, chunked ? trailers : null);
    }

    /**
     * Drops the remaining bytes of the body from now on.
     *
     * @param most limit on these bytes
     */
    public void drop(int most) {
        forget();
        if (remaining > most) {
            refusal = Refusal.LARGE_BODY;
        }
        chunks.limit(most);
    }

    /** Forgets where the body and its trailer fields go: an idle connection does not retain them, and they may be reused. */
    public void forget() {
        sink = null;
        chunks.forget();
    }

    /** Bytes that are known to come: all of the rest by content length, and by chunks the rest of this one. */
    public long remaining() {
        return chunked ? chunks.remaining() : remaining;
    }

    /** Most bytes of the body that the next {@link #read} of this many bytes can bring. */
    public int upcoming(int available) {
        return chunked ? available : (int) Math.min(available, remaining);
    }

    /** Reads further bytes; {@link #end()} is then the end of the body's bytes. */
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

    /** The index behind the last byte taken by the latest {@link #read}. */
    public int end() {
        return end;
    }

    /** Why the body was refused; only then to be asked. */
    public Refusal refusal() {
        return chunked && refusal == null ? chunks.refusal() : Objects.requireNonNull(refusal, "nothing was refused");
    }
}
