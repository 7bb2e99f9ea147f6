package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** If any allocation fails, each buffer still has one owner, is released once, and serves one connection at a time. */
final class BufferFaultTest {
    private static final int ROUNDS = 40;

    private final FailingAllocator allocator = new FailingAllocator();
    private final SendBuffers lender =
            new SendBuffers(BatchSize.MOST, () -> allocator.directBuffer(SendBuffers.BYTES, SendBuffers.BYTES));

    /** Appends small and large pieces, like a connection. The pieces exceed the buffer that the lender lends. */
    private static void fill(Outbound outbound, FailingAllocator allocator) {
        byte[] bytes = new byte[10_000];
        for (int i = 0; i < 12; i++) {
            outbound.append(bytes);
            outbound.append(allocator.directBuffer(100).writeZero(100));
            outbound.append(allocator.directBuffer(5000).writeZero(5000));
        }
    }

    @AfterEach
    void everyBufferIsReleased() {
        lender.release();
        for (ByteBuf each : allocator.made()) {
            assertThat(each.refCnt()).isEqualTo(0);
        }
    }

    @Test
    void failedAllocationLeavesNothing() {
        int failures = 0;
        for (int fails = 0; fails < ROUNDS; fails++) {
            Outbound outbound = new Outbound(allocator, lender);
            allocator.fail(fails);
            try {
                fill(outbound, allocator);
            } catch (OutOfMemoryError e) {
                failures++;
            }
            allocator.succeed();
            outbound.release();
            assertThat(outbound.length()).isEqualTo(0);
            assertLenderIsSound(fails);
        }
        assertThat(failures).isAtLeast(ROUNDS / 2);
    }

    @Test
    void failedCopyReturnsBufferOnce() {
        Outbound outbound = new Outbound(allocator, lender);
        outbound.append(new byte[100]);
        allocator.fail(0);
        assertThrows(OutOfMemoryError.class, outbound::next);
        allocator.succeed();
        outbound.release();
        assertLenderIsSound(0);
    }

    /** The application has released the buffer of its response by mistake. */
    @Test
    void releasesPiecesAfterPieceThatFails() {
        Outbound outbound = new Outbound(allocator, lender);
        ByteBuf released = Unpooled.directBuffer().writeBytes(new byte[10_000]);
        ByteBuf later = Unpooled.directBuffer().writeBytes(new byte[10_000]);
        outbound.append(released);
        outbound.append(later);
        outbound.append(new byte[100]);
        released.release();
        outbound.release();
        assertThat(later.refCnt()).isEqualTo(0);
        assertLenderIsSound(0);
    }

    @Test
    void releasingAllocatesNothing() {
        Outbound outbound = new Outbound(allocator, lender);
        fill(outbound, allocator);
        allocator.fail(0);
        outbound.release();
        allocator.succeed();
        assertLenderIsSound(0);
    }

    @Test
    void lenderRecoversFromFailure() {
        allocator.fail(0);
        assertThrows(OutOfMemoryError.class, lender::take);
        allocator.succeed();
        assertLenderIsSound(0);
    }

    /**
     * Asserts that the lender still lends its full number of buffers, and that all of them are different and usable.
     */
    private void assertLenderIsSound(int round) {
        Set<ByteBuf> lent = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < BatchSize.MOST; i++) {
            ByteBuf buffer = lender.take();
            if (buffer == null) {
                throw new AssertionError("No buffer " + i + " after failure " + round);
            }
            assertThat(buffer.refCnt()).isEqualTo(1);
            assertThat(buffer.readableBytes()).isEqualTo(0);
            lent.add(buffer);
        }
        assertThat(lent).hasSize(BatchSize.MOST);
        lent.forEach(lender::giveBack);
    }
}
