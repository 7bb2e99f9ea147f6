package dev.interlock.example.shop.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image store that also contains a sample image. If a client stores an image with the name of the sample, that image
 * replaces the sample. The sample is read from the jar when it is first requested. The sample does not count towards
 * the limit of the store.
 */
public final class SampleImages implements ImageStore {
    private static final String NAME = "BOK-0001";

    private final ImageStore images;

    // Not locked: if two threads read the sample at the same time, both store the same bytes.
    private volatile byte @Nullable [] sample;

    /**
     * Creates a store with the sample image.
     *
     * @param images store for the images of clients
     */
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
