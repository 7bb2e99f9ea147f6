package dev.interlock.internal.message;

import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;

/**
 * Open file that several owners may share, because listeners may read it after it was sent. The last release closes it.
 * Safe for use by several threads.
 */
public final class OpenFile extends AbstractReferenceCounted {
    private final FileChannel channel;

    OpenFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Returns the channel. Callers must not close it. */
    public FileChannel channel() {
        return channel;
    }

    @Override
    protected void deallocate() {
        try {
            channel.close();
        } catch (IOException e) {
            // Closing a file can fail, but a file that was only read then loses no data.
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ReferenceCounted touch(Object hint) {
        return this;
    }
}
