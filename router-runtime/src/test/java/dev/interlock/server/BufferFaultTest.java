package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.Content;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** If any allocation fails, each buffer still has one owner, is released once, and serves one connection at a time. */
final class BufferFaultTest {
    private static final int ROUNDS = 40;

    private final FailingAllocator allocator = new FailingAllocator();
    private final SendBuffers lender =
            new SendBuffers(BatchSize.MOST, () -> allocator.directBuffer(SendBuffers.BYTES, SendBuffers.BYTES));

    /** Fails one allocation, chosen by its number. */
    private static final class FailingAllocator extends AbstractByteBufAllocator {
        private final List<ByteBuf> made = new ArrayList<>();
        private int left = Integer.MAX_VALUE;

        FailingAllocator() {
            super(true);
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            if (left-- == 0) {
                throw new OutOfMemoryError("planted");
            }
            ByteBuf buffer = UnpooledByteBufAllocator.DEFAULT.directBuffer(initialCapacity, maxCapacity);
            made.add(buffer);
            return buffer;
        }

        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            throw new AssertionError("Connections send from direct buffers");
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }

    /** Fills an outbound like a connection does, with small and large pieces, beyond the lender's buffer. */
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
        for (ByteBuf each : allocator.made) {
            assertThat(each.refCnt()).isEqualTo(0);
        }
    }

    @Test
    void failedAllocationLeavesNothing() {
        int failures = 0;
        for (int fails = 0; fails < ROUNDS; fails++) {
            Outbound outbound = new Outbound(allocator, lender);
            allocator.left = fails;
            try {
                fill(outbound, allocator);
            } catch (OutOfMemoryError e) {
                failures++;
            }
            allocator.left = Integer.MAX_VALUE;
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
        allocator.left = 0;
        assertThrows(OutOfMemoryError.class, outbound::next);
        allocator.left = Integer.MAX_VALUE;
        outbound.release();
        assertLenderIsSound(0);
    }

    @Test
    void releasingAllocatesNothing() {
        Outbound outbound = new Outbound(allocator, lender);
        fill(outbound, allocator);
        allocator.left = 0;
        outbound.release();
        allocator.left = Integer.MAX_VALUE;
        assertLenderIsSound(0);
    }

    @Test
    void lenderRecoversFromFailure() {
        allocator.left = 0;
        assertThrows(OutOfMemoryError.class, lender::take);
        allocator.left = Integer.MAX_VALUE;
        assertLenderIsSound(0);
    }

    private List<ByteBuf> parts() {
        List<ByteBuf> parts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int bytes = i % 2 == 0 ? 100 : 5000;
            parts.add(allocator.directBuffer(bytes).writeZero(bytes));
        }
        return parts;
    }

    @Test
    void failedChunkAllocationReleasesPart() {
        int failures = 0;
        for (int fails = 0; fails < ROUNDS; fails++) {
            Outbound outbound = new Outbound(allocator);
            PartWriter writer = new PartWriter(new Http1BodySink(outbound, new byte[0], true), null);
            List<ByteBuf> parts = parts();
            allocator.left = fails;
            for (ByteBuf part : parts) {
                try {
                    writer.write(part);
                } catch (OutOfMemoryError e) {
                    failures++;
                }
            }
            allocator.left = Integer.MAX_VALUE;
            outbound.release();
        }
        assertThat(failures).isAtLeast(5);
    }

    @Test
    void failedAllocationReleasesEveryPart() {
        int failures = 0;
        for (int fails = 0; fails < ROUNDS; fails++) {
            Queue<Runnable> tasks = new ArrayDeque<>();
            EngineLoop loop = TestLoop.of(new TestRouter(), tasks::add);
            Outbound outbound = new Outbound(allocator);
            TestHost host = new TestHost(loop, outbound);
            Http1Session session = TestLoop.session(loop, host);
            Content.Stream content = new Content.Stream(subscriber -> {}, Content.UNKNOWN, null, null);
            BodySink sink = new Http1BodySink(outbound, new byte[5000], true);
            ResponseStream stream = new ResponseStream(loop.context(), session, content, sink, null);
            List<ByteBuf> parts = parts();
            allocator.left = fails;
            parts.forEach(stream::onNext);
            tasks.forEach(Runnable::run);
            allocator.left = Integer.MAX_VALUE;
            stream.cancel();
            tasks.forEach(Runnable::run);
            outbound.release();
            failures += host.broken;
            assertThat(loop.context().service().memory().direct().used()).isEqualTo(0);
        }
        assertThat(failures).isAtLeast(5);
    }

    /** The lender still lends its full number of buffers, all of them different and usable. */
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
