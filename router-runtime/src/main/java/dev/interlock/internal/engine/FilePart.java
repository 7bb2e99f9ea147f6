package dev.interlock.internal.engine;

import dev.interlock.internal.log.ServerLog;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.nio.channels.FileChannel;
import org.slf4j.Logger;

/**
 * Part of a file that waits to be sent. The owner of the part passes it on or releases it. The release closes the file.
 */
public final class FilePart extends AbstractReferenceCounted {
    private static final Logger LOG = ServerLog.of(FilePart.class);

    private final FileChannel file;
    private final long position;
    private final long count;

    private FilePart(FileChannel file, long position, long count) {
        this.file = file;
        this.position = position;
        this.count = count;
    }

    /** Returns a part of an open file. Takes ownership of the file, even if this method fails. */
    static FilePart of(FileChannel file, long position, long count) {
        FilePart part = null;
        try {
            part = new FilePart(file, position, count);
            return part;
        } finally {
            if (part == null) {
                close(file);
            }
        }
    }

    /** Returns the file. A caller that closes the file must not release this part. */
    public FileChannel file() {
        return file;
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
        close(file);
    }

    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            Faults.error(LOG, "Closing an unsent file failed", e);
        }
    }

    @Override
    public ReferenceCounted touch(Object hint) {
        return this;
    }
}
