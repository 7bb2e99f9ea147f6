package dev.interlock.replay.command;

import dev.interlock.replay.load.ReplayRun;
import org.jspecify.annotations.Nullable;

/** Wakes the reader of a run when a lane has room. The lanes need it before the run exists. */
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
