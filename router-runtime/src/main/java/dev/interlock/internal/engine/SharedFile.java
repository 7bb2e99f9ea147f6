package dev.interlock.internal.engine;

import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.message.Content;
import dev.interlock.observe.ObservedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.slf4j.Logger;

/** Part of a file that the server and its listeners share. */
final class SharedFile implements ObservedFile {
    private static final Logger LOG = ServerLog.of(SharedFile.class);

    private final Content.File part;

    SharedFile(Content.File part) {
        this.part = part;
    }

    @Override
    public long length() {
        return part.length();
    }

    @Override
    public long fileSize() throws IOException {
        return part.channel().size();
    }

    @Override
    public int read(ByteBuffer into, long from) throws IOException {
        Objects.checkFromIndexSize(from, into.remaining(), part.length());
        return part.channel().read(into, part.position() + from);
    }

    @Override
    public void retain() {
        part.file().retain();
    }

    @Override
    public void release() {
        try {
            part.release();
        } catch (UncheckedIOException e) {
            Faults.error(LOG, "Closing a file failed", e);
        }
    }
}
