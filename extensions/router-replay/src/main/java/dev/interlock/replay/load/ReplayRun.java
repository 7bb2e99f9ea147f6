package dev.interlock.replay.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A running replay: a thread that reads ahead, and lanes that send. Safe for use by several threads. */
public final class ReplayRun {
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final Feeder feeder;
    private final List<Lane> lanes;
    private final Thread reader;
    private volatile boolean isStopped;
    private volatile long stoppedAt = -1;
    private volatile @Nullable Throwable problem;

    public ReplayRun(Feeder feeder, List<Lane> lanes) {
        this.feeder = feeder;
        this.lanes = lanes;
        reader = new Thread(this::read, "replay-reader");
        reader.setDaemon(true);
    }

    public void start() {
        reader.start();
    }

    private void read() {
        try {
            while (!feeder.fill()) {
                LockSupport.parkNanos(this, LONGEST_PAUSE);
            }
        } catch (IOException | RuntimeException | Error e) {
            problem = e;
            feeder.stop();
        }
    }

    /** Wakes the reader when a lane has room. */
    public void wake() {
        LockSupport.unpark(reader);
    }

    /** Returns the failure of the reader thread, or null. */
    public @Nullable Throwable problem() {
        return problem;
    }

    /** Whether all requests were sent, and all results were collected. */
    public boolean isFinished() {
        return !reader.isAlive() && feeder.isOver() && lanes.stream().allMatch(Lane::isIdle);
    }

    /**
     * Stops the run. Lanes that lag behind still send the exchanges before the newest one sent by any lane, so that
     * {@link #position()} is exact.
     */
    public void stop() throws InterruptedException {
        if (isStopped) {
            return;
        }
        isStopped = true;
        feeder.stop();
        wake();
        reader.join();
        long newest = -1;
        for (Lane lane : lanes) {
            newest = Math.max(newest, pause(lane));
        }
        for (Lane lane : lanes) {
            lane.endAfter(newest);
        }
        stoppedAt = newest + 1;
    }

    /** Pauses a lane. Returns the highest sequence that it has sent. */
    private static long pause(Lane lane) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        lane.timeline().execute(() -> {
            lane.pause();
            done.countDown();
        });
        done.await();
        return lane.newest();
    }

    /** Returns how many exchanges at the start of the sources a later run can skip. */
    public long position() {
        if (stoppedAt >= 0) {
            return stoppedAt;
        }
        long position = feeder.position();
        for (Lane lane : lanes) {
            position = Math.min(position, lane.position());
        }
        return position;
    }
}
