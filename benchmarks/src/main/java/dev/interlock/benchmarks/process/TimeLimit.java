package dev.interlock.benchmarks.process;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends programs that hang, so that one which waits for a server that stalls does not keep a whole run waiting. */
public final class TimeLimit {
    private TimeLimit() {}

    /** Kills a process if it still runs after so many seconds. */
    public static void of(Process process, long seconds) {
        CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS).execute(process::destroyForcibly);
    }
}
