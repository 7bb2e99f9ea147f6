package dev.interlock.canary.command;

import dev.interlock.canary.Decision;
import dev.interlock.canary.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Window of the verdicts of {@link VerdictServer}: each step of a roll-out has its own, because the canary's share of
 * the requests differs. There is one roll-out at a time. Safe for use by several threads.
 *
 * <p>A window begins when the server first hears its name. So after a restart of the server, a step needs its requests
 * again, and no verdict comes from those of an earlier step.
 */
final class StepWindow {
    /** Source of verdicts on the requests since a time, or since the default start for null. */
    private final Function<@Nullable Instant, Verdict> verdicts;

    private final InstantSource clock;
    private String name = "";
    /** Start of the window, or null until a caller has named one. */
    private @Nullable Instant start;
    /** Whether the next step is the first one of its roll-out, for which there are no requests to judge. */
    private boolean isFirst;

    StepWindow(Function<@Nullable Instant, Verdict> verdicts, InstantSource clock) {
        this.verdicts = verdicts;
        this.clock = clock;
    }

    /** Returns the verdict in a window, which begins now if its name is new; or in the current window for null. */
    Verdict verdict(@Nullable String window) {
        return verdicts.apply(enter(window));
    }

    private synchronized @Nullable Instant enter(@Nullable String window) {
        if (window != null && (start == null || !window.equals(name))) {
            name = window;
            start = clock.instant();
            isFirst = false;
        }
        return start;
    }

    /** Begins a roll-out: its first step needs no verdict. */
    synchronized void begin(String rollout) {
        name = rollout;
        start = clock.instant();
        isFirst = true;
    }

    /**
     * Returns the verdict on the current step of a roll-out. If it is {@link Decision#PROMOTE}, the next step begins.
     *
     * @return null if the first step begins
     */
    @Nullable
    Verdict step(String rollout) {
        Instant before = enter(rollout);
        if (beginFirst(rollout)) {
            return null;
        }
        Verdict verdict = verdicts.apply(before);
        if (verdict.decision() == Decision.PROMOTE) {
            next(rollout, before);
        }
        return verdict;
    }

    private synchronized boolean beginFirst(String rollout) {
        if (!isFirst || !rollout.equals(name)) {
            return false;
        }
        isFirst = false;
        start = clock.instant();
        return true;
    }

    /** Begins the next step, unless another call did so meanwhile. */
    private synchronized void next(String rollout, @Nullable Instant before) {
        if (rollout.equals(name) && before != null && before.equals(start)) {
            start = clock.instant();
        }
    }
}
