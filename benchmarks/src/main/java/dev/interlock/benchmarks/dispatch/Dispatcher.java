package dev.interlock.benchmarks.dispatch;

/** An implementation under measurement, set up for a set of routes and its lookups. Not safe for use by several threads. */
interface Dispatcher extends AutoCloseable {
    /** Finds the route of a lookup and reads what its variables captured. */
    int find(int lookup);

    /** Characters of all that the last {@link #find} captured. */
    int capturedLength();

    /** The endpoint that a result of {@link #find} stands for. */
    default int endpoint(int found) {
        return found;
    }

    @Override
    default void close() {}
}
