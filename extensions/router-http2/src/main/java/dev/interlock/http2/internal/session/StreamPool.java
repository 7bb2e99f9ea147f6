package dev.interlock.http2.internal.session;

import dev.interlock.internal.engine.Faults;
import dev.interlock.internal.engine.LoopContext;
import dev.interlock.internal.engine.LoopScratch;
import dev.interlock.internal.log.ServerLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Idle streams of an event loop, and streams that have ended. An ended stream is freed only when the next step begins,
 * because until then its methods may still be on the stack. Used only by the thread of its event loop.
 */
final class StreamPool {
    private static final Logger LOG = ServerLog.of(StreamPool.class);

    /** Limit on the idle streams. After a burst, the pool drops the streams above the limit. */
    private static final int MOST = 256;

    private final LoopContext loop;
    private final LoopScratch scratch;
    private final List<Http2Stream> idle = new ArrayList<>();
    /** Ended stream, which refers to the next one, or null. No list, because adding to a list may fail. */
    private @Nullable Http2Stream ended;

    StreamPool(LoopContext loop, LoopScratch scratch) {
        this.loop = loop;
        this.scratch = scratch;
    }

    /** Returns an idle stream, or creates one. */
    Http2Stream take() {
        return idle.isEmpty() ? new Http2Stream(loop, scratch) : idle.remove(idle.size() - 1);
    }

    /** Takes a stream that has ended, and frees it later. */
    void giveLater(Http2Stream stream) {
        stream.nextEnded = ended;
        ended = stream;
    }

    /** Frees the streams that have ended. */
    void sweep() {
        for (Http2Stream stream = ended; stream != null; stream = ended) {
            ended = stream.nextEnded;
            stream.nextEnded = null;
            try {
                stream.free();
                if (stream.served().isReusable() && loop.reusing() && idle.size() < MOST) {
                    idle.add(stream);
                }
            } catch (Throwable failure) {
                Faults.error(LOG, "A stream was not freed", failure);
            }
        }
    }
}
