package dev.interlock.example.shop.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The image that comes with the shop, and those that are put, which may take its place. It is read from its jar when it is first
 * asked for, by whoever asks, and takes no room of the store.
 */
public final class SampleImages implements ImageStore {
    private static final String NAME = "BOK-0001";

    private final ImageStore images;

    // Two who ask first at the same time read the same bytes; neither waits for the other.
    private volatile byte @Nullable [] sample;

    /** @param images keeps those that are put */
    public SampleImages(ImageStore images) {
        this.images = images;
    }

    @Override
    public Optional<byte[]> find(String name) {
        Optional<byte[]> kept = images.find(name);
        return kept.isEmpty() && name.equals(NAME) ? Optional.of(sample()) : kept;
    }

    @Override
    public void put(String name, byte[] jpeg) {
        images.put(name, jpeg);
    }

    private byte[] sample() {
        byte[] current = sample;
        if (current == null) {
            current = read();
            sample = current;
        }
        return current;
    }

    private static byte[] read() {
        String file = "/images/" + NAME + ".jpg";
        try (InputStream image = SampleImages.class.getResourceAsStream(file)) {
            if (image == null) {
                throw new IllegalStateException("the jar lacks " + file);
            }
            return image.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
