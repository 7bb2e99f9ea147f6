package dev.interlock.recording;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.log.LogText;
import dev.interlock.recording.segment.SegmentWriter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recorder thread: takes captured exchanges from the rings of all event loops, redacts them, and writes them to
 * segments. Each second, and whenever the rings together hold about one block, it empties all rings into one block. So
 * a killed process loses about one block.
 */
final class RecordWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordWriter.class);

    /** Longest time between two blocks. */
    private static final long BLOCK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Lower limit on {@link #wakeBytes}. With many event loops, a smaller share would wake the thread too often. */
    private static final int MIN_WAKE_BYTES = 16 * 1024;

    /** Pause after a failed write. Exchanges during the pause are lost. */
    private static final long BACK_OFF_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Longest time for files at the end of the recording. */
    private static final long LAST_FILES_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Number of parts of files after which the rings get their turn: up to 1 MiB. */
    private static final int FILE_PARTS = 16;

    private final SegmentWriter segments;
    private final ExchangeEncoder encoder;
    private final SegmentHeader header;
    private final int blockBytes;
    private final List<ExchangeRing> rings = new CopyOnWriteArrayList<>();
    private final ByteWriter block;
    private final Thread thread = new Thread(this, "interlock-recording");
    private final FileDigests digests = new FileDigests();
    private byte[] entry = new byte[64 * 1024];
    private int inBlock;
    /** Time at which the thread writes a block even if the block is not full. */
    private long blockDueAt;

    private long failedAt;
    private boolean isFailing;
    private long reportedAt;
    private long reported;
    private long filesReportedAt;
    private long filesReported;
    /** Time at which the last failure to encode an exchange was logged. */
    private long loggedAt;

    // Only the recorder thread changes these numbers.
    private volatile long recorded;
    private volatile long lost;

    private volatile boolean closing;
    /** Number of unread bytes of a ring at which its event loop wakes the thread. */
    private volatile int wakeBytes;
    /** Whether the rings together hold about one block. */
    private volatile boolean isBlockFull;

    RecordWriter(SegmentWriter segments, ExchangeEncoder encoder, SegmentHeader header, int blockBytes) {
        this.segments = segments;
        this.encoder = encoder;
        this.header = header;
        this.blockBytes = blockBytes;
        wakeBytes = blockBytes;
        block = new ByteWriter(blockBytes + blockBytes / 4);
        thread.setDaemon(true);
    }

    /** Opens the first segment, and starts the thread. */
    void start() throws IOException {
        long now = System.nanoTime();
        reportedAt = now - REPORT_NANOS;
        loggedAt = reportedAt;
        filesReportedAt = reportedAt;
        blockDueAt = now + BLOCK_NANOS;
        segments.open(now);
        thread.start();
    }

    /** Adds the ring of an event loop. Any thread may call this. */
    synchronized void add(ExchangeRing ring) {
        rings.add(ring);
        wakeBytes = Math.max(MIN_WAKE_BYTES, blockBytes / rings.size());
    }

    /**
     * Returns the number of unread bytes at which an event loop calls {@link #wakeForBlock}: one block, divided by the
     * number of event loops. Any thread may call this.
     */
    int wakeBytes() {
        return wakeBytes;
    }

    /** Wakes the thread, and lets it write a block. Any thread may call this. */
    void wakeForBlock() {
        isBlockFull = true;
        LockSupport.unpark(thread);
    }

    /** Wakes the thread, and lets it read a file. Any thread may call this. */
    void wakeForFile() {
        LockSupport.unpark(thread);
    }

    /** Returns the number of exchanges written to files. Any thread may call this. */
    long recorded() {
        return recorded;
    }

    /**
     * Returns the number of exchanges that were lost: no memory, a full ring, or a failed write. Any thread may call
     * this.
     */
    long dropped() {
        long dropped = lost;
        for (ExchangeRing ring : rings) {
            dropped += ring.dropped();
        }
        return dropped;
    }

    /**
     * Returns the number of files that were recorded without a digest: too many files at a time, or a changed file. Any
     * thread may call this.
     */
    long withoutDigest() {
        long skipped = digests.skipped();
        for (ExchangeRing ring : rings) {
            skipped += ring.files().skipped();
        }
        return skipped;
    }

    /**
     * Writes the remaining exchanges, and ends the thread. Stops waiting after {@code nanos}, because the disk may
     * block.
     */
    void close(long nanos) {
        closing = true;
        LockSupport.unpark(thread);
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("The recording was closed before all exchanges were written. The last ones are missing");
        }
    }

    @Override
    public void run() {
        boolean isLast;
        do {
            // Read the flag before the rings, so that the last pass sees all exchanges from before close().
            isLast = closing;
            pass(isLast);
            pause();
        } while (!isLast);
        try {
            segments.close();
        } catch (Throwable e) {
            LOG.warn("Closing the recording failed", LogText.of(e));
        }
        report(true);
    }

    /** Waits for the next event. Reads the flags, too, because locks of other code may use up the permit to go on. */
    private void pause() {
        long left = blockDueAt - System.nanoTime();
        if (left > 0 && digests.isEmpty() && !isBlockFull && !closing) {
            LockSupport.parkNanos(this, left);
        }
    }

    private void pass(boolean isLast) {
        long begun = System.nanoTime();
        boolean isBlockDue = isLast || isBlockFull || begun - blockDueAt >= 0;
        if (isBlockDue) {
            // Before the rings are read, so that no later call of wakeForBlock is lost.
            isBlockFull = false;
            blockDueAt = begun + BLOCK_NANOS;
        }
        try {
            for (ExchangeRing ring : rings) {
                drain(ring);
            }
            digestFiles();
            if (isLast) {
                digestLastFiles();
            }
            long now = System.nanoTime();
            // Files cause further passes, which would write small blocks.
            if (inBlock > 0 && isBlockDue) {
                flush(now);
            }
            segments.tick(now);
            report(false);
        } catch (Throwable e) {
            // The thread must survive every failure, such as an OutOfMemoryError.
            failed(e);
        }
    }

    /** Encodes the exchanges of a ring. Stops after about one ring of bytes, so that the other rings get their turn. */
    private void drain(ExchangeRing ring) {
        int left = ring.capacity();
        for (int length = ring.nextLength(); length > 0 && left > 0; length = ring.nextLength()) {
            left -= length;
            int at = ring.nextIndex();
            if (at + length > ring.capacity()) {
                if (entry.length < length) {
                    entry = new byte[Integer.highestOneBit(length) << 1];
                }
                ring.take(entry, length);
                record(entry, 0, length, ring);
            } else {
                // The usual entry is not copied.
                try {
                    record(ring.bytes(), at, length, ring);
                } finally {
                    ring.remove(length);
                }
            }
        }
    }

    private void record(byte[] captured, int at, int length, ExchangeRing ring) {
        boolean hasFile = (Entry.getInt(captured, at + Entry.FLAGS) & Entry.HAS_FILE) != 0;
        if (!hasFile || !waits(captured, at, length, ring.files().poll())) {
            encode(captured, at);
        }
    }

    /** Returns whether the entry was moved to the entries that wait for digests. */
    private boolean waits(byte[] captured, int at, int length, @Nullable SentFile file) {
        try {
            return file != null && digests.add(captured, at, length, file);
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    /** Reads the next parts of files. Stops after some bytes, so that the rings get their turn. */
    private void digestFiles() {
        for (int i = 0; i < FILE_PARTS && !digests.isEmpty(); i++) {
            byte[] complete = digests.advance();
            if (complete != null) {
                encode(complete, 0);
            }
        }
    }

    /** Reads the remaining files. Gives up after a while, because the server waits for the end of the recording. */
    private void digestLastFiles() {
        long begun = System.nanoTime();
        while (!digests.isEmpty() && System.nanoTime() - begun < LAST_FILES_NANOS) {
            digestFiles();
        }
        while (!digests.isEmpty()) {
            encode(digests.giveUp(), 0);
        }
    }

    /** Appends an exchange to the block. Writes the block if it is full. */
    private void encode(byte[] captured, int at) {
        append(captured, at);
        if (block.length() >= blockBytes) {
            flush(System.nanoTime());
        }
    }

    private void append(byte[] captured, int at) {
        int before = block.length();
        boolean isEncoded = false;
        try {
            encoder.append(captured, at, header.unixOffset(), block);
            isEncoded = true;
        } catch (Throwable e) {
            // Only this exchange is lost, even by a StackOverflowError.
            countLost(1);
            logUnencoded(e);
        } finally {
            if (!isEncoded) {
                block.truncate(before);
            }
        }
        if (isEncoded) {
            inBlock++;
        }
    }

    /** Logs a failure, at most once in five seconds, because clients may cause many. */
    private void logUnencoded(Throwable cause) {
        long now = System.nanoTime();
        if (now - loggedAt >= REPORT_NANOS) {
            loggedAt = now;
            LOG.error("An exchange could not be recorded", LogText.of(cause));
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only this thread writes it.
    private void countLost(int count) {
        lost += count;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only this thread writes it.
    private void flush(long now) {
        int count = inBlock;
        boolean isWritten = false;
        try {
            if (!isFailing || now - failedAt >= BACK_OFF_NANOS) {
                segments.write(block.array(), block.length(), now);
                isWritten = true;
                isFailing = false;
            }
        } catch (IOException e) {
            failedAt = now;
            failed(e);
        } finally {
            inBlock = 0;
            block.clear(4 * blockBytes);
            if (isWritten) {
                recorded += count;
            } else {
                countLost(count);
            }
        }
    }

    private void failed(Throwable cause) {
        if (isFailing) {
            return;
        }
        isFailing = true;
        failedAt = System.nanoTime();
        try {
            LOG.error(
                    "Exchanges cannot be recorded: {}. Tip: check the space and the owner of the directory; the recorder tries"
                            + " again every five seconds",
                    LogText.of(String.valueOf(cause)));
        } catch (Throwable e) {
            // There is no memory for the message. dropped() still counts the lost exchanges.
        }
    }

    private void report(boolean isLast) {
        long total = dropped();
        long now = System.nanoTime();
        if (total > reported && (isLast || now - reportedAt >= REPORT_NANOS)) {
            LOG.warn("The recording lacks {} exchanges, {} since the start", total - reported, total);
            reported = total;
            reportedAt = now;
        }
        long files = withoutDigest();
        if (files > filesReported && (isLast || now - filesReportedAt >= REPORT_NANOS)) {
            LOG.warn("The recording lacks the digests of {} files, {} since the start", files - filesReported, files);
            filesReported = files;
            filesReportedAt = now;
        }
    }
}
