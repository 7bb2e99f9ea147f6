package dev.interlock.benchmarks.protobuf;

import java.io.IOException;
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
 * Nanoseconds for one message, of which there are many in turn. A JVM loads one library only, so that no call in it has more
 * than one target. {@link ProtobufSuite} checks what is read and written beforehand.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls prepare() first.
public class ProtobufBenchmark {
    @Param
    public Payload payload;

    @Param
    public Contender contender;

    private Codec codec;
    private byte[][] messages;
    private int next;

    /** Makes the messages and what they are written from. */
    @Setup
    public void prepare() {
        codec = contender.open(payload);
        messages = payload.messages().toArray(byte[][]::new);
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
