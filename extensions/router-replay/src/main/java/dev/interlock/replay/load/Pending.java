package dev.interlock.replay.load;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Exchange in progress at all targets. Collects the outcomes. */
final class Pending {
    private final Scheduled scheduled;
    private final long sentNanos;
    private final @Nullable Outcome[] outcomes;
    private final Set<String> created;
    private int missing;

    /** @param created ids and tokens in the recorded response */
    Pending(Scheduled scheduled, Set<String> created, long sentNanos, int targets) {
        this.scheduled = scheduled;
        this.created = created;
        this.sentNanos = sentNanos;
        outcomes = new Outcome[targets];
        missing = targets;
    }

    Scheduled scheduled() {
        return scheduled;
    }

    Set<String> created() {
        return created;
    }

    long sentNanos() {
        return sentNanos;
    }

    /** Adds an outcome. Returns whether it was the last one. */
    boolean add(int target, Outcome outcome) {
        outcomes[target] = outcome;
        return --missing == 0;
    }

    List<Outcome> outcomes() {
        return Arrays.asList(outcomes);
    }
}
