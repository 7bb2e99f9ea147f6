package dev.interlock.internal.transport;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.internal.engine.BatchMember;
import dev.interlock.internal.engine.BatchSize;
import dev.interlock.internal.engine.InputArrays;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BatchTest {
    private final SharedReadBuffer buffers = new SharedReadBuffer(InputArrays.READ_BYTES);
    private final Batch batch = new Batch(buffers);
    private final List<String> events = new ArrayList<>();

    /** Records the calls. */
    private class Noting implements BatchMember {
        private final String name;

        Noting(String name) {
            this.name = name;
        }

        @Override
        public void read(ByteBuf bytes) {
            events.add(name + " reads " + bytes.toString(ISO_8859_1));
        }

        @Override
        public void flush() {
            events.add(name + " flushes");
        }

        @Override
        public void failed(Throwable cause) {
            events.add(name + " failed: " + cause.getMessage());
        }
    }

    /** Throws an exception in one of the calls, and records the others. */
    private final class Failing implements BatchMember {
        private final List<String> what;

        Failing(String... what) {
            this.what = List.of(what);
        }

        private void attempt(String step) {
            if (what.contains(step)) {
                throw new IllegalStateException(step);
            }
            events.add("goes on to " + step);
        }

        @Override
        public void read(ByteBuf bytes) {
            attempt("read");
        }

        @Override
        public void flush() {
            attempt("flush");
        }

        @Override
        public void failed(Throwable cause) {
            events.add("failed to " + cause.getMessage());
            attempt("fail");
        }
    }

    @AfterEach
    void release() {
        // The buffer belongs to the thread, as on an event loop.
        FastThreadLocal.removeAll();
    }

    private void arrive(BatchMember member, String text) {
        ByteBuf room = batch.room();
        room.setBytes(batch.filled(), text.getBytes(ISO_8859_1));
        batch.add(member, text.length());
    }

    @Test
    void allAreReadBeforeAnyIsSent() {
        arrive(new Noting("a"), "one");
        arrive(new Noting("b"), "three");
        assertThat(events).isEmpty();
        batch.complete();
        assertThat(events)
                .containsExactly("a reads one", "b reads three", "a flushes", "b flushes")
                .inOrder();
    }

    @Test
    void completesWhenFull() {
        for (int i = 1; i <= BatchSize.MOST; i++) {
            assertThat(events).isEmpty();
            arrive(new Noting("socket " + i), "x");
        }
        assertThat(events).hasSize(2 * BatchSize.MOST);
        assertThat(batch.filled()).isEqualTo(0);
    }

    @Test
    void completesWhenRoomIsShort() {
        arrive(new Noting("a"), "x".repeat(60_000));
        assertThat(events).isEmpty();
        batch.room();
        assertThat(events).hasSize(2);
        assertThat(batch.filled()).isEqualTo(0);
    }

    @Test
    void firstReadHasAllRoom() {
        assertThat(batch.room().capacity() - batch.filled()).isEqualTo(InputArrays.READ_BYTES);
    }

    @Test
    void isCompletedBeforeChannelReadsIntoTheSameBuffer() {
        arrive(new Noting("a"), "one");
        ByteBuf borrowed = buffers.newHandle().allocate(ByteBufAllocator.DEFAULT);
        assertThat(events).containsExactly("a reads one", "a flushes").inOrder();
        assertThat(borrowed.memoryAddress()).isEqualTo(batch.room().memoryAddress());
        borrowed.release();
    }

    @Test
    void keepsItsBufferFromChannelsWhileItIsProcessed() {
        arrive(
                new Noting("a") {
                    @Override
                    public void read(ByteBuf bytes) {
                        ByteBuf other = buffers.newHandle().allocate(ByteBufAllocator.DEFAULT);
                        other.writeBytes("overwritten".getBytes(ISO_8859_1));
                        other.release();
                        super.read(bytes);
                    }
                },
                "one");
        batch.complete();
        assertThat(events).containsExactly("a reads one", "a flushes").inOrder();
    }

    @Test
    void isEmptyAfterwards() {
        arrive(new Noting("a"), "one");
        batch.complete();
        batch.complete();
        assertThat(events).containsExactly("a reads one", "a flushes").inOrder();
        assertThat(batch.filled()).isEqualTo(0);
    }

    @Test
    void failureAffectsItsMemberAlone() {
        arrive(new Failing("read"), "x");
        arrive(new Noting("a"), "one");
        arrive(new Failing("flush"), "x");
        batch.complete();
        assertThat(events)
                .containsExactly(
                        "failed to read",
                        "goes on to fail",
                        "a reads one",
                        "goes on to read",
                        "a flushes",
                        "failed to flush",
                        "goes on to fail")
                .inOrder();
    }

    @Test
    void failedCloseDoesNotAffectOthers() {
        arrive(new Failing("read", "fail"), "x");
        arrive(new Noting("a"), "one");
        batch.complete();
        batch.complete();
        assertThat(events)
                .containsExactly("failed to read", "a reads one", "a flushes")
                .inOrder();
    }

    @Test
    void sendsEachAtOnceAfterSlowHandler() {
        arrive(
                new BatchMember() {
                    @Override
                    public void read(ByteBuf bytes) {
                        long begin = System.nanoTime();
                        while (System.nanoTime() - begin < 2_000_000) {
                            Thread.onSpinWait();
                        }
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void failed(Throwable cause) {
                        throw new AssertionError(cause);
                    }
                },
                "x");
        batch.complete();
        arrive(new Noting("a"), "one");
        assertThat(events).containsExactly("a reads one", "a flushes").inOrder();
    }
}
