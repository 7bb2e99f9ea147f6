package dev.interlock.internal.accesslog;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.server.CapturedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LogWriterTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(30);

    private final AtomicLong nanos = new AtomicLong(7);
    private final LineRing ring = new LineRing(64);
    private final Memory target = new Memory();
    private final LogProblems problems = new LogProblems(new Clock(), "the target");
    private final LogWriter writer = new LogWriter(target, problems);

    private final class Clock implements dev.interlock.internal.engine.LoopClock {
        @Override
        public long nanoTime() {
            return nanos.get();
        }

        @Override
        public long currentTimeMillis() {
            return 0;
        }
    }

    /** Target that may block or fail. */
    private static final class Memory implements LogTarget {
        /** Lines so far. Only the thread of the log changes the text. */
        volatile String lines = "";

        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch reopened = new CountDownLatch(1);
        volatile CountDownLatch gate = new CountDownLatch(0);
        volatile boolean failing;
        volatile boolean closed;

        @Override
        public void write(byte[] bytes, int length) throws IOException {
            entered.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (failing) {
                throw new IOException("no space");
            }
            lines = lines.concat(new String(bytes, 0, length, US_ASCII));
        }

        @Override
        public void reopen() {
            reopened.countDown();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private boolean put(String line) {
        byte[] bytes = (line + "\n").getBytes(US_ASCII);
        return ring.put(bytes, bytes.length);
    }

    @Test
    void closeWritesAllLines() {
        writer.add(ring);
        put("1");
        LineRing other = new LineRing(64);
        writer.add(other);
        other.put("2\n3\n".getBytes(US_ASCII), 4);
        writer.start();
        writer.close(LONG);
        assertThat(target.lines).isEqualTo("1\n2\n3\n");
        assertThat(target.closed).isTrue();
        assertThat(writer.dropped()).isEqualTo(0);
    }

    @Test
    void countsAndReportsLinesWhileTargetBlocks() throws Exception {
        target.gate = new CountDownLatch(1);
        writer.add(ring);
        writer.start();
        put("first");
        assertThat(target.entered.await(30, TimeUnit.SECONDS)).isTrue();
        int dropped = 0;
        for (int i = 0; i < 100; i++) {
            dropped += put("0123456") ? 0 : 1;
        }
        assertThat(dropped).isEqualTo(100 - 64 / 8);
        assertThat(writer.dropped()).isEqualTo(dropped);
        try (CapturedLog log = new CapturedLog()) {
            target.gate.countDown();
            writer.close(LONG);
            assertThat(log.lines("The access log dropped 92 lines, 92 since the start, because the target"))
                    .hasSize(1);
        }
        assertThat(target.lines).isEqualTo("first\n" + "0123456\n".repeat(8));
    }

    @Test
    void reportsAtMostEveryFiveSeconds() {
        List<Integer> reports = new ArrayList<>();
        try (CapturedLog log = new CapturedLog()) {
            for (long lost : new long[] {0, 3, 5, 9}) {
                problems.lost(lost);
                problems.failed("Writing", new IOException("full"));
                nanos.addAndGet(TimeUnit.SECONDS.toNanos(3));
                reports.add(log.lines("The access log dropped").size());
            }
            assertThat(reports).containsExactly(0, 1, 1, 2).inOrder();
            assertThat(log.lines("dropped 3 lines, 3 since")).hasSize(1);
            assertThat(log.lines("dropped 6 lines, 9 since")).hasSize(1);
            assertThat(log.lines("Writing failed: java.io.IOException: full")).hasSize(2);
            problems.lastLost(9);
            assertThat(log.lines("The access log dropped")).hasSize(2);
            problems.lastLost(10);
            assertThat(log.lines("dropped 1 lines, 10 since")).hasSize(1);
        }
    }

    @Test
    void continuesAfterFailure() throws Exception {
        target.failing = true;
        writer.add(ring);
        try (CapturedLog log = new CapturedLog()) {
            put("1");
            put("2");
            writer.start();
            while (writer.dropped() < 2) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            target.failing = false;
            put("3");
            writer.close(LONG);
            assertThat(log.lines("Writing the access log failed: java.io.IOException: no space"))
                    .hasSize(1);
        }
        assertThat(target.lines).isEqualTo("3\n");
        assertThat(writer.dropped()).isEqualTo(2);
    }

    @Test
    void closeGivesUpOnTargetThatBlocks() throws Exception {
        target.gate = new CountDownLatch(1);
        writer.add(ring);
        writer.start();
        put("1");
        assertThat(target.entered.await(30, TimeUnit.SECONDS)).isTrue();
        try (CapturedLog log = new CapturedLog()) {
            writer.close(TimeUnit.MILLISECONDS.toNanos(10));
            assertThat(log.lines("The access log was closed before all of its lines were written"))
                    .hasSize(1);
        }
    }

    @Test
    void reopensTarget() throws Exception {
        writer.start();
        writer.reopen();
        assertThat(target.reopened.await(30, TimeUnit.SECONDS)).isTrue();
        writer.close(LONG);
    }
}
