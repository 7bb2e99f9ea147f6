package dev.interlock.benchmarks.parse;

import dev.interlock.internal.http1.HeadParser;
import dev.interlock.internal.http1.Limits;
import dev.interlock.internal.http1.Progress;
import dev.interlock.internal.message.ReceivedHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.openjdk.jmh.infra.Blackhole;

/** Measures the time to read a request head that has arrived completely, in nanoseconds. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Heads.VARIANTS)
@State(Scope.Thread)
public class HeadBenchmark {
    /**
     * Number of bytes after the head that the parser may read, because it reads whole words. The server has the same
     * padding.
     */
    private static final int SLACK = Long.BYTES;

    @Param
    public Heads heads = Heads.WRK;

    private final byte[][] arrays = new byte[Heads.VARIANTS][];
    private final ByteBuf[] buffers = new ByteBuf[Heads.VARIANTS];
    private final ReceivedHead head = new ReceivedHead();
    private final HeadParser parser = new HeadParser(Limits.DEFAULT, head);
    private final NettyHeads decoder = new NettyHeads();

    /** Copies the heads into buffers. */
    @Setup
    public void prepare() {
        for (int i = 0; i < Heads.VARIANTS; i++) {
            byte[] bytes = heads.bytes(i);
            arrays[i] = Arrays.copyOf(bytes, bytes.length + SLACK);
            buffers[i] = Unpooled.directBuffer(bytes.length).writeBytes(bytes);
        }
    }

    /** Runs the server's parser. */
    @Benchmark
    public void interlock(Blackhole sink) {
        for (byte[] bytes : arrays) {
            parser.begin(bytes, 0);
            if (parser.parse(bytes.length - SLACK) != Progress.DONE) {
                throw new IllegalStateException(parser.refusal().detail());
            }
            sink.consume(head.fieldCount());
        }
    }

    /** Runs Netty's HttpRequestDecoder with its defaults. They are strict. */
    @Benchmark
    public void netty(Blackhole sink) throws Exception {
        for (ByteBuf buffer : buffers) {
            sink.consume(decoder.read(buffer));
            buffer.readerIndex(0);
        }
    }

    /** Netty's decoder without a pipeline, because a pipeline would only add cost. */
    private static final class NettyHeads extends HttpRequestDecoder {
        private final List<Object> out = new ArrayList<>();

        /**
         * Decodes a request without a body.
         *
         * @param head buffer with the head; its reader index moves to the end of the head
         */
        HttpRequest read(ByteBuf head) throws Exception {
            out.clear();
            decode(null, head, out);
            HttpRequest request = (HttpRequest) out.get(0);
            if (request.decoderResult().isFailure()) {
                throw new IllegalStateException(
                        "refused", request.decoderResult().cause());
            }
            return request;
        }
    }
}
