package dev.interlock.http2.internal.session;

import dev.interlock.internal.engine.LoopContext;
import dev.interlock.internal.engine.LoopScratch;
import dev.interlock.internal.engine.RequestStart;
import org.jspecify.annotations.Nullable;

/** Objects that the sessions of one endpoint share on an event loop. Used only by the thread of the loop. */
final class Http2Loop {
    final LoopContext context;
    final SessionSettings settings;
    final Http2Counts counts;
    final LoopBuffers buffers;
    final StreamPool pool;
    final RequestStart start;
    /** Assembly for field blocks of one frame. */
    final HeadAssembly assembly;
    /** Payload of the SETTINGS frame that each connection sends first. */
    final byte[] announced;
    /** Idle assembly for a block of several frames, or null. */
    private @Nullable HeadAssembly spare;

    Http2Loop(LoopContext context, LoopScratch scratch, SessionSettings settings, Http2Counts counts) {
        this.context = context;
        this.settings = settings;
        this.counts = counts;
        buffers = new LoopBuffers(context);
        pool = new StreamPool(context, scratch);
        start = new RequestStart(context, scratch);
        assembly = newAssembly();
        announced = settings.local().payload();
    }

    private HeadAssembly newAssembly() {
        return new HeadAssembly(settings.heads(), settings.local().extendedConnect());
    }

    /** Returns an assembly for a block of several frames. */
    HeadAssembly takeAssembly() {
        HeadAssembly idle = spare;
        spare = null;
        return idle == null ? newAssembly() : idle;
    }

    /** Takes back an assembly. The loop keeps one for the next block, so that a client cannot cause many. */
    void giveBack(HeadAssembly unused) {
        unused.clear();
        spare = unused;
    }
}
