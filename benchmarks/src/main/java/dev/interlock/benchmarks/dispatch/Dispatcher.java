package dev.interlock.benchmarks.dispatch;

/** An implementation under measurement, set up for a route set and its lookups. Not thread-safe. */
interface Dispatcher extends AutoCloseable {
    /** Finds the route of a lookup and reads its captured variables. */
    int find(int lookup);

    /** Returns the total length of the values that the last {@link #find} captured, in characters. */
    int capturedLength();

    /** Returns the endpoint for a result of {@link #find}. */
    default int endpoint(int found) {
        return found;
    }

    @Override
    default void close() {}
}
