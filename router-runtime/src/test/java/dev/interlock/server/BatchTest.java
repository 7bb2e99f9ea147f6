package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BatchTest {
    private final Batch batch = new Batch();
    private final List<String> events = new ArrayList<>();

    /** Notes what it is told. */
    private final class Noting implements Batch.Reader {
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

    /** Does not do one of the two. */
    private final class Failing implements Batch.Reader {
        private final boolean reads;

        Failing(boolean reads) {
            this.reads = reads;
        }

        @Override
        public void read(ByteBuf bytes) {
            if (!reads) {
                throw new IllegalStateException("no reading");
            }
        }

        @Override
        public void flush() {
            if (reads) {
                throw new IllegalStateException("no flushing");
            }
        }

        @Override
        public void failed(Throwable cause) {
            events.add("failed: " + cause.getMessage());
        }
    }

    @AfterEach
    void release() {
        batch.release();
    }

    private void arrive(Batch.Reader reader, String text) {
        ByteBuf room = batch.room();
        room.setBytes(batch.filled(), text.getBytes(ISO_8859_1));
        batch.add(reader, text.length());
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
    void completesByItselfWithTheMostSockets() {
        for (int i = 1; i <= BatchSize.MOST; i++) {
            assertThat(events).isEmpty();
            arrive(new Noting("socket " + i), "x");
        }
        assertThat(events).hasSize(2 * BatchSize.MOST);
        assertThat(batch.filled()).isEqualTo(0);
    }

    @Test
    void completesByItselfWhenThereIsLittleRoomLeft() {
        arrive(new Noting("a"), "x".repeat(60_000));
        assertThat(events).isEmpty();
        batch.room();
        assertThat(events).hasSize(2);
        assertThat(batch.filled()).isEqualTo(0);
    }

    @Test
    void hasAllRoomForTheFirst() {
        assertThat(batch.room().capacity() - batch.filled()).isEqualTo(LoopState.READ_BYTES);
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
    void whatOneThrowsIsItsOwn() {
        arrive(new Failing(false), "x");
        arrive(new Failing(true), "x");
        arrive(new Noting("a"), "one");
        batch.complete();
        assertThat(events)
                .containsExactly("failed: no reading", "a reads one", "failed: no flushing", "a flushes")
                .inOrder();
    }

    @Test
    void afterASlowOneEachIsSentAtOnce() {
        arrive(
                new Batch.Reader() {
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

    @Test
    void releasesItsBuffer() {
        ByteBuf room = batch.room();
        batch.release();
        assertThat(room.refCnt()).isEqualTo(0);
    }
}
