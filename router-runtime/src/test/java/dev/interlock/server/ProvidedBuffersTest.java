package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The buffers of an event loop on io_uring are a small part of the direct memory. */
final class ProvidedBuffersTest {
    @ParameterizedTest
    @CsvSource({"1, 4", "16, 16", "32, 32", "33, 32", "64, 64", "512, 64", "1000000, 64"})
    void areAPartOfTheDirectMemory(long mebibytes, int count) {
        assertThat(ProvidedBuffers.count(mebibytes * 1024 * 1024)).isEqualTo(count);
    }
}
