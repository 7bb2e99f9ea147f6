package dev.interlock.internal.accesslog;

import dev.interlock.internal.engine.LoopClock;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.log.LogText;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Reports the problems of an access log, at most one of a kind every five seconds. Used by the thread of the log. */
final class LogProblems {
    private static final Logger LOG = ServerLog.of(LogProblems.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LoopClock clock;
    private final String target;
    private long lostReported;
    private long lostAt;
    private long failedAt;

    /** @param target name of the target for the messages */
    LogProblems(LoopClock clock, String target) {
        this.clock = clock;
        this.target = target;
        lostAt = clock.nanoTime() - PAUSE_NANOS;
        failedAt = lostAt;
    }

    /** Reports lost lines, unless the last report was less than five seconds ago. */
    void lost(long total) {
        if (total > lostReported && clock.nanoTime() - lostAt >= PAUSE_NANOS) {
            report(total);
        }
    }

    /** Reports the lines that were lost since the last report, at the end of the log. */
    void lastLost(long total) {
        if (total > lostReported) {
            report(total);
        }
    }

    private void report(long total) {
        LOG.warn(
                "The access log dropped {} lines, {} since the start, because {} did not take them",
                total - lostReported,
                total,
                target);
        lostAt = clock.nanoTime();
        lostReported = total;
    }

    /** Reports that the target could not be used. */
    void failed(String what, Throwable cause) {
        if (clock.nanoTime() - failedAt >= PAUSE_NANOS) {
            failedAt = clock.nanoTime();
            LOG.error("{} failed: {}", what, LogText.of(String.valueOf(cause)));
        }
    }
}
