package dev.interlock.internal.engine;

import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.message.OpenFile;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import org.slf4j.Logger;

/**
 * Part of a file that waits to be sent. The owner of the part passes it on or releases it. The release also releases
 * the file.
 */
public final class FilePart extends AbstractReferenceCounted {
    private static final Logger LOG = ServerLog.of(FilePart.class);

    private final OpenFile file;
    private final long position;
    private final long count;

    private FilePart(OpenFile file, long position, long count) {
        this.file = file;
        this.position = position;
        this.count = count;
    }

    /** Returns a part of an open file. Takes ownership of the file, even if this method fails. */
    static FilePart of(OpenFile file, long position, long count) {
        FilePart part = null;
        try {
            part = new FilePart(file, position, count);
            return part;
        } finally {
            if (part == null) {
                release(file);
            }
        }
    }

    /** Returns the file. Callers must not close it. */
    public FileChannel file() {
        return file.channel();
    }

    /** Returns the index of the first byte in the file. */
    public long position() {
        return position;
    }

    /** Returns the number of bytes. */
    public long count() {
        return count;
    }

    @Override
    protected void deallocate() {
        release(file);
    }

    private static void release(OpenFile file) {
        try {
            file.release();
        } catch (UncheckedIOException e) {
            Faults.error(LOG, "Closing a file failed", e);
        }
    }

    @Override
    public ReferenceCounted touch(Object hint) {
        return this;
    }
}
