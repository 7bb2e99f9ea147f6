package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.Range;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes bytes directly to the socket, and keeps the rest for the channel. */
final class OutboundTest {
    private static final byte[] BYTES = "0123456789".getBytes(ISO_8859_1);

    private final SendBuffers lender = new SendBuffers(BatchSize.MOST);
    private final Outbound outbound = new Outbound(UnpooledByteBufAllocator.DEFAULT, lender);
    private final Kernel kernel = new Kernel();

    /** Socket that accepts a given number of bytes. */
    private static final class Kernel implements SocketWriter {
        private final StringBuilder taken = new StringBuilder();
        private int room = Integer.MAX_VALUE;

        @Override
        public int send(ByteBuf bytes) {
            int count = Math.min(room, bytes.readableBytes());
            taken.append(bytes.toString(bytes.readerIndex(), count, ISO_8859_1));
            return count;
        }
    }

    @AfterEach
    void everyBufferIsGivenBack() {
        outbound.release();
        ByteBuf lent = requireNonNull(lender.take());
        assertThat(lent.readableBytes()).isEqualTo(0);
        lender.giveBack(lent);
        lender.release();
        assertThat(lent.refCnt()).isEqualTo(0);
    }

    @Test
    void dropsBytesThatKernelHasTaken() throws Exception {
        outbound.append(BYTES);
        outbound.append(BYTES, 2, 4);
        assertThat(outbound.sendTo(kernel)).isTrue();
        assertThat(kernel.taken.toString()).isEqualTo("012345678923");
        assertThat(outbound.length()).isEqualTo(0);
        assertThat(TestLoop.text(outbound)).isEmpty();
    }

    @Test
    void keepsRemainingBytesInBufferOfItsOwn() throws Exception {
        outbound.append(BYTES);
        kernel.room = 4;
        assertThat(outbound.sendTo(kernel)).isFalse();
        assertThat(outbound.length()).isEqualTo(6);
        ByteBuf rest = (ByteBuf) requireNonNull(outbound.next());
        outbound.append("another".getBytes(ISO_8859_1));
        assertThat(rest.toString(ISO_8859_1)).isEqualTo("456789");
        rest.release();
    }

    @Test
    void lentBufferHoldsAllGatheredBytes() throws Exception {
        for (int length = 0; length < SendBuffers.GATHERED_BYTES; length += BYTES.length) {
            outbound.append(BYTES);
        }
        assertThat(outbound.sendTo(kernel)).isTrue();
        assertThat(kernel.taken.length()).isAtLeast(SendBuffers.GATHERED_BYTES);
    }

    @Test
    void severalPiecesAreForChannel() throws Exception {
        outbound.append(BYTES);
        outbound.append(UnpooledByteBufAllocator.DEFAULT.directBuffer().writeZero(5000));
        outbound.append(BYTES);
        assertThat(outbound.sendTo(kernel)).isFalse();
        assertThat(kernel.taken.toString()).isEmpty();
        assertThat(TestLoop.text(outbound)).isEqualTo("0123456789" + "\0".repeat(5000) + "0123456789");
    }

    @Test
    void countsWholeMemoryOfSlice() {
        ByteBuf received = UnpooledByteBufAllocator.DEFAULT.directBuffer(50_000).writeZero(50_000);
        ByteBuf slice = received.readRetainedSlice(10_000);
        received.release();
        outbound.append(slice);
        assertThat(outbound.heldBytes()).isEqualTo(50_000);
    }

    @Test
    void countsSlicesOfOneBufferOnce() {
        ByteBuf received = UnpooledByteBufAllocator.DEFAULT.directBuffer(50_000).writeZero(50_000);
        for (int i = 0; i < 5; i++) {
            outbound.append(received.readRetainedSlice(10_000));
        }
        received.release();
        assertThat(outbound.heldBytes()).isEqualTo(50_000);
    }

    @Test
    void countsLeakTrackedBuffer() {
        ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        try {
            ByteBuf watched = new UnpooledByteBufAllocator(true, false).directBuffer(50_000, 50_000);
            assertThat(watched.unwrap()).isNotNull();
            outbound.append(watched.writeZero(50_000));
            assertThat(outbound.heldBytes()).isEqualTo(50_000);
        } finally {
            ResourceLeakDetector.setLevel(before);
        }
    }

    /** If an application sends one message to many clients, its memory holds the message only once. */
    @Test
    void countsSharedMessageAboutOnce() {
        ByteBuf message = UnpooledByteBufAllocator.DEFAULT.directBuffer(50_000).writeZero(50_000);
        List<Outbound> clients = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Outbound client = new Outbound(UnpooledByteBufAllocator.DEFAULT);
            client.append(message.retainedDuplicate());
            clients.add(client);
        }
        message.release();
        long held = clients.stream().mapToLong(Outbound::heldBytes).sum();
        assertThat(held).isIn(Range.closed(49_000L, 50_000L));
        clients.forEach(Outbound::release);
        assertThat(message.refCnt()).isEqualTo(0);
    }

    @Test
    void doesNotCountFileInMemory() {
        byte[] file = new byte[50_000];
        outbound.append(
                Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(file)).duplicate());
        assertThat(outbound.heldBytes()).isEqualTo(0);
    }

    @Test
    void connectionsBeyondLenderAllocateBuffers() throws Exception {
        List<Outbound> lucky = new ArrayList<>();
        for (int i = 0; i < BatchSize.MOST; i++) {
            lucky.add(appended(new Outbound(UnpooledByteBufAllocator.DEFAULT, lender)));
        }
        Outbound other = appended(outbound);
        assertThat(other.sendTo(kernel)).isFalse();
        assertThat(TestLoop.text(other)).isEqualTo("0123456789");
        for (Outbound each : lucky) {
            assertThat(each.sendTo(kernel)).isTrue();
        }
        assertThat(kernel.taken.toString()).isEqualTo("0123456789".repeat(BatchSize.MOST));
        assertThat(appended(other).sendTo(kernel)).isTrue();
    }

    private static Outbound appended(Outbound to) {
        to.append(BYTES);
        return to;
    }

    @Test
    void borrowsNothingAfterItsConnectionHasMoved() {
        outbound.append(BYTES);
        outbound.stopBorrowing();
        outbound.append(BYTES);
        assertThat(outbound.length()).isEqualTo(2 * BYTES.length);
        ByteBuf piece = (ByteBuf) requireNonNull(outbound.next());
        assertThat(piece.toString(ISO_8859_1)).isEqualTo("01234567890123456789");
        piece.release();
        outbound.next();
        outbound.append(BYTES);
        // Bytes in a borrowed buffer do not count.
        assertThat(outbound.heldBytes()).isGreaterThan(0);
    }
}
