package dev.interlock.example.shop.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

/** The images that come with the shop, each read from its jar when it is first asked for, and those that are put. */
public final class SampleImages implements ImageStore {
    private static final Set<String> NAMES = Set.of("BOK-0001");

    private final ImageStore images;

    /** @param images keeps them */
    public SampleImages(ImageStore images) {
        this.images = images;
    }

    @Override
    public Optional<byte[]> find(String name) {
        Optional<byte[]> kept = images.find(name);
        return kept.isEmpty() && NAMES.contains(name) ? first(name) : kept;
    }

    private synchronized Optional<byte[]> first(String name) {
        if (images.find(name).isEmpty()) {
            images.put(name, read(name + ".jpg"));
        }
        return images.find(name);
    }

    @Override
    public synchronized void put(String name, byte[] jpeg) {
        images.put(name, jpeg);
    }

    private static byte[] read(String file) {
        try (InputStream image = SampleImages.class.getResourceAsStream("/images/" + file)) {
            if (image == null) {
                throw new IllegalStateException("the jar lacks images/" + file);
            }
            return image.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
