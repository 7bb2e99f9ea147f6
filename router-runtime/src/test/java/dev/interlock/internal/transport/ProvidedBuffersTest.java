package dev.interlock.internal.transport;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The buffers of an event loop on io_uring are a small part of the direct memory. */
final class ProvidedBuffersTest {
    @ParameterizedTest
    @CsvSource({
        "1, 2, 4",
        "16, 2, 16",
        "32, 2, 32",
        "33, 2, 32",
        "32, 1, 64",
        "64, 64, 4",
        "512, 2, 64",
        "1000000, 64, 64"
    })
    void takeAPartOfTheDirectMemory(long mebibytes, int processors, int count) {
        assertThat(ProvidedBuffers.count(mebibytes * 1024 * 1024, processors)).isEqualTo(count);
    }
}
