package dev.interlock.processor.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Stores objects by name. Handlers in tests keep their objects here. Real handlers must not do so. */
public final class Kept {
    private static final Map<String, CompletableFuture<Object>> OBJECTS = new ConcurrentHashMap<>();
    private static volatile CompletableFuture<Void> release = new CompletableFuture<>();

    private Kept() {}

    public static void put(String name, Object object) {
        future(name).obtrudeValue(object);
    }

    /** Waits until a handler has stored an object under a name, and returns it. */
    public static Object await(String name) throws Exception {
        return future(name).get(10, TimeUnit.SECONDS);
    }

    /** Returns all stored objects. */
    public static Map<String, Object> all() {
        Map<String, Object> all = new HashMap<>();
        OBJECTS.forEach((name, object) -> {
            if (object.isDone()) {
                all.put(name, object.join());
            }
        });
        return all;
    }

    /** Returns the stage for which asynchronous handlers wait. */
    public static CompletableFuture<Void> release() {
        return release;
    }

    public static void clear() {
        OBJECTS.clear();
        release = new CompletableFuture<>();
    }

    private static CompletableFuture<Object> future(String name) {
        return OBJECTS.computeIfAbsent(name, it -> new CompletableFuture<>());
    }
}
