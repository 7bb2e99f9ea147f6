package dev.interlock.internal.engine;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.StreamedBody;
import dev.interlock.internal.determinism.HasOwnRandomness;
import dev.interlock.internal.form.StorageFullException;
import dev.interlock.internal.form.UploadDirectory;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.memory.MemoryMeter;
import dev.interlock.internal.memory.PaidArray;
import io.netty.buffer.ByteBuf;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Body of a request that the handler reads as a stream after the whole body has arrived. A small body stays in memory.
 * A larger body goes to a file: the event loop receives the bytes, and a thread that may block writes each complete
 * chunk. So a slow client holds neither a thread nor a file descriptor.
 *
 * <p>Used only by the thread of its event loop, except {@link #inputStream}.
 */
@HasOwnRandomness("The JDK names temporary files. No response contains such a name.")
final class StoredBody implements StreamedBody {
    private static final Logger LOG = ServerLog.of(StoredBody.class);

    /** Size of a chunk in bytes. */
    static final int CHUNK_BYTES = 64 * 1024;

    /** Exchange that waits for the body. Used by the thread of its event loop. */
    interface Owner {
        /** Starts the exchange, because the body is complete. */
        void start();

        /** Continues to receive the body, because a part was written to the file. */
        void receiveOn();

        /** Rejects the request, because a part of the body could not be written to the file. */
        void storingFailed();

        /** Handles an unexpected failure to receive the body. */
        void receivingFailed(Throwable cause);

        /** Runs a task on the event loop. If the task fails, the connection closes. */
        void step(Runnable task);
    }

    private final LoopContext loop;
    private final @Nullable UploadDirectory directory;
    /** Bytes that have arrived but are not in a chunk yet. */
    private final ByteWriter received;
    /** Bytes that a thread writes to the file next. Null after the exchange has ended. */
    private volatile @Nullable ByteWriter chunk = new ByteWriter(0);
    /** Charges the budget for the chunk's array until the exchange ends. */
    private final PaidArray chunkArray = new PaidArray();
    /** Bytes of heap charged for a chunk that a thread still writes after its exchange has ended. */
    private long leftBytes;
    /**
     * Lock of the received bytes and of the file. A thread holds it to read these bytes, to take the file, or to end
     * the body.
     */
    private final ReentrantLock reading = new ReentrantLock();

    private final AtomicBoolean taken = new AtomicBoolean();

    /** Exchange that waits for the body, or null after the exchange has ended. */
    private volatile @Nullable Owner owner;
    /**
     * Whether a thread is writing the chunk. Until that thread has finished, no other thread uses the fields {@link
     * #file} and {@link #failed}.
     */
    private boolean writing;

    private final Runnable goOn = this::goOn;
    private final LoopTask written = new LoopTask() {
        @Override
        protected void perform() {
            written();
        }
    };

    private @Nullable Path file;
    /** Bytes that are reserved for the file in the directory. */
    private long stored;

    private boolean failed;
    /** Whether the exchange has ended. */
    private volatile boolean over;
    /** Whether the exchange, which has ended, counts as in flight until the chunk is written. */
    private boolean keepsPlace;

    private boolean ended;
    /** Stream that the handler reads, or null. */
    private @Nullable InputStream opened;

    /**
     * Starts without bytes.
     *
     * @param received buffer that the session fills before it calls {@link #arrived}
     * @param memory account that is charged for the current chunk
     */
    StoredBody(LoopContext loop, Owner owner, ByteWriter received, MemoryMeter memory) {
        this.loop = loop;
        this.owner = owner;
        this.received = received;
        directory = loop.service().forms().directory();
        chunkArray.meter(memory);
    }

    /** Starts writing a chunk if one is complete. */
    void arrived() {
        if (directory != null && !writing && received.length() >= CHUNK_BYTES) {
            write();
        }
    }

    /** Handles the end of the body. Starts the exchange after the last chunk is written. */
    void end() {
        ended = true;
        if (!writing) {
            finish();
        }
    }

    /** Returns whether a chunk must be written before more bytes are received. */
    boolean isFull() {
        return writing && received.length() >= CHUNK_BYTES;
    }

    /**
     * Returns whether the ended exchange must count as in flight until a chunk is written. Otherwise clients that come
     * and go could fill the queue of the threads.
     */
    boolean keepsPlace() {
        keepsPlace = writing;
        return writing;
    }

    /**
     * Ends the body, because its exchange has ended. Removes the file. A chunk that waits for a thread is not written.
     */
    void discard() {
        owner = null;
        reading.lock();
        try {
            over = true;
        } finally {
            reading.unlock();
        }
        ByteWriter last = chunk;
        chunk = null;
        if (!writing) {
            remove();
        } else if (last != null) {
            MemoryBudget budget = loop.service().memory();
            leftBytes = budget.arrayBytes(last.array().length);
            budget.heap().add(leftBytes);
        }
    }

    private void finish() {
        Owner waiting = owner;
        if (file != null && received.length() > 0) {
            write();
        } else if (waiting != null) {
            waiting.start();
        }
    }

    private void write() {
        ByteWriter next = chunk;
        if (next == null) {
            return;
        }
        next.clear();
        if (!makeRoom(next)) {
            return;
        }
        next.append(received.array(), 0, received.length());
        received.clear();
        writing = true;
        try {
            loop.service().blocking().execute(this::writeChunk);
        } catch (Throwable e) {
            // An OutOfMemoryError means that the system has no more threads.
            fail(e);
            toLoop();
        }
    }

    /** Makes room for the received bytes in a chunk. Rejects the request if the memory budget is spent. */
    private boolean makeRoom(ByteWriter next) {
        try {
            chunkArray.ensure(next, received.length());
            return true;
        } catch (NoMemoryException e) {
            Owner waiting = owner;
            if (waiting != null) {
                waiting.storingFailed();
            }
            return false;
        }
    }

    /** Writes the chunk. Runs on a thread that may block. */
    private void writeChunk() {
        try {
            ByteWriter bytes = chunk;
            if (bytes != null) {
                append(bytes);
            }
        } catch (Throwable e) {
            fail(e);
        } finally {
            toLoop();
        }
    }

    private void append(ByteWriter bytes) throws IOException {
        if (directory == null) {
            throw new IllegalStateException("There is no directory for files");
        }
        Path target = file == null ? create(directory) : file;
        directory.reserve(bytes.length());
        stored += bytes.length();
        // The file is opened for each chunk, because slow clients must not hold file descriptors.
        try (OutputStream out = new FileOutputStream(target.toFile(), true)) {
            out.write(bytes.array(), 0, bytes.length());
        }
    }

    private Path create(UploadDirectory in) throws IOException {
        Path created = Files.createTempFile(in.path(), "body-", ".tmp");
        file = created;
        return created;
    }

    private void fail(Throwable cause) {
        failed = true;
        if (cause instanceof StorageFullException) {
            LOG.debug("The upload directory has no room for a request body", cause);
            return;
        }
        LOG.error("A request body could not be written to a file", cause);
    }

    /**
     * Notifies the event loop. Does nothing if the loop has ended: the server has then closed, and removes the
     * directory with the file.
     */
    private void toLoop() {
        loop.execute(written);
    }

    /** Continues after the chunk was written, or could not be written. */
    private void written() {
        Owner waiting = owner;
        if (waiting == null) {
            goOn();
        } else {
            waiting.step(goOn);
        }
    }

    private void goOn() {
        writing = false;
        Owner waiting = owner;
        if (waiting == null) {
            loop.service().memory().heap().release(leftBytes);
            leftBytes = 0;
            if (keepsPlace) {
                keepsPlace = false;
                loop.service().inFlight().leave();
            }
            remove();
            return;
        }
        try {
            goOn(waiting);
        } catch (Throwable e) {
            // Otherwise the client would wait for ever.
            waiting.receivingFailed(e);
        }
    }

    private void goOn(Owner waiting) {
        if (failed) {
            waiting.storingFailed();
        } else if (ended) {
            finish();
        } else {
            arrived();
            waiting.receiveOn();
        }
    }

    private void remove() {
        InputStream open;
        Path written;
        reading.lock();
        try {
            open = opened;
            opened = null;
            written = file;
            file = null;
        } finally {
            reading.unlock();
        }
        if (open != null) {
            close(open);
        }
        if (written != null && directory != null) {
            directory.remove(written, stored);
        }
    }

    private static void close(InputStream open) {
        try {
            open.close();
        } catch (IOException e) {
            LOG.debug("The file of a request body could not be closed", e);
        }
    }

    @Override
    public Flow.Publisher<ByteBuf> publisher() {
        throw new IllegalStateException("The body has been received. Tip: inputStream() reads it");
    }

    @Override
    public InputStream inputStream() {
        if (owner == null) {
            throw new IllegalStateException("The request was answered, and its body is gone."
                    + " Tip: read the body before the handler returns, or return the CompletionStage that reads it");
        }
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException("The body was already read: it can be read only once");
        }
        Path written = takeFile();
        return written == null ? new ReceivedBytes() : open(written);
    }

    /** Returns the file, or null if the body is in memory. The caller must remove the file. */
    private @Nullable Path takeFile() {
        reading.lock();
        try {
            requireOpen();
            Path taken = file;
            file = null;
            return taken;
        } finally {
            reading.unlock();
        }
    }

    private void requireOpen() {
        if (over) {
            throw new IllegalStateException("The request has ended, and its body is no longer available");
        }
    }

    /**
     * Opens the file without holding the lock. Otherwise the event loop would wait for the disk if the request ended
     * meanwhile.
     */
    private InputStream open(Path written) {
        InputStream in = newInputStream(written);
        boolean handedOut = false;
        reading.lock();
        try {
            requireOpen();
            opened = in;
            handedOut = true;
            return in;
        } finally {
            reading.unlock();
            if (!handedOut) {
                close(in);
            }
        }
    }

    /**
     * Opens the file so that it needs no room on the disk after the stream is closed. The handler may then use the same
     * room.
     */
    private InputStream newInputStream(Path written) {
        boolean isOpen = false;
        try {
            InputStream in = new RemovedFile(Files.newInputStream(written, StandardOpenOption.DELETE_ON_CLOSE), stored);
            isOpen = true;
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!isOpen && directory != null) {
                directory.remove(written, stored);
            }
        }
    }

    /** Stream of a file. When the stream is closed, the file no longer counts as a part of the directory. */
    private final class RemovedFile extends FilterInputStream {
        private final AtomicLong bytes;

        RemovedFile(InputStream in, long bytes) {
            super(in);
            this.bytes = new AtomicLong(bytes);
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (directory != null) {
                directory.release(bytes.getAndSet(0));
            }
        }
    }

    /**
     * Stream that reads the received bytes in place. It fails after the request has ended, because the array of the
     * bytes may then belong to another client.
     */
    private final class ReceivedBytes extends InputStream {
        private int at;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, into.length);
            reading.lock();
            try {
                checkOpen();
                int count = Math.min(length, received.length() - at);
                if (count == 0) {
                    return length == 0 ? 0 : -1;
                }
                System.arraycopy(received.array(), at, into, offset, count);
                at += count;
                return count;
            } finally {
                reading.unlock();
            }
        }

        @Override
        public int available() throws IOException {
            reading.lock();
            try {
                checkOpen();
                return received.length() - at;
            } finally {
                reading.unlock();
            }
        }

        private void checkOpen() throws IOException {
            if (over) {
                throw new IOException("The request has ended, and its body is no longer available");
            }
        }
    }
}
