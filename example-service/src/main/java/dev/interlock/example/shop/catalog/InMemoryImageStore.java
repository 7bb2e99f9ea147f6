package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.StoreFull;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Stores at most 200 images in memory. The controller limits the size of each image. One lock serializes all calls. */
public final class InMemoryImageStore implements ImageStore {
    private static final int MAX_IMAGES = 200;

    private final Map<String, byte[]> images = new HashMap<>();

    @Override
    public synchronized Optional<byte[]> find(String name) {
        return Optional.ofNullable(images.get(name));
    }

    @Override
    public synchronized void put(String name, byte[] jpeg) {
        if (images.size() == MAX_IMAGES && !images.containsKey(name)) {
            throw StoreFull.of("images", MAX_IMAGES);
        }
        images.put(name, jpeg);
    }
}
