package dev.interlock.processor.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Returns the bytes of a response body as a client would receive them. Supports every kind of content. */
final class SentBody {
    private SentBody() {}

    static String of(EncodedResponse response) throws Exception {
        Content content = response.takeContent();
        if (content instanceof Content.Buffer buffer) {
            return take(buffer.bytes());
        }
        if (content instanceof Content.File file) {
            return read(file);
        }
        if (content instanceof Content.Stream stream) {
            Collector collector = new Collector();
            stream.publisher().subscribe(collector);
            return collector.collected.get(10, TimeUnit.SECONDS);
        }
        int from = response.bytesFrom();
        return response.body() + new String(response.bytes(), from, response.bytesTo() - from, UTF_8);
    }

    private static String take(ByteBuf buffer) {
        String text = buffer.toString(UTF_8);
        buffer.release();
        return text;
    }

    private static String read(Content.File file) throws IOException {
        try (FileChannel channel = file.channel()) {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.length());
            int read = channel.read(bytes, file.position());
            if (read != file.length()) {
                throw new IOException("The file ends early");
            }
            return UTF_8.decode(bytes.flip()).toString();
        }
    }

    /** Requests one buffer at a time, like a server whose client reads slowly. */
    private static final class Collector implements Flow.Subscriber<ByteBuf> {
        private final CompletableFuture<String> collected = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.Subscription subscription = new Flow.Subscription() {
            @Override
            public void request(long n) {
                throw new IllegalStateException("not subscribed");
            }

            @Override
            public void cancel() {}
        };

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(ByteBuf buffer) {
            byte[] piece = new byte[buffer.readableBytes()];
            buffer.readBytes(piece).release();
            bytes.writeBytes(piece);
            subscription.request(1);
        }

        @Override
        public void onError(Throwable failure) {
            collected.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            collected.complete(bytes.toString(UTF_8));
        }
    }
}
