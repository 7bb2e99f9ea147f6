package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.store.Table;
import java.util.Optional;

/** Stores at most 200 images in memory. The controller limits the size of each image. */
public final class InMemoryImageStore implements ImageStore {
    private static final int MAX_IMAGES = 200;

    private final Table<String, byte[]> images = new Table<>("image", MAX_IMAGES);

    @Override
    public Optional<byte[]> find(String name) {
        return images.find(name);
    }

    @Override
    public synchronized void put(String name, byte[] jpeg) {
        images.remove(name);
        images.add(name, jpeg);
    }
}
