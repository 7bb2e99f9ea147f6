package dev.interlock.replay.command;

import dev.interlock.replay.load.ReplayRun;
import org.jspecify.annotations.Nullable;

/** Wakes the reader when a lane has room. The lanes exist before the run. */
final class ReaderWake implements Runnable {
    private volatile @Nullable ReplayRun run;

    void wakes(ReplayRun running) {
        run = running;
    }

    @Override
    public void run() {
        ReplayRun running = run;
        if (running != null) {
            running.wake();
        }
    }
}
