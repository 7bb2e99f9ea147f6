package dev.interlock.recording;

import dev.interlock.observe.ObservedFile;
import java.io.IOException;

/** Part of a file that is the body of a response. The owner releases it once. */
final class SentFile {
    private final ObservedFile part;
    /** Size of the whole file when the response began. */
    private final long size;

    private SentFile(ObservedFile part, long size) {
        this.part = part;
        this.size = size;
    }

    /** Keeps a file open. */
    static SentFile keep(ObservedFile part) throws IOException {
        SentFile kept = new SentFile(part, part.fileSize());
        part.retain();
        return kept;
    }

    ObservedFile part() {
        return part;
    }

    /** Returns whether the file has changed its size since the response began. */
    boolean isResized() throws IOException {
        return part.fileSize() != size;
    }

    void release() {
        part.release();
    }
}
