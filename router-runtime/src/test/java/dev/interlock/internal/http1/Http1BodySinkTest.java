package dev.interlock.internal.http1;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.internal.engine.BodySink;
import dev.interlock.internal.engine.EngineLoop;
import dev.interlock.internal.engine.ExchangeOwner;
import dev.interlock.internal.engine.FailingAllocator;
import dev.interlock.internal.engine.Outbound;
import dev.interlock.internal.engine.PartWriter;
import dev.interlock.internal.engine.ResponseStream;
import dev.interlock.internal.engine.TestHost;
import dev.interlock.internal.engine.TestLoop;
import dev.interlock.internal.message.Content;
import dev.interlock.server.TestRouter;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** If an allocation for a chunk fails, each part is released once. */
final class Http1BodySinkTest {
    private static final int ROUNDS = 40;

    private final FailingAllocator allocator = new FailingAllocator();

    @AfterEach
    void everyBufferIsReleased() {
        for (ByteBuf each : allocator.made()) {
            assertThat(each.refCnt()).isEqualTo(0);
        }
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
            allocator.fail(fails);
            for (ByteBuf part : parts) {
                try {
                    writer.write(part);
                } catch (OutOfMemoryError e) {
                    failures++;
                }
            }
            allocator.succeed();
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
            ExchangeOwner session = TestLoop.owner(loop, host);
            Content.Stream content = new Content.Stream(subscriber -> {}, Content.UNKNOWN, null, null);
            BodySink sink = new Http1BodySink(outbound, new byte[5000], true);
            ResponseStream stream = new ResponseStream(loop.context(), session, content, sink, null, Long.MAX_VALUE);
            List<ByteBuf> parts = parts();
            allocator.fail(fails);
            parts.forEach(stream::onNext);
            tasks.forEach(Runnable::run);
            allocator.succeed();
            stream.cancel();
            tasks.forEach(Runnable::run);
            outbound.release();
            failures += host.broken;
            assertThat(loop.context().service().memory().direct().used()).isEqualTo(0);
        }
        assertThat(failures).isAtLeast(5);
    }
}
