package dev.interlock.internal.message;

import org.jspecify.annotations.Nullable;

/**
 * State of a request that waits for the decision of an asynchronous filter. The filters of a route have positions from
 * 0. Not safe for use by several threads.
 */
public final class Suspension {
    /** Position while no filter has made the request wait. */
    private static final int NONE = -1;

    private enum State {
        /** No filter has made the request wait. */
        RUNNING,
        /** The request waits for the filter at the position. */
        WAITING,
        /** The filter at the position has decided, and {@link #take} was not called yet. */
        DECIDED,
        /** The filter at the position has accepted the request. */
        RESUMED
    }

    private State state = State.RUNNING;
    private int position = NONE;
    private boolean accepted;

    /** Begins to wait for the filter at a position. */
    void begin(int at) {
        position = at;
        state = State.WAITING;
    }

    /** Whether the request waits. */
    public boolean isWaiting() {
        return state == State.WAITING;
    }

    /** Ends the wait with the value of the filter's stage. */
    void decide(@Nullable Object value) {
        accepted = decision(value);
        state = State.DECIDED;
    }

    /** Whether a filter at this position has accepted the request before the wait. */
    public boolean isPast(int filter) {
        return filter < position || (filter == position && state == State.RESUMED);
    }

    /** Whether the filter at this position has decided, and {@link #take} was not called yet. */
    public boolean isAt(int filter) {
        return filter == position && state == State.DECIDED;
    }

    /** Returns the decision of the filter: whether the request continues. Called once. */
    public boolean take() {
        state = State.RESUMED;
        return accepted;
    }

    /** Converts the value of a filter's stage to a decision. */
    public static boolean decision(@Nullable Object value) {
        if (value instanceof Boolean decided) {
            return decided;
        }
        throw new IllegalStateException("The stage of an AsyncFilter completed with " + value
                + ". Tip: complete it with true to continue, or with false to end the exchange");
    }

    /** Drops the state, because the response is made without the filter, or because the request is over. */
    void clear() {
        state = State.RUNNING;
        position = NONE;
    }
}
