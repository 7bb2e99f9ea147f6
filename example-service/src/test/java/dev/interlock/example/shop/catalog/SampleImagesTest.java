package dev.interlock.example.shop.catalog;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.example.shop.refusal.StoreFull;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SampleImagesTest {
    private static final String SAMPLE = "BOK-0001";
    private static final byte[] JPEG = {1, 2, 3};

    /** A store that is full. */
    private static final class FullStore implements ImageStore {
        @Override
        public Optional<byte[]> find(String name) {
            return Optional.empty();
        }

        @Override
        public void put(String name, byte[] jpeg) {
            throw StoreFull.of("images", 0);
        }
    }

    @Test
    void sampleNeedsNoRoomInStore() {
        ImageStore images = new SampleImages(new FullStore());

        assertThat(Jpeg.isJpeg(images.find(SAMPLE).orElseThrow())).isTrue();
        assertThat(images.find("BOK-0002")).isEqualTo(Optional.empty());
    }

    @Test
    void readsSampleOnce() {
        ImageStore images = new SampleImages(new InMemoryImageStore());

        assertThat(images.find(SAMPLE).orElseThrow())
                .isSameInstanceAs(images.find(SAMPLE).orElseThrow());
    }

    @Test
    void putImageReplacesSample() {
        ImageStore images = new SampleImages(new InMemoryImageStore());
        images.put(SAMPLE, JPEG);
        images.put("other", JPEG);

        assertThat(images.find(SAMPLE).orElseThrow()).isSameInstanceAs(JPEG);
        assertThat(images.find("other").orElseThrow()).isSameInstanceAs(JPEG);
    }
}
