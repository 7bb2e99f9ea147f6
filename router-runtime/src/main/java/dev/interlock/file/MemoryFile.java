package dev.interlock.file;

import dev.interlock.http.EntityTag;
import dev.interlock.http.HttpDate;
import dev.interlock.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/**
 * A file in memory, which nobody changes: all answers are slices of one buffer outside of the heap, so that however many
 * clients take their time, it is there once.
 */
final class MemoryFile implements Representation {
    private final ByteBuf bytes;
    private final EntityTag tag;

    /** @param bytes outside of the heap, to be read only */
    MemoryFile(ByteBuffer bytes, EntityTag tag) {
        // The garbage collector frees it: answers that are on their way hold it as well as this object does.
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

    /** The times in archives say little: reproducible builds set them all to one. */
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
