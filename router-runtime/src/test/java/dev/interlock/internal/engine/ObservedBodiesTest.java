package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.MdcScope;
import dev.interlock.observe.ObservedBytes;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.observe.ObservedFile;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Parts of bodies as listeners see them. */
final class ObservedBodiesTest {
    private static final class OfRequests implements ExchangeListener {
        @Override
        public void requestBodyArrived(ObservedExchange exchange, ObservedBytes part, boolean isLast) {
            // The test only asks whether the method is overridden.
        }
    }

    private static final class OfFiles implements ExchangeListener {
        @Override
        public void responseFileAdded(ObservedExchange exchange, ObservedFile file) {
            // The test only asks whether the method is overridden.
        }
    }

    private static Observers observers(ExchangeListener listener) {
        return Objects.requireNonNull(Observers.of(List.of(listener), TrustedProxies.NONE));
    }

    @Test
    void costsNothingWithoutListenersOfBodies() {
        Observers none = observers(new MdcScope());
        assertThat(none.hasRequestBodies()).isFalse();
        assertThat(none.hasResponseFields()).isFalse();
        assertThat(none.hasResponseBodies()).isFalse();
        assertThat(observers(new OfRequests()).hasRequestBodies()).isTrue();
        assertThat(observers(new OfRequests()).hasResponseBodies()).isFalse();
        assertThat(observers(new OfFiles()).hasResponseBodies()).isTrue();
    }

    @Test
    void copiesRangesOfArraysAndBuffers() {
        ObservedPart part = new ObservedPart();
        byte[] into = new byte[5];
        part.wrap("0123456789".getBytes(US_ASCII), 2, 8).copyTo(1, into, 1, 3);
        assertThat(new String(into, 1, 3, US_ASCII)).isEqualTo("345");
        assertThat(part.length()).isEqualTo(6);
        part.clear();
        assertThat(part.length()).isEqualTo(0);
        ByteBuf buffer = Unpooled.directBuffer()
                .writeBytes("0123456789".getBytes(US_ASCII))
                .skipBytes(4);
        part.wrap(buffer).copyTo(1, into, 0, 5);
        assertThat(new String(into, US_ASCII)).isEqualTo("56789");
        assertThat(part.length()).isEqualTo(6);
        assertThat(buffer.readerIndex()).isEqualTo(4);
        assertThrows(IndexOutOfBoundsException.class, () -> part.copyTo(4, into, 0, 3));
        buffer.release();
    }
}
