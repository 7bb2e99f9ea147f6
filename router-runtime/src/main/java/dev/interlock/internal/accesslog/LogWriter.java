package dev.interlock.internal.accesslog;

import dev.interlock.internal.engine.Faults;
import dev.interlock.internal.log.ServerLog;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/**
 * Thread that writes the lines of all event loops to the target. It looks for lines at intervals, so event loops
 * usually make no system call. An event loop wakes the thread only after it has put half a ring of lines.
 */
final class LogWriter implements Runnable {
    private static final Logger LOG = ServerLog.of(LogWriter.class);

    /** Limit on the bytes of one write. */
    static final int CHUNK = 64 * 1024;

    /** Pause after a pass that has written lines. Lines that come during the pause share the next write. */
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LogTarget target;
    private final LogProblems problems;
    private final List<LineRing> rings = new CopyOnWriteArrayList<>();
    private final byte[] chunk = new byte[CHUNK];
    private final Thread thread = new Thread(this, "interlock-access-log");
    /** Number of lines that the target could not write. Only the thread of the log changes it. */
    private volatile long failedLines;

    private volatile boolean reopening;
    private volatile boolean closing;

    LogWriter(LogTarget target, LogProblems problems) {
        this.target = target;
        this.problems = problems;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Adds the ring of an event loop. */
    void add(LineRing ring) {
        rings.add(ring);
    }

    /** Ends the pause of the thread. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** Makes the thread open the file again soon. */
    void reopen() {
        reopening = true;
        wake();
    }

    /** Returns the number of lines that were lost, because a ring was full or a write failed. */
    long dropped() {
        long dropped = failedLines;
        for (LineRing ring : rings) {
            dropped += ring.dropped();
        }
        return dropped;
    }

    /** Writes all lines and closes the target. Gives up after the given time, because the target may block. */
    void close(long nanos) {
        closing = true;
        wake();
        boolean interrupted = false;
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (thread.isAlive()) {
            LOG.warn("The access log was closed before all of its lines were written");
            // The interrupt ends a write to a file.
            thread.interrupt();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        boolean last;
        do {
            // The flag is read before the lines, so that all lines from before the call of close() are written.
            last = closing;
            boolean any = pass();
            if (!last) {
                LockSupport.parkNanos(this, any ? BUSY_NANOS : IDLE_NANOS);
            }
        } while (!last);
        try {
            problems.lastLost(dropped());
            target.close();
        } catch (Throwable e) {
            Faults.error(LOG, "Closing the access log failed", e);
        }
    }

    /** Writes the available lines. Returns whether there were any. */
    private boolean pass() {
        boolean any = false;
        try {
            if (reopening) {
                reopening = false;
                target.reopen();
            }
            for (LineRing ring : rings) {
                any |= drain(ring);
            }
            problems.lost(dropped());
        } catch (Throwable e) {
            // The thread must survive every failure, for example a full heap.
            Faults.error(LOG, "Writing the access log failed", e);
        }
        return any;
    }

    /**
     * Writes the lines of a ring. Stops after about a full ring, so that each ring has its turn. Returns whether there
     * were any lines.
     */
    private boolean drain(LineRing ring) {
        int left = ring.capacity();
        int taken = ring.take(chunk);
        boolean any = taken > 0;
        while (taken > 0) {
            write(taken);
            left -= taken;
            taken = left > 0 ? ring.take(chunk) : 0;
        }
        return any;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // There is one writer: this thread.
    private void write(int length) {
        try {
            target.write(chunk, length);
        } catch (IOException e) {
            // An interrupt by other code closes the file, so it is opened again. During close(), the interrupt only
            // ends a blocked write.
            reopening |= e instanceof ClosedChannelException && Thread.interrupted() && !closing;
            failedLines += lines(length);
            problems.failed("Writing the access log", e);
        } catch (RuntimeException | Error e) {
            // For example, an appender of the logger failed.
            failedLines += lines(length);
            problems.failed("Writing the access log", e);
        }
    }

    private int lines(int length) {
        int lines = 0;
        for (int i = 0; i < length; i++) {
            lines += chunk[i] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
