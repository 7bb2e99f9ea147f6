package dev.interlock.benchmarks.dispatch;

import java.util.Random;

/** In which order the routes of a set are looked up. */
public enum Order {
    /** One route after the other, again and again: branch predictors learn small sets by heart. */
    IN_ORDER,
    /** Each lookup another route, drawn with a fixed seed: as unpredictable as the requests of many clients. */
    RANDOM;

    int endpoint(int lookup, int size, Random random) {
        return this == IN_ORDER ? lookup % size : random.nextInt(size);
    }
}
