package dev.interlock.benchmarks.dispatch;

import java.util.Random;

/** Order of the lookups. */
public enum Order {
    /** All routes in order, repeatedly. Branch predictors memorize small sets. */
    IN_ORDER,
    /**
     * A random route for each lookup, drawn with a fixed seed. The order is as unpredictable as requests from many
     * clients.
     */
    RANDOM;

    int endpoint(int lookup, int size, Random random) {
        return this == IN_ORDER ? lookup % size : random.nextInt(size);
    }
}
