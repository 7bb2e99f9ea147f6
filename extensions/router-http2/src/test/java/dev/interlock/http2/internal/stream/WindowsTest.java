package dev.interlock.http2.internal.stream;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

/** Rules of RFC 9113 section 6.9. */
final class WindowsTest {
    private static final long LIMIT = 1000;

    private final SendWindow send = new SendWindow();
    private final ReceiveWindow receive = new ReceiveWindow();

    /** RFC 9113 section 6.9.2: a window may become negative when the settings change. */
    @Test
    void sendWindowMayBeNegative() {
        send.begin(100);
        send.sent(80);
        assertThat(send.widen(-90)).isTrue();
        assertThat(send.available()).isEqualTo(-70);
        assertThat(send.widen(80)).isTrue();
        assertThat(send.available()).isEqualTo(10);
    }

    @Test
    void sendWindowMustNotOverflow() {
        send.begin(1);
        assertThat(send.widen(Integer.MAX_VALUE)).isFalse();
        assertThat(send.available()).isEqualTo(1);
        assertThat(send.widen(Integer.MAX_VALUE - 1)).isTrue();
    }

    @Test
    void shutWindowIsStalledAfterTheLimit() {
        send.begin(10);
        send.waiting(0);
        assertThat(send.isStalled(10_000, LIMIT)).isFalse();
        send.sent(10);
        send.waiting(500);
        send.waiting(900);
        assertThat(send.isStalled(1500, LIMIT)).isFalse();
        assertThat(send.isStalled(1501, LIMIT)).isTrue();
        assertThat(send.widen(1)).isTrue();
        assertThat(send.isStalled(10_000, LIMIT)).isFalse();
    }

    @Test
    void receiveWindowOpensInLargeSteps() {
        receive.begin(1000);
        assertThat(receive.received(1000)).isTrue();
        assertThat(receive.received(1)).isFalse();
        assertThat(receive.consumed(499)).isEqualTo(0);
        assertThat(receive.available()).isEqualTo(0);
        assertThat(receive.consumed(1)).isEqualTo(500);
        assertThat(receive.available()).isEqualTo(500);
        assertThat(receive.consumed(100)).isEqualTo(0);
        assertThat(receive.flush()).isEqualTo(100);
        assertThat(receive.flush()).isEqualTo(0);
    }

    @Test
    void tinyReceiveWindowOpensAtOnce() {
        receive.begin(1);
        assertThat(receive.received(1)).isTrue();
        assertThat(receive.consumed(1)).isEqualTo(1);
        receive.begin(0);
        assertThat(receive.received(1)).isFalse();
    }

    @Test
    void receiveWindowGrows() {
        receive.begin(100);
        assertThat(receive.received(60)).isTrue();
        assertThat(receive.grow(300)).isEqualTo(200);
        assertThat(receive.available()).isEqualTo(240);
        assertThat(receive.grow(200)).isEqualTo(0);
        assertThat(receive.size()).isEqualTo(300);
    }
}
