package dev.interlock.generated.proto;

import java.util.Arrays;

/** Pools of the objects that read a tape, by the class of the objects. */
final class ViewPools {
    private final ObjectMemory memory;
    /** Classes of the objects. The pool of a class has the same index. */
    private Class<?>[] types = {};

    private HandOuts<?>[] pools = {};

    ViewPools(ObjectMemory memory) {
        this.memory = memory;
    }

    /** Returns the pool of a class. */
    @SuppressWarnings("unchecked") // All objects of a pool are of its class.
    <T> HandOuts<T> of(Class<?> type) {
        for (int i = 0; i < types.length; i++) {
            if (types[i] == type) {
                return (HandOuts<T>) pools[i];
            }
        }
        HandOuts<T> added = new HandOuts<>(memory);
        pools = Arrays.copyOf(pools, pools.length + 1);
        pools[pools.length - 1] = added;
        types = Arrays.copyOf(types, pools.length);
        types[pools.length - 1] = type;
        return added;
    }
}
