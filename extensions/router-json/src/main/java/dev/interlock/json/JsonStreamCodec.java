package dev.interlock.json;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;

/**
 * Bodies of many JSON values. A request is read while it arrives. A response is written while its values are published.
 * Each line has one value (NDJSON, JSON Lines). Clients that accept only JSON get the values as the elements of one
 * array.
 */
public final class JsonStreamCodec {
    /** Media types that the codec reads. Each is a format with one value per line. */
    public static final List<String> MEDIA_TYPES = List.of("application/x-ndjson", "application/jsonl");

    /** Media types that the codec writes. For the last type, the values are written as one array. */
    public static final List<String> PRODUCES =
            List.of("application/x-ndjson", "application/jsonl", "application/json");

    /** Maximum length of a line: 1 MiB. */
    static final int LONGEST_LINE = 1024 * 1024;

    private static final FieldLine LINES = FieldLine.of(HttpHeader.CONTENT_TYPE, "application/x-ndjson");
    private static final FieldLine ARRAY = FieldLine.of(HttpHeader.CONTENT_TYPE, "application/json");
    private static final int USUAL_BYTES = 128;

    private JsonStreamCodec() {}

    /** Streams values, one per line. The media type is {@code application/x-ndjson} unless another type was set. */
    public static <T> void lines(
            Response response, Flow.Publisher<? extends T> values, BiConsumer<ByteWriter, ? super T> writer) {
        response.defaultContentType(LINES).stream(Results.encoded(values, value -> line(value, writer)));
    }

    /**
     * Streams values as the elements of one array. The media type is {@code application/json} unless another type was
     * set.
     */
    public static <T> void array(
            Response response, Flow.Publisher<? extends T> values, BiConsumer<ByteWriter, ? super T> writer) {
        response.defaultContentType(ARRAY).stream(subscriber -> values.subscribe(new JsonArray<T>(subscriber, writer)));
    }

    private static <T> ByteBuf line(T value, BiConsumer<ByteWriter, ? super T> writer) {
        ByteWriter into = new ByteWriter(USUAL_BYTES);
        writer.accept(into, value);
        return buffer(into.append((byte) '\n'));
    }

    /** Returns the written bytes as a buffer, without a copy. */
    static ByteBuf buffer(ByteWriter written) {
        return Unpooled.wrappedBuffer(written.array(), 0, written.length());
    }

    /**
     * Returns a publisher of the values of a body, one per line. The publisher accepts one subscriber. If a line is not
     * a valid value, the publisher fails with a problem that states the number of the line.
     */
    public static <T> Flow.Publisher<T> read(Request request, ElementReader<? extends T> reader) {
        Flow.Publisher<ByteBuf> body = request.streamedBody().publisher();
        return subscriber -> body.subscribe(new JsonLines<T>(subscriber, reader, LONGEST_LINE));
    }
}
