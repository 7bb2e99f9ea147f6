package dev.interlock.benchmarks.http2;

import io.netty.handler.codec.http2.Http2Exception;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures the work of a codec for one request or response, in nanoseconds. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Requests.COUNT)
@State(Scope.Thread)
public class Http2Benchmark {
    @Param
    public Work work = Work.HEAD_OF_CURL;

    private Work.Codec interlock = number -> number;
    private Work.Codec netty = number -> number;

    /** Creates the codecs, and checks that both read the same requests. */
    @Setup
    public void prepare() throws Http2Exception {
        if (!work.name().startsWith("RESPONSE") && run(work.interlock()) != run(work.netty())) {
            throw new IllegalStateException("the codecs read " + work + " differently");
        }
        interlock = work.interlock();
        netty = work.netty();
    }

    /** Runs the codec of Interlock. */
    @Benchmark
    public int interlock() throws Http2Exception {
        return run(interlock);
    }

    /** Runs netty-codec-http2, without a channel for each stream. */
    @Benchmark
    public int netty() throws Http2Exception {
        return run(netty);
    }

    private static int run(Work.Codec codec) throws Http2Exception {
        int sum = 0;
        for (int i = 0; i < Requests.COUNT; i++) {
            sum += codec.handle(i);
        }
        return sum;
    }
}
