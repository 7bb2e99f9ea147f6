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
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Nanoseconds for one message. Many messages take turns. Each JVM loads a single library, so every call has only one
 * target. {@link ProtobufSuite} checks beforehand that the library reads and writes correctly.
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

    /** Keeps the compiler from removing the reads of the warm-up. */
    public long sink;

    private Codec codec;
    private byte[][] messages;
    private int next;

    /** Creates the messages and the objects to write, and compiles all code. */
    @Setup
    public void prepare(BenchmarkParams params) throws IOException {
        codec = contender.open(payload);
        messages = payload.messages().toArray(byte[][]::new);
        warmUp(Operation.ofBenchmark(params.getBenchmark()));
    }

    /**
     * Runs the operation until it is compiled. Measures CPU time, because on a busy machine elapsed time does not show
     * how often code ran.
     */
    private void warmUp(Operation operation) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + WARM_UP_NANOSECONDS;
        while (threads.getCurrentThreadCpuTime() < end) {
            for (int i = 0; i < messages.length; i++) {
                sink += run(operation);
            }
        }
    }

    private long run(Operation operation) throws IOException {
        return switch (operation) {
            case READ_ALL -> readAll();
            case READ_TWO -> readTwo();
            case READ_HEAD -> readHead();
            case WRITE -> write();
            case ENCODE -> encode();
        };
    }

    private int next() {
        int current = next;
        next = current + 1 < messages.length ? current + 1 : 0;
        return current;
    }

    @Benchmark
    public long readAll() throws IOException {
        return codec.readAll(messages[next()]);
    }

    @Benchmark
    public long readTwo() throws IOException {
        return codec.readTwo(messages[next()]);
    }

    @Benchmark
    public long readHead() throws IOException {
        return codec.readHead(messages[next()]);
    }

    @Benchmark
    public int write() throws IOException {
        return codec.write(next());
    }

    @Benchmark
    public int encode() throws IOException {
        return codec.encode(next());
    }
}
