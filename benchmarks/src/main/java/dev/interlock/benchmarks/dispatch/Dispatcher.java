package dev.interlock.benchmarks.dispatch;

/** A router under measurement, set up for a route set and its lookups. Not thread-safe. */
interface Dispatcher extends AutoCloseable {
    /** Finds the route of a lookup and reads its captured variables. Returns a number for {@link #endpoint}. */
    int find(int lookup);

    /** Returns the total length of the values that the last {@link #find} captured, in characters. */
    int capturedLength();

    /** Converts a result of {@link #find} to the index of the endpoint in the route set. */
    default int endpoint(int found) {
        return found;
    }

    @Override
    default void close() {}
}
