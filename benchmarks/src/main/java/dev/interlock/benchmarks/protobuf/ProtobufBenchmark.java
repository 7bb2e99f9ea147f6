package dev.interlock.benchmarks.protobuf;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Measures the time for one message, in nanoseconds. The benchmark cycles through many messages. Each JVM loads a
 * single library and runs a single operation. Therefore every virtual call has only one target. {@link ProtobufSuite}
 * first checks that the library reads and writes correctly.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls prepare() first.
public class ProtobufBenchmark {
    private static final long WARM_UP_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(1_500);

    @Param
    public Payload payload;

    @Param
    public Contender contender;

    @Param
    public Operation operation;

    /** Receives the results of the warm-up, so that the compiler cannot remove its work. */
    public long sink;

    private Codec codec;
    private Operation.Task task;
    private byte[][] messages;
    private int next;

    /**
     * Creates the messages and the objects to write. Runs the operation until it is compiled. The warm-up lasts for a
     * given CPU time. On a busy machine, elapsed time does not show how much the code has run.
     */
    @Setup
    public void prepare() throws IOException {
        codec = contender.open(payload);
        task = operation.task();
        messages = payload.messages().toArray(byte[][]::new);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + WARM_UP_NANOSECONDS;
        while (threads.getCurrentThreadCpuTime() < end) {
            for (int i = 0; i < messages.length; i++) {
                sink += run();
            }
        }
    }

    /** Runs the operation on the next message. */
    @Benchmark
    public long run() throws IOException {
        int current = next;
        next = current + 1 < messages.length ? current + 1 : 0;
        return task.run(codec, messages[current], current);
    }
}
