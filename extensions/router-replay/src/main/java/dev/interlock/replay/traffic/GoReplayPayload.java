package dev.interlock.replay.traffic;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A GoReplay payload: a line with kind, id, time and optionally latency, followed by the raw HTTP message.
 *
 * @param kind 1 for a request, 2 for a response, 3 for a response of an earlier replay
 * @param latencyNanos 0 if the line has none
 */
record GoReplayPayload(
        char kind, String id, long nanos, long latencyNanos, HttpMessage head, List<Field> fields, Body body) {
    private static final int LINE_LIMIT = 200;

    /** @throws IllegalArgumentException if the payload is malformed; the message continues "payload at byte N: " */
    static GoReplayPayload parse(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n' && end < LINE_LIMIT) {
            end++;
        }
        String[] parts =
                new String(bytes, 0, end, StandardCharsets.ISO_8859_1).strip().split(" ", -1);
        if (parts.length < 3 || parts[0].length() != 1 || end == bytes.length) {
            throw new IllegalArgumentException("its first line is not of the form \"1 ID NANOSECONDS\"");
        }
        char kind = parts[0].charAt(0);
        long latency = parts.length > 3 ? number(parts[3]) : 0;
        Message message =
                Message.decode(bytes, end + 1, kind == '1' ? new HttpRequestDecoder() : new HttpResponseDecoder());
        return new GoReplayPayload(
                kind, parts[1], number(parts[2]), Math.max(0, latency), message.head, message.fields(), message.body());
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("its first line has no number at \"" + text + "\"", e);
        }
    }

    /** Returns the memory that the payload takes, in bytes, about. */
    long memory() {
        return Exchange.memory(fields, body);
    }

    /** Returns the exchange of this request. */
    Exchange exchange(@Nullable GoReplayPayload response) {
        HttpRequest request = (HttpRequest) head;
        String method = request.method().name();
        String target = originForm(request.uri());
        String host = Field.first(fields, "host");
        long completed = nanos;
        RecordedResponse recorded = null;
        if (response != null) {
            completed += response.latencyNanos > 0 ? response.latencyNanos : Math.max(0, response.nanos - nanos);
            HttpResponse it = (HttpResponse) response.head;
            // The response to HEAD has a length, but no body.
            Body body = method.equals("HEAD") ? Body.EMPTY : response.body;
            recorded = new RecordedResponse(it.status().code(), response.fields, body);
        }
        return new Exchange(
                null,
                nanos,
                completed,
                RouteTemplate.of(method, target),
                new RecordedRequest(method, target, "http", host == null ? "" : host, fields, body),
                recorded);
    }

    private static String originForm(String target) {
        int scheme = target.indexOf("://");
        if (target.startsWith("/") || scheme < 0) {
            return target;
        }
        int path = target.indexOf('/', scheme + 3);
        return path < 0 ? "/" : target.substring(path);
    }

    /** A message as Netty decodes it. */
    private static final class Message {
        final HttpMessage head;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private boolean isComplete;

        private Message(HttpMessage head) {
            this.head = head;
        }

        static Message decode(byte[] bytes, int from, ChannelHandler decoder) {
            EmbeddedChannel channel = new EmbeddedChannel(decoder);
            try {
                channel.writeInbound(Unpooled.wrappedBuffer(bytes, from, bytes.length - from));
                // A body without a length ends at the end of the connection.
                channel.finish();
                if (!(channel.readInbound() instanceof HttpMessage head)
                        || head.decoderResult().isFailure()) {
                    throw new IllegalArgumentException("its HTTP message is malformed");
                }
                Message message = new Message(head);
                message.readContent(channel);
                return message;
            } finally {
                channel.finishAndReleaseAll();
            }
        }

        private void readContent(EmbeddedChannel channel) {
            for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
                if (next instanceof HttpContent part) {
                    byte[] bytes = new byte[part.content().readableBytes()];
                    part.content().readBytes(bytes);
                    content.writeBytes(bytes);
                    isComplete = part instanceof LastHttpContent
                            && part.decoderResult().isSuccess();
                }
                ReferenceCountUtil.release(next);
            }
        }

        Body body() {
            byte[] bytes = content.toByteArray();
            return isComplete ? Body.of(bytes) : Body.partOf(bytes, bytes.length + 1L);
        }

        List<Field> fields() {
            List<Field> fields = new ArrayList<>();
            head.headers().forEach(entry -> fields.add(new Field(entry.getKey(), entry.getValue())));
            return fields;
        }
    }
}
