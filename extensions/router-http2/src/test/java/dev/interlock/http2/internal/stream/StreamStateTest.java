package dev.interlock.http2.internal.stream;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http2.internal.error.Violation;
import org.junit.jupiter.api.Test;

/** Rules of RFC 9113 section 5.1 for open streams. */
final class StreamStateTest {
    private final StreamState stream = new StreamState();

    private void open(boolean endStream, long length) {
        stream.open(1000, 2000, endStream, length);
    }

    @Test
    void endsWhenBothHaveEnded() {
        open(false, StreamState.UNKNOWN);
        assertThat(stream.isClientDone()).isFalse();
        assertThat(stream.endClient()).isNull();
        assertThat(stream.isClientDone()).isTrue();
        assertThat(stream.isClosed()).isFalse();
        stream.endServer();
        assertThat(stream.isClosed()).isTrue();
    }

    @Test
    void serverMayEndFirst() {
        open(false, StreamState.UNKNOWN);
        stream.endServer();
        assertThat(stream.isClosed()).isFalse();
        assertThat(stream.data(3)).isNull();
        assertThat(stream.trailers(true)).isNull();
        assertThat(stream.isClosed()).isTrue();
    }

    @Test
    void requestWithoutBodyIsHalfClosed() {
        open(true, StreamState.UNKNOWN);
        assertThat(stream.data(1)).isEqualTo(Violation.HALF_CLOSED_STREAM);
        assertThat(stream.trailers(true)).isEqualTo(Violation.HALF_CLOSED_STREAM);
        assertThat(stream.windowUpdate(1)).isNull();
    }

    @Test
    void resetEndsBothHalves() {
        open(false, StreamState.UNKNOWN);
        stream.reset();
        assertThat(stream.isClosed()).isTrue();
        assertThat(stream.data(1)).isEqualTo(Violation.HALF_CLOSED_STREAM);
    }

    /** RFC 9113 section 8.1. */
    @Test
    void trailersMustEndTheStream() {
        open(false, StreamState.UNKNOWN);
        assertThat(stream.trailers(false)).isEqualTo(Violation.TRAILERS_NOT_LAST);
    }

    /** RFC 9113 section 8.1.1. */
    @Test
    void bodyHasItsLength() {
        open(false, 5);
        assertThat(stream.content(3)).isNull();
        assertThat(stream.content(2)).isNull();
        assertThat(stream.endClient()).isNull();
        open(false, 5);
        assertThat(stream.content(6)).isEqualTo(Violation.BODY_LENGTH);
        open(false, 5);
        assertThat(stream.content(4)).isNull();
        assertThat(stream.endClient()).isEqualTo(Violation.BODY_LENGTH);
        open(false, 1);
        assertThat(stream.trailers(true)).isEqualTo(Violation.BODY_LENGTH);
        open(false, 0);
        assertThat(stream.content(1)).isEqualTo(Violation.BODY_LENGTH);
        open(false, StreamState.UNKNOWN);
        assertThat(stream.content(Integer.MAX_VALUE)).isNull();
        assertThat(stream.endClient()).isNull();
    }

    /** RFC 9113 section 6.9.1. */
    @Test
    void dataMustFitTheWindow() {
        open(false, StreamState.UNKNOWN);
        assertThat(stream.data(2000)).isNull();
        assertThat(stream.data(0)).isNull();
        assertThat(stream.data(1)).isEqualTo(Violation.STREAM_WINDOW_EXCEEDED);
        assertThat(stream.receiveWindow().consumed(1000)).isEqualTo(1000);
        assertThat(stream.data(1000)).isNull();
    }

    @Test
    void windowMustNotOverflow() {
        open(false, StreamState.UNKNOWN);
        assertThat(stream.windowUpdate(Integer.MAX_VALUE - 1000)).isNull();
        assertThat(stream.sendWindow().available()).isEqualTo(Integer.MAX_VALUE);
        assertThat(stream.windowUpdate(1)).isEqualTo(Violation.STREAM_WINDOW_OVERFLOW);
    }

    @Test
    void nextStreamBeginsAnew() {
        open(true, 0);
        stream.sendWindow().sent(10);
        stream.sendWindow().waiting(1);
        open(false, StreamState.UNKNOWN);
        assertThat(stream.sendWindow().available()).isEqualTo(1000);
        assertThat(stream.data(2000)).isNull();
    }
}
