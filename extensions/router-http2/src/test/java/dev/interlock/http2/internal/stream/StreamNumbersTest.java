package dev.interlock.http2.internal.stream;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.stream.StreamNumbers.End;
import org.junit.jupiter.api.Test;

/** Rules of RFC 9113 sections 5.1 and 5.1.1 for streams that are not open. */
final class StreamNumbersTest {
    private final StreamNumbers numbers = new StreamNumbers(4);

    @Test
    void newStreamHasAHigherNumber() {
        assertThat(numbers.headers(1)).isNull();
        assertThat(numbers.headers(7)).isNull();
        assertThat(numbers.highest()).isEqualTo(7);
        assertThat(numbers.headers(5)).isEqualTo(Violation.OLD_STREAM);
        assertThat(numbers.headers(8)).isEqualTo(Violation.EVEN_STREAM);
        assertThat(numbers.headers(Integer.MAX_VALUE)).isNull();
    }

    @Test
    void idleStreamTakesOnlyHeaders() {
        assertThat(numbers.headers(3)).isNull();
        assertThat(numbers.data(5)).isEqualTo(Violation.IDLE_STREAM);
        assertThat(numbers.control(5)).isEqualTo(Violation.IDLE_STREAM);
        assertThat(numbers.data(2)).isEqualTo(Violation.IDLE_STREAM);
        assertThat(numbers.control(2)).isEqualTo(Violation.IDLE_STREAM);
    }

    @Test
    void completeStreamTakesOnlyControlFrames() {
        numbers.headers(1);
        numbers.ended(1, End.COMPLETE);
        assertThat(numbers.data(1)).isEqualTo(Violation.CLOSED_STREAM);
        assertThat(numbers.headers(1)).isEqualTo(Violation.CLOSED_STREAM);
        assertThat(numbers.control(1)).isNull();
        assertThat(Violation.CLOSED_STREAM.isOfStream()).isFalse();
    }

    @Test
    void clientMustNotUseAStreamThatItHasReset() {
        numbers.headers(1);
        numbers.ended(1, End.RESET_BY_CLIENT);
        assertThat(numbers.data(1)).isEqualTo(Violation.RESET_STREAM);
        assertThat(numbers.headers(1)).isEqualTo(Violation.RESET_STREAM);
        assertThat(numbers.control(1)).isNull();
        assertThat(Violation.RESET_STREAM.isOfStream()).isTrue();
    }

    @Test
    void framesOfAStreamThatTheServerHasResetAreLate() {
        numbers.headers(1);
        numbers.ended(1, End.RESET_BY_SERVER);
        assertThat(numbers.data(1)).isNull();
        assertThat(numbers.headers(1)).isNull();
        assertThat(numbers.highest()).isEqualTo(1);
        assertThat(numbers.control(1)).isNull();
    }

    @Test
    void remembersTheLastStreams() {
        for (int stream = 1; stream <= 9; stream += 2) {
            numbers.headers(stream);
            numbers.ended(stream, End.RESET_BY_SERVER);
        }
        assertThat(numbers.data(3)).isNull();
        assertThat(numbers.data(9)).isNull();
        // Forgotten.
        assertThat(numbers.data(1)).isEqualTo(Violation.RESET_STREAM);
        assertThat(numbers.headers(1)).isEqualTo(Violation.OLD_STREAM);
        // Stream 1 ends after many later streams.
        numbers.ended(1, End.COMPLETE);
        assertThat(numbers.data(9)).isNull();
    }

    @Test
    void forgetsAllForTheNextConnection() {
        numbers.headers(9);
        numbers.ended(9, End.COMPLETE);
        numbers.clear();
        assertThat(numbers.headers(1)).isNull();
        assertThat(numbers.data(9)).isEqualTo(Violation.IDLE_STREAM);
    }
}
