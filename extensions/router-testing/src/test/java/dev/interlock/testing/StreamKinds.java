package dev.interlock.testing;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.ServerSentEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Requests whose handlers read the body as a stream, or respond with a stream. */
final class StreamKinds {
    private static final int BODY_BYTES = 10_000;
    /** The encoding of a chunk of one byte. */
    private static final String CHUNK = "1\r\nx\r\n";

    private static final String CHUNKS = CHUNK.repeat(BODY_BYTES) + "0\r\n\r\n";
    /** Maximum number of bytes in an Ethernet packet. */
    private static final int PACKET_BYTES = 1_460;

    /** Number of elements of a streamed response: one element for each ten bytes of the request. */
    private static final int ELEMENTS = BODY_BYTES / 10;

    private StreamKinds() {}

    static void add(RequestKinds kinds) {
        addRequests(kinds);
        addResponses(kinds);
    }

    private static void addRequests(RequestKinds kinds) {
        kinds.streamed("input stream", 300, CHUNKS, PACKET_BYTES, Execution.BLOCKING, StreamKinds::read);
        kinds.streamed("publisher", 200, CHUNKS, PACKET_BYTES, Execution.ASYNCHRONOUS, StreamKinds::subscribe);
        kinds.streamed(
                "publisher of single bytes",
                1500,
                CHUNKS,
                CHUNK.length(),
                Execution.ASYNCHRONOUS,
                StreamKinds::subscribe);
    }

    private static void read(Request request, Response response) throws IOException {
        int count = 0;
        try (InputStream in = request.streamedBody().inputStream()) {
            while (in.read() >= 0) {
                count++;
            }
        }
        requireAll(count);
        Results.writeText(response, count);
    }

    private static void subscribe(Request request, Response response) {
        Counting counting = new Counting();
        request.streamedBody().publisher().subscribe(counting);
        response.await(counting, Results::writeText);
    }

    private static void requireAll(int count) {
        if (count != BODY_BYTES) {
            throw new IllegalStateException(count + " bytes are not the body");
        }
    }

    /** Subscriber that counts the bytes of a body. Requests one buffer at a time. */
    private static final class Counting extends CompletableFuture<Integer> implements Flow.Subscriber<ByteBuf> {
        // Set before the first buffer arrives.
        @SuppressWarnings("NullAway.Init")
        private Flow.Subscription subscription;

        private int count;

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            newSubscription.request(1);
        }

        @Override
        public void onNext(ByteBuf buffer) {
            count += buffer.readableBytes();
            buffer.release();
            subscription.request(1);
        }

        @Override
        public void onError(Throwable cause) {
            completeExceptionally(cause);
        }

        @Override
        public void onComplete() {
            requireAll(count);
            complete(count);
        }
    }

    private static void addResponses(RequestKinds kinds) {
        byte[] body = new byte[BODY_BYTES];
        kinds.postAnswered(
                "streamed response",
                800,
                "text/plain",
                body,
                (request, response) -> response.stream(new Repeated<>(ELEMENTS, StreamKinds::buffer)),
                route -> route.execution(Execution.ASYNCHRONOUS));
        ServerSentEvent<String> event = ServerSentEvent.of("text").withId("7").withEvent("price");
        kinds.postAnswered(
                "events",
                400,
                "text/plain",
                body,
                (request, response) -> Results.streamEvents(response, new Repeated<>(ELEMENTS, () -> event)),
                route -> route.execution(Execution.ASYNCHRONOUS));
    }

    private static ByteBuf buffer() {
        return ByteBufAllocator.DEFAULT.buffer(1).writeByte('x');
    }
}
