package dev.interlock.server;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.StreamedBody;
import dev.interlock.http.UploadDirectory;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of a request whose handler reads it as a stream once all of it has arrived. A small body stays in memory. A larger
 * one goes to a file: the event loop receives it, and a thread that may block writes each complete chunk. So a slow client holds
 * neither a thread nor a file descriptor.
 *
 * <p>Used by the thread of its event loop alone, but for {@link #inputStream}.
 */
final class StoredBody implements StreamedBody {
    private static final Logger LOG = LoggerFactory.getLogger(StoredBody.class);

    /** Received bytes that make a chunk. */
    static final int CHUNK_BYTES = 64 * 1024;

    private final LoopState loop;
    private final @Nullable UploadDirectory directory;
    /** Bytes that have arrived and are not written. */
    private final ByteWriter received;
    /** Bytes that are being written. */
    private volatile @Nullable ByteWriter chunk = new ByteWriter(0);

    private final AtomicBoolean taken = new AtomicBoolean();

    /** The exchange that waits for the body, or null once it is over. */
    private volatile @Nullable Exchange owner;
    /** Whether a thread writes the chunk; file and failure are that thread's meanwhile. */
    private boolean writing;

    private final Runnable goOn = this::goOn;
    private final LoopTask written = new LoopTask() {
        @Override
        void perform() {
            written();
        }
    };

    private @Nullable Path file;
    private boolean failed;
    /** Whether the exchange is over. */
    private volatile boolean over;
    /** Whether the place in flight of the exchange, which is over, is given up when the chunk is written. */
    private boolean keepsPlace;

    private boolean ended;
    /** What the handler reads, or null. */
    private @Nullable InputStream opened;

    /** @param received where the session puts what arrives, before it calls {@link #arrived} */
    StoredBody(LoopState loop, Exchange owner, ByteWriter received) {
        this.loop = loop;
        this.owner = owner;
        this.received = received;
        directory = loop.service().forms().directory();
    }

    /** Has a chunk written if one is complete. */
    void arrived() {
        if (directory != null && !writing && received.length() >= CHUNK_BYTES) {
            write();
        }
    }

    /** The body is complete: starts its exchange once the last chunk is written. */
    void end() {
        ended = true;
        if (!writing) {
            finish();
        }
    }

    /** Whether a chunk has to be written before more is received. */
    boolean isFull() {
        return writing && received.length() >= CHUNK_BYTES;
    }

    /**
     * Has the place in flight of the exchange kept, if a chunk is being written, until it is: clients that come and go must not
     * fill the queue of the threads.
     */
    boolean keepsPlace() {
        keepsPlace = writing;
        return writing;
    }

    /** The exchange is over: removes the file. A chunk that waits for a thread is not written any more. */
    void discard() {
        owner = null;
        over = true;
        chunk = null;
        if (!writing) {
            remove();
        }
    }

    private void finish() {
        Exchange waiting = owner;
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
        next.append(received.array(), 0, received.length());
        received.clear();
        writing = true;
        try {
            loop.service().blocking().execute(this::writeChunk);
        } catch (RuntimeException | OutOfMemoryError e) {
            // The error says that the system has no more threads.
            fail(e);
            toLoop();
        }
    }

    /** Runs on a thread that may block. */
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
        Path target = file;
        if (target == null) {
            target = create();
        }
        // Opened for each chunk: clients that are slow must not hold descriptors.
        try (OutputStream out = new FileOutputStream(target.toFile(), true)) {
            out.write(bytes.array(), 0, bytes.length());
        }
    }

    private Path create() throws IOException {
        if (directory == null) {
            throw new IllegalStateException("There is no directory for files");
        }
        Path created = Files.createTempFile(directory.path(), "body-", ".tmp");
        file = created;
        return created;
    }

    private void fail(Throwable cause) {
        failed = true;
        LOG.error("A request body could not be written to a file", cause);
    }

    /** Tells the event loop. If that has ended, the server has closed, and removes the directory with the file. */
    private void toLoop() {
        loop.execute(written);
    }

    /** A chunk has been written, or could not be. */
    private void written() {
        Exchange waiting = owner;
        if (waiting == null) {
            goOn();
        } else {
            waiting.step(goOn);
        }
    }

    private void goOn() {
        writing = false;
        Exchange waiting = owner;
        if (waiting == null) {
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
            // Else the client would wait for ever.
            waiting.receivingFailed(e);
        }
    }

    private void goOn(Exchange waiting) {
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
        InputStream open = opened;
        opened = null;
        if (open != null) {
            close(open);
        }
        Path written = file;
        file = null;
        if (written != null && directory != null) {
            directory.remove(written);
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
            throw new IllegalStateException("The body is read already: it can be read once");
        }
        if (over) {
            throw new IllegalStateException("The request is over, and its body with it");
        }
        Path stored = file;
        if (stored == null) {
            return new ByteArrayInputStream(Arrays.copyOf(received.array(), received.length()));
        }
        try {
            // Removed while it is read: what comes of it may need as much room again.
            InputStream in = Files.newInputStream(stored, StandardOpenOption.DELETE_ON_CLOSE);
            file = null;
            opened = in;
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
