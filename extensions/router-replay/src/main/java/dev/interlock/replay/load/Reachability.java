package dev.interlock.replay.load;

import java.util.concurrent.TimeUnit;

/** Back-off of attempts to connect to a target. Confined to one lane. */
final class Reachability {
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);

    private long pause;
    private long nextAttempt;

    /** Whether the next attempt is due. */
    boolean isDue(long now) {
        return pause == 0 || now - nextAttempt >= 0;
    }

    long nextAttempt(long now) {
        return pause == 0 ? now : nextAttempt;
    }

    /** Doubles the pause after a failed attempt. */
    void failed(long now) {
        if (isDue(now)) {
            pause = pause == 0 ? FIRST : Math.min(LONGEST, pause * 2);
            nextAttempt = now + pause;
        }
    }

    void succeeded() {
        pause = 0;
    }
}
