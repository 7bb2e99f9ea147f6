package dev.interlock.generated.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Response;
import dev.interlock.http.ServerSentEvent;
import dev.interlock.http.ServerSentEvents;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Bodies of server-sent events (WHATWG HTML section 9.2). */
final class EventStream {
    private static final FieldLine CONTENT_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, "text/event-stream");
    private static final FieldLine CACHE_CONTROL = FieldLine.of(HttpHeader.CACHE_CONTROL, "no-cache");
    /** Field that tells nginx and some other proxies not to buffer the response. */
    private static final FieldLine UNBUFFERED = FieldLine.of("x-accel-buffering", "no");

    /** Comment without text, which clients skip. */
    private static final String EMPTY_COMMENT = ":\n\n";

    private static final int USUAL_BYTES = 128;
    private static final byte[] DATA = "data: ".getBytes(US_ASCII);
    private static final byte[] COMMENT = ": ".getBytes(US_ASCII);

    private EventStream() {}

    /**
     * Streams events. The data of an event is text, or any object, which is sent as its {@code toString()}. An enum
     * constant is sent as its name.
     */
    static <T> void write(Response response, Flow.Publisher<ServerSentEvent<T>> events) {
        stream(response, events, EventStream::encode);
    }

    /** Streams events whose data is written by a function. */
    static <T> void write(
            Response response, Flow.Publisher<ServerSentEvent<T>> events, BiConsumer<ByteWriter, ? super T> writer) {
        stream(response, events, event -> encode(event, writer));
    }

    private static <T> ByteBuf encode(ServerSentEvent<T> event, BiConsumer<ByteWriter, ? super T> writer) {
        T data = event.data();
        if (data == null) {
            return encode(event, (byte[]) null);
        }
        ByteWriter text = new ByteWriter(USUAL_BYTES);
        writer.accept(text, data);
        return encode(event, Arrays.copyOf(text.array(), text.length()));
    }

    private static <T> void stream(
            Response response,
            Flow.Publisher<ServerSentEvent<T>> events,
            Function<ServerSentEvent<T>, ByteBuf> encoding) {
        response.header(CONTENT_TYPE);
        if (!response.hasHeader(HttpHeader.CACHE_CONTROL)) {
            response.header(CACHE_CONTROL);
        }
        Duration heartbeat = events instanceof ServerSentEvents<T> settings
                ? settings.heartbeat()
                : ServerSentEvents.DEFAULT_HEARTBEAT;
        response.header(UNBUFFERED).stream(Results.encoded(events, encoding), heartbeat, EMPTY_COMMENT);
    }

    private static ByteBuf encode(ServerSentEvent<?> event) {
        Object data = event.data();
        String text = data instanceof Enum<?> constant ? constant.name() : String.valueOf(data);
        return encode(event, data == null ? null : text.getBytes(UTF_8));
    }

    /** @param data data in UTF-8, or null if the event has none */
    private static ByteBuf encode(ServerSentEvent<?> event, byte @Nullable [] data) {
        ByteWriter into = new ByteWriter(USUAL_BYTES + (data == null ? 0 : data.length));
        String comment = event.comment();
        if (comment != null) {
            appendLines(into, COMMENT, comment.getBytes(UTF_8));
        }
        appendField(into, "id: ", event.id());
        appendField(into, "event: ", event.event());
        Duration retry = event.retry();
        appendField(into, "retry: ", retry == null ? null : Long.toString(retry.toMillis()));
        if (data != null) {
            appendLines(into, DATA, data);
        }
        into.append((byte) '\n');
        return Unpooled.wrappedBuffer(into.array(), 0, into.length());
    }

    private static void appendField(ByteWriter into, String start, @Nullable String value) {
        if (value != null) {
            into.append(start).append(value).append((byte) '\n');
        }
    }

    /** Appends each line with a prefix. Readers end a line at CR, LF or both. */
    private static void appendLines(ByteWriter into, byte[] start, byte[] text) {
        int from = 0;
        for (int at = 0; at < text.length; at++) {
            if (text[at] == '\n' || text[at] == '\r') {
                into.append(start).append(text, from, at).append((byte) '\n');
                boolean pair = text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n';
                at += pair ? 1 : 0;
                from = at + 1;
            }
        }
        into.append(start).append(text, from, text.length).append((byte) '\n');
    }
}
