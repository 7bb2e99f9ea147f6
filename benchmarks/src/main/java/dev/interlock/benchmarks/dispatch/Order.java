package dev.interlock.benchmarks.dispatch;

import java.util.Random;

/** Order of the lookups. */
public enum Order {
    /** Takes all routes in order, again and again. Branch predictors can memorize this order for small sets. */
    IN_ORDER,
    /**
     * Takes a random route for each lookup, with a fixed seed. Branch predictors cannot memorize this order. It
     * resembles the requests of many clients.
     */
    RANDOM;

    int endpoint(int lookup, int size, Random random) {
        return this == IN_ORDER ? lookup % size : random.nextInt(size);
    }
}
