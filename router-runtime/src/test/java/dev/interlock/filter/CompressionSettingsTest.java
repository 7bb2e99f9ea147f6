package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.brotli.Brotli;
import dev.interlock.bytes.Slice;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.compression.Decompressor;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompressionSettingsTest {
    private static final CompressionSettings STANDARD = CompressionSettings.STANDARD;

    /** A coding that has a name, but leaves the bytes unchanged. */
    private record NamedCoding(String name) implements ContentCoding {
        @Override
        public OutputStream encode(OutputStream into) {
            return into;
        }

        @Override
        public Decompressor decompressor(ByteBufAllocator allocator) {
            throw new UnsupportedOperationException(name);
        }
    }

    private static List<Integer> numbers(CompressionSettings settings) {
        return List.of(settings.minSize(), settings.maxSize(), settings.maxFileSize(), settings.maxConcurrent());
    }

    private static List<String> codings(CompressionSettings settings) {
        return Arrays.stream(settings.encoders()).map(BodyEncoder::coding).toList();
    }

    private static boolean contains(CompressionSettings settings, String type) {
        return settings.mediaTypes().contains(Slice.of(type));
    }

    @Test
    void eachSettingChangesOnlyItself() {
        assertThat(numbers(STANDARD.minSize(1))).containsExactly(1, 1 << 20, 256 << 10, 256);
        assertThat(numbers(STANDARD.maxSize(1))).containsExactly(1024, 1, 256 << 10, 256);
        assertThat(numbers(STANDARD.maxFileSize(0))).containsExactly(1024, 1 << 20, 0, 256);
        assertThat(numbers(STANDARD.maxConcurrent(1))).containsExactly(1024, 1 << 20, 256 << 10, 1);
        assertThat(numbers(STANDARD)).containsExactly(1024, 1 << 20, 256 << 10, 256);
    }

    @Test
    void laterSettingsKeepEarlierOnes() {
        CompressionSettings all = STANDARD.coding(new NamedCoding("a"))
                .types("image/x-raw")
                .minSize(2)
                .maxSize(3)
                .maxFileSize(4)
                .maxConcurrent(5)
                .gzipLevel(6)
                .withoutTypes("text/csv");
        assertThat(numbers(all)).containsExactly(2, 3, 4, 5).inOrder();
        assertThat(codings(all)).containsExactly("a", "gzip").inOrder();
        assertThat(contains(all, "image/x-raw")).isTrue();
        assertThat(contains(all, "text/csv")).isFalse();
    }

    @Test
    void addsCodingsBeforeGzip() {
        CompressionSettings two = STANDARD.coding(new NamedCoding("b")).coding(new NamedCoding("a"));
        assertThat(codings(two)).containsExactly("b", "a", "gzip").inOrder();
        assertThat(codings(two.coding(new NamedCoding("b"))))
                .containsExactly("b", "a", "gzip")
                .inOrder();
        assertThat(codings(STANDARD)).containsExactly("gzip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "application/x-own+json", "image/png"})
    void laterTypesWin(String type) {
        assertThat(contains(STANDARD.types(type), type)).isTrue();
        assertThat(contains(STANDARD.types(type).withoutTypes(type), type)).isFalse();
        assertThat(contains(STANDARD.withoutTypes(type).types(type), type)).isTrue();
        assertThat(contains(STANDARD, type)).isEqualTo(!type.startsWith("image/"));
    }

    @Test
    void rejectsSettingsOutOfRange() {
        Compression standard = Compression.standard();
        assertThrows(IllegalArgumentException.class, () -> standard.minSize(0));
        assertThrows(IllegalArgumentException.class, () -> standard.maxSize(0));
        assertThrows(IllegalArgumentException.class, () -> standard.maxFileSize(-1));
        assertThrows(IllegalArgumentException.class, () -> standard.maxConcurrent(0));
        assertThrows(IllegalArgumentException.class, () -> standard.gzipLevel(10));
        assertThrows(IllegalArgumentException.class, () -> Brotli.quality(12));
        assertThrows(IllegalArgumentException.class, () -> standard.types("text"));
        assertThrows(IllegalArgumentException.class, () -> standard.types("text/plain;charset=utf-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BR", "b r", "*", "gzip", "x-gzip", "deflate", "identity"})
    void rejectsNameOfCoding(String name) {
        NamedCoding coding = new NamedCoding(name);
        Compression compression = Compression.standard();
        Decompression decompression = Decompression.standard();
        assertThrows(IllegalArgumentException.class, () -> compression.coding(coding));
        assertThrows(IllegalArgumentException.class, () -> decompression.with(coding));
    }
}
