package dev.interlock.http2.internal.session;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.frame.FrameWriter;
import dev.interlock.internal.engine.LoopContext;
import dev.interlock.internal.message.DateLine;

/** Objects for writing frames, which the sessions of an event loop share. Used only by the thread of the loop. */
final class LoopBuffers {
    private static final int USUAL_BLOCK = 1024;
    private static final int RETAINED_BLOCK = 16 * 1024;

    private final LoopContext loop;
    private final DateLine date = new DateLine();
    private final ByteWriter block = new ByteWriter(USUAL_BLOCK);

    final FrameWriter frames = new FrameWriter();
    /** Small buffer, empty between uses. */
    final ByteWriter small = new ByteWriter(0);

    LoopBuffers(LoopContext loop) {
        this.loop = loop;
    }

    /** Returns the field line of the current date; see {@link DateLine#bytes}. */
    byte[] date() {
        date.set(loop.currentTimeMillis());
        return date.bytes();
    }

    /** Returns the empty buffer for a field block, with room for the header of its frame. */
    ByteWriter newBlock() {
        block.clear(RETAINED_BLOCK);
        FrameWriter.beginHeaders(block);
        return block;
    }
}
