package dev.interlock.generated.scope;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Key of one kind of {@link RequestScoped}. The class that uses a key keeps it as a constant. Safe for use by several
 * threads.
 *
 * @param <T> type of the object
 */
public final class RequestKey<T extends RequestScoped> {
    private static final AtomicInteger KEYS = new AtomicInteger();

    private final int index = KEYS.getAndIncrement();
    private final Supplier<T> maker;

    private RequestKey(Supplier<T> maker) {
        this.maker = maker;
    }

    /**
     * Creates a key.
     *
     * @param maker function that creates the object for a request that does not have it yet
     */
    public static <T extends RequestScoped> RequestKey<T> of(Supplier<T> maker) {
        return new RequestKey<>(maker);
    }

    /**
     * Returns the index of the key among all keys of the process. The indexes are small, because there is only one key
     * for each class.
     */
    public int index() {
        return index;
    }

    public T make() {
        return maker.get();
    }
}
