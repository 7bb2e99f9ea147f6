package dev.interlock.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Names one kind of {@link RequestScoped}; a constant of the class that uses it. Safe for use by several threads.
 *
 * @param <T> what is found under the key
 */
public final class RequestKey<T extends RequestScoped> {
    private static final AtomicInteger KEYS = new AtomicInteger();

    private final int index = KEYS.getAndIncrement();
    private final Supplier<T> maker;

    private RequestKey(Supplier<T> maker) {
        this.maker = maker;
    }

    /**
     * A new key.
     *
     * @param maker makes what a request does not have yet
     */
    public static <T extends RequestScoped> RequestKey<T> of(Supplier<T> maker) {
        return new RequestKey<>(maker);
    }

    /** The place of the key among all keys of the process: few, since each stands for a class. */
    int index() {
        return index;
    }

    T make() {
        return maker.get();
    }
}
