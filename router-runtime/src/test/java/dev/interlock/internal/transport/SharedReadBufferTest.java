package dev.interlock.internal.transport;

import static com.google.common.truth.Truth.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

final class SharedReadBufferTest {
    private static final int BYTES = 1000;

    private final SharedReadBuffer buffers = new SharedReadBuffer(BYTES);

    @Test
    void channelsOfLoopGetTheSameBuffer_empty() throws Exception {
        onALoop(() -> {
            ByteBuf first = next();
            assertThat(first.writableBytes()).isEqualTo(BYTES);
            first.writeLong(1).readByte();
            first.release();

            ByteBuf second = next();
            assertThat(second.memoryAddress()).isEqualTo(first.memoryAddress());
            assertThat(second.readableBytes()).isEqualTo(0);
            assertThat(second.writableBytes()).isEqualTo(BYTES);
            second.release();
        });
    }

    @Test
    void doesNotReadIntoKeptBuffer() throws Exception {
        onALoop(() -> {
            ByteBuf kept = next().writeByte('k');
            ByteBuf other = next().writeByte('o');

            assertThat(kept.getByte(0)).isEqualTo((byte) 'k');
            other.release();
            kept.release();
            assertThat(other.refCnt()).isEqualTo(0);
            ByteBuf again = next();
            assertThat(again.memoryAddress()).isEqualTo(kept.memoryAddress());
            again.release();
        });
    }

    @Test
    void eachLoopHasItsOwn_untilItEnds() throws Exception {
        ByteBuf[] lent = new ByteBuf[1];
        onALoop(() -> {
            lent[0] = next();
            onALoop(() -> {
                ByteBuf other = next();
                assertThat(other.memoryAddress()).isNotEqualTo(lent[0].memoryAddress());
                other.release();
            });
            lent[0].release();
            assertThat(lent[0].refCnt()).isEqualTo(1);
        });
        assertThat(lent[0].refCnt()).isEqualTo(0);
    }

    private ByteBuf next() {
        return buffers.newHandle().allocate(ByteBufAllocator.DEFAULT);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void onALoop(Work work) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            work.run();
            return true;
        });
        Thread loop = new FastThreadLocalThread(task);
        loop.start();
        task.get();
        loop.join();
    }
}
