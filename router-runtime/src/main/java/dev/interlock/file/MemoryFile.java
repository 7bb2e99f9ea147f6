package dev.interlock.file;

import dev.interlock.http.EntityTag;
import dev.interlock.http.Response;
import dev.interlock.internal.syntax.HttpDate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/**
 * A file in memory that never changes. All responses share one buffer outside of the heap, so even many slow clients
 * need no further memory.
 */
final class MemoryFile implements Representation {
    private final ByteBuf bytes;
    private final EntityTag tag;

    /** @param bytes read-only buffer outside of the heap */
    MemoryFile(ByteBuffer bytes, EntityTag tag) {
        // The garbage collector frees the buffer once neither this object nor an unsent response refers to it.
        this.bytes = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes));
        this.tag = tag;
    }

    @Override
    public long size() {
        return bytes.readableBytes();
    }

    @Override
    public EntityTag tag() {
        return tag;
    }

    /**
     * Returns {@link HttpDate#NONE}. The times in archives are useless, because reproducible builds set all of them to
     * the same value.
     */
    @Override
    public long lastModified() {
        return HttpDate.NONE;
    }

    @Override
    public boolean hasRanges() {
        return true;
    }

    @Override
    public boolean send(Response response, long from, long count) {
        response.buffer(bytes.slice((int) from, (int) count));
        return true;
    }
}
