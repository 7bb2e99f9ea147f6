package dev.interlock.internal.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.frame.Preface;
import dev.interlock.http2.internal.stream.PeerSettings;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Client of an {@link Http2Simulation}. It keeps the rules of HTTP/2. It checks that the server keeps them, too:
 * windows, states of streams, and responses. It sends and reads pieces of random length.
 */
final class Http2SimulatedClient {
    private static final int MOST_REQUESTS = 12;
    private static final int MOST_OPEN = 6;
    private static final int WIDE = 1 << 24;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private final String name;
    private final SimulatedLink link;
    private final Random random;
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false, 1 << 20);
    private final Map<Integer, Stream> streams = new TreeMap<>();
    private final int requests;

    private byte[] outgoing = {};
    private int sent;
    private byte[] received = {};

    /** Bytes that the client may send on the connection. */
    private int sendWindow = 65_535;
    /** Bytes that the server may send on the connection. */
    private int receiveWindow = 65_535;
    /** Initial window of streams that the client announces. */
    private final int initialWindow;

    private boolean isWide;
    private boolean hasEnded;
    private boolean hasReset;
    private boolean isToldToLeave;
    private boolean wasRefused;

    /** Request and response. */
    private static final class Stream {
        final int id;
        final String name;
        final String path;
        final boolean isHead;
        final int length;

        int sendWindow = 65_535;
        int receiveWindow;
        int sentBody;
        boolean isSent;
        boolean wasReset;
        boolean isReset;
        int status;
        boolean isEnded;
        final StringBuilder body = new StringBuilder();

        Stream(int id, String name, String path, boolean isHead, int length) {
            this.id = id;
            this.name = name;
            this.path = path;
            this.isHead = isHead;
            this.length = length;
        }

        boolean hasBody() {
            return length >= 0;
        }

        boolean isOver() {
            return isEnded || isReset || wasReset;
        }

        @Override
        public String toString() {
            return name + " " + path + " on " + id + (isSent ? ", sent" : ", sent " + sentBody + " of " + length)
                    + ", has " + body.length() + " bytes, window " + receiveWindow;
        }
    }

    Http2SimulatedClient(String name, SimulatedLink link, Random random) {
        this.name = name;
        this.link = link;
        this.random = random;
        requests = 1 + random.nextInt(MOST_REQUESTS);
        initialWindow = List.of(0, 10, 1000, 65_535, 1 << 20).get(random.nextInt(5));
        append(Preface.bytes());
        byte[] settings = {
            0, PeerSettings.INITIAL_WINDOW_SIZE, 0, 0, 0, 0, 0, PeerSettings.HEADER_TABLE_SIZE, 0, 0, 0, 0
        };
        int32(settings, 2, initialWindow);
        int32(settings, 8, random.nextInt(3) * 100);
        frame(FrameType.SETTINGS, 0, 0, settings);
    }

    private static void int32(byte[] target, int at, int value) {
        for (int i = 0; i < 4; i++) {
            target[at + i] = (byte) (value >>> (24 - 8 * i));
        }
    }

    private void append(byte[] bytes) {
        outgoing = join(Arrays.copyOfRange(outgoing, sent, outgoing.length), bytes);
        sent = 0;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private void frame(int type, int flags, int stream, byte[] payload) {
        byte[] head = new byte[9];
        int32(head, 0, payload.length << 8 | type);
        head[4] = (byte) flags;
        int32(head, 5, stream);
        append(head);
        append(payload);
    }

    private void number(int type, int stream, int value) {
        byte[] payload = new byte[4];
        int32(payload, 0, value);
        frame(type, 0, stream, payload);
    }

    String name() {
        return name;
    }

    boolean canSend() {
        return !hasEnded && !hasReset && sent < outgoing.length && link.roomForClient() > 0;
    }

    void send() {
        int most = Math.min(link.roomForClient(), outgoing.length - sent);
        int count = random.nextInt(3) == 0 ? most : 1 + random.nextInt(most);
        link.clientSends(outgoing, sent, sent + count);
        sent += count;
    }

    /** Returns whether the client may add frames. When all windows are wide, it adds only frames that are necessary. */
    boolean canAct() {
        boolean isActive = !hasEnded && !hasReset && !link.isClosed() && outgoing.length - sent < 1000;
        return isActive && (!isWide || canBegin() || canUpload() || needsWindow());
    }

    private boolean canBegin() {
        long open = streams.values().stream().filter(each -> !each.isOver()).count();
        return streams.size() < requests && open < MOST_OPEN && !isToldToLeave;
    }

    private boolean canUpload() {
        return streams.values().stream().anyMatch(this::canUpload);
    }

    private boolean canUpload(Stream stream) {
        boolean isSending = !stream.isSent && !stream.isReset && !stream.wasReset;
        return isSending && (stream.sentBody == stream.length || Math.min(sendWindow, stream.sendWindow) > 0);
    }

    private boolean needsWindow() {
        return receiveWindow < 30_000
                || streams.values().stream().anyMatch(each -> !each.isOver() && each.receiveWindow < 5000);
    }

    /** Adds a frame, or does nothing. */
    void act() {
        int choice = random.nextInt(10);
        if (choice < 3 && canBegin()) {
            begin();
        } else if (choice < 7) {
            upload();
        } else if (!isWide && choice == 9 && random.nextInt(4) == 0) {
            disturb();
        } else {
            widen();
        }
    }

    private void begin() {
        String path = List.of(
                        "/hello",
                        "/hello",
                        "/echo",
                        "/later",
                        "/block",
                        "/stream",
                        "/pour",
                        "/throw",
                        "/later-throw",
                        "/large",
                        "/gather",
                        "/loop-stream",
                        "/keep",
                        "/ignore",
                        "/fail",
                        "/block-fail",
                        "/nowhere")
                .get(random.nextInt(17));
        boolean hasBody = List.of("/echo", "/pour", "/gather", "/ignore").contains(path)
                || (path.equals("/block") && random.nextBoolean());
        boolean isHead = !hasBody && random.nextInt(8) == 0;
        int length = hasBody ? random.nextInt(random.nextInt(3) == 0 ? 20_000 : 100) : -1;
        int id = 2 * streams.size() + 1;
        Stream stream = new Stream(id, name + "-" + id, path, isHead, length);
        stream.receiveWindow = isWide ? WIDE : initialWindow;
        streams.put(id, stream);
        String method = hasBody ? "POST" : isHead ? "HEAD" : "GET";
        String fields = ":method|" + method + "\n:scheme|http\n:path|" + path + "\n:authority|a\nx-name|" + stream.name;
        if (hasBody && random.nextInt(3) == 0) {
            fields += "\ncontent-length|" + length;
        }
        if (hasBody && random.nextInt(6) == 0) {
            fields += "\nexpect|100-continue";
        }
        if (random.nextInt(4) == 0) {
            fields += "\npriority|u=" + random.nextInt(8) + (random.nextBoolean() ? ", i" : "");
        }
        stream.isSent = !hasBody;
        byte[] block = Blocks.of(fields);
        int cut = random.nextInt(4) == 0 ? random.nextInt(block.length) : block.length;
        int flags = hasBody ? 0 : END_STREAM;
        frame(FrameType.HEADERS, flags | (cut == block.length ? END_HEADERS : 0), id, Arrays.copyOf(block, cut));
        if (cut < block.length) {
            frame(FrameType.CONTINUATION, END_HEADERS, id, Arrays.copyOfRange(block, cut, block.length));
        }
        if (isWide) {
            number(FrameType.WINDOW_UPDATE, id, WIDE - initialWindow);
        }
    }

    private void upload() {
        for (Stream each : streams.values()) {
            if (!canUpload(each)) {
                continue;
            }
            int window = Math.min(sendWindow, each.sendWindow);
            int left = each.length - each.sentBody;
            int count = Math.min(Math.min(left, window), 1 + random.nextInt(16_000));
            byte[] part = new byte[count];
            Arrays.fill(part, (byte) 'b');
            each.sentBody += count;
            each.sendWindow -= count;
            sendWindow -= count;
            boolean isLast = each.sentBody == each.length;
            if (isLast && random.nextInt(4) == 0) {
                frame(FrameType.DATA, 0, each.id, part);
                frame(FrameType.HEADERS, END_STREAM | END_HEADERS, each.id, Blocks.of("x-sum|1"));
            } else {
                frame(FrameType.DATA, isLast ? END_STREAM : 0, each.id, part);
            }
            each.isSent = isLast;
            return;
        }
    }

    private void disturb() {
        switch (random.nextInt(4)) {
            case 0 -> frame(FrameType.PING, 0, 0, new byte[8]);
            case 1 -> frame(0xba, 0, 0, new byte[random.nextInt(20)]);
            case 2 -> frame(FrameType.PRIORITY_UPDATE, 0, 0, new byte[] {0, 0, 0, 1, 'u', '=', '5'});
            default -> {
                for (Stream each : streams.values()) {
                    if (!each.isOver() && random.nextBoolean()) {
                        each.wasReset = true;
                        number(FrameType.RST_STREAM, each.id, ErrorCode.CANCEL.number());
                        return;
                    }
                }
            }
        }
    }

    private void widen() {
        if (receiveWindow < 30_000) {
            int more = isWide ? WIDE : 1 + random.nextInt(60_000);
            receiveWindow += more;
            number(FrameType.WINDOW_UPDATE, 0, more);
        }
        for (Stream each : streams.values()) {
            if (!each.isOver() && each.receiveWindow < 5000) {
                int more = isWide ? WIDE : 1 + random.nextInt(10_000);
                each.receiveWindow += more;
                number(FrameType.WINDOW_UPDATE, each.id, more);
                return;
            }
        }
    }

    /** From now on, opens all windows wide. */
    void widenAll() {
        isWide = true;
    }

    void end() {
        hasEnded = true;
        link.clientEnds();
    }

    void reset() {
        hasReset = true;
        link.clientResets();
    }

    boolean hasEnded() {
        return hasEnded;
    }

    boolean hasReset() {
        return hasReset;
    }

    boolean isToldToLeave() {
        return isToldToLeave;
    }

    boolean wasRefused() {
        return wasRefused;
    }

    boolean isDone() {
        return streams.size() == requests && streams.values().stream().allMatch(Stream::isOver);
    }

    void read() {
        int most = link.readableByClient();
        received = join(received, link.clientReads(random.nextBoolean() ? most : 1 + random.nextInt(most)));
        int at = 0;
        while (received.length - at >= 9) {
            int first = int32(at);
            int length = first >>> 8;
            if (received.length - at - 9 < length) {
                break;
            }
            byte[] payload = Arrays.copyOfRange(received, at + 9, at + 9 + length);
            take(first & 0xff, received[at + 4], int32(at + 5), payload);
            at += 9 + length;
        }
        received = Arrays.copyOfRange(received, at, received.length);
    }

    private int int32(int at) {
        return int32(received, at);
    }

    private static int int32(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    private void take(int type, int flags, int id, byte[] payload) {
        Stream stream = streams.get(id);
        switch (type) {
            case FrameType.HEADERS -> head(known(stream, id), payload, (flags & END_STREAM) != 0);
            case FrameType.DATA -> data(known(stream, id), payload, (flags & END_STREAM) != 0);
            case FrameType.RST_STREAM -> reset(known(stream, id), int32(payload, 0));
            case FrameType.WINDOW_UPDATE -> {
                if (id == 0) {
                    sendWindow += int32(payload, 0);
                } else {
                    known(stream, id).sendWindow += int32(payload, 0);
                }
            }
            case FrameType.SETTINGS -> {
                if ((flags & 1) == 0) {
                    frame(FrameType.SETTINGS, 1, 0, new byte[0]);
                }
            }
            case FrameType.GOAWAY -> {
                isToldToLeave = true;
                int code = int32(payload, 4);
                check(
                        code == ErrorCode.NO_ERROR.number()
                                || code == ErrorCode.ENHANCE_YOUR_CALM.number()
                                || code == ErrorCode.SETTINGS_TIMEOUT.number(),
                        "GOAWAY with " + code + " " + new String(payload, 8, payload.length - 8, ISO_8859_1));
            }
            case FrameType.PING -> check((flags & 1) != 0, "a PING of the server");
            default -> check(false, "a frame of type " + type);
        }
    }

    private Stream known(@Nullable Stream stream, int id) {
        if (stream == null) {
            throw new AssertionError(name + ": a frame on stream " + id);
        }
        return stream;
    }

    private void head(Stream stream, byte[] payload, boolean ends) {
        Http2Headers headers;
        try {
            headers = decoder.decodeHeaders(stream.id, Unpooled.wrappedBuffer(payload));
        } catch (Http2Exception e) {
            throw new AssertionError(name + ": " + e.getMessage(), e);
        }
        if (stream.wasReset) {
            return;
        }
        check(!stream.isOver(), "a head after the end of " + stream);
        int status = Integer.parseInt(String.valueOf(headers.status()));
        if (status == 100) {
            check(stream.status == 0, "a late 100 for " + stream);
            return;
        }
        check(stream.status == 0, "heads with " + stream.status + " and " + status + " for " + stream);
        stream.status = status;
        if (ends) {
            ended(stream);
        }
    }

    private void data(Stream stream, byte[] payload, boolean ends) {
        receiveWindow -= payload.length;
        stream.receiveWindow -= payload.length;
        check(receiveWindow >= 0, "more DATA than the window of the connection");
        check(stream.receiveWindow >= 0, "more DATA than the window of " + stream);
        if (stream.wasReset) {
            return;
        }
        check(stream.status != 0 && !stream.isOver(), "DATA at the wrong time for " + stream);
        stream.body.append(new String(payload, ISO_8859_1));
        if (ends) {
            ended(stream);
        }
    }

    private void reset(Stream stream, int code) {
        boolean wasEnded = stream.isEnded;
        stream.isReset = true;
        if (wasEnded || stream.wasReset) {
            return;
        }
        wasRefused = true;
        check(
                code == ErrorCode.INTERNAL_ERROR.number()
                        || code == ErrorCode.CANCEL.number()
                        || code == ErrorCode.NO_ERROR.number()
                        || code == ErrorCode.ENHANCE_YOUR_CALM.number()
                        || code == ErrorCode.REFUSED_STREAM.number(),
                "RST_STREAM with " + code + " after " + stream.status + " for " + stream + stream.body);
    }

    private void ended(Stream stream) {
        stream.isEnded = true;
        int expected = switch (stream.path) {
            case "/throw" -> 410;
            case "/later-throw" -> 409;
            case "/nowhere" -> 404;
            case "/fail", "/block-fail" -> 500;
            default -> 200;
        };
        boolean isRefused = List.of(408, 413, 500, 503).contains(stream.status);
        if (isRefused && stream.status != expected) {
            wasRefused = true;
            return;
        }
        check(stream.status == expected, "status " + stream.status + " for " + stream);
        if (!stream.isHead && expected == 200) {
            check(stream.body.toString().equals(body(stream)), "a wrong body for " + stream);
        }
    }

    private static String body(Stream stream) {
        return switch (stream.path) {
            case "/stream", "/loop-stream" -> (stream.name + ";").repeat(SimulatedRouter.Source.ITEMS);
            case "/large" -> stream.name + " " + "x".repeat(SimulatedRouter.LARGE - stream.name.length() - 1);
            case "/ignore" -> stream.name;
            default -> stream.hasBody() ? stream.name + " " + stream.length : stream.name;
        };
    }

    private void check(boolean isRight, String otherwise) {
        if (!isRight) {
            throw new AssertionError(name + ": " + otherwise);
        }
    }

    /** Describes the client for messages. */
    String state() {
        List<String> open = new ArrayList<>();
        streams.values().stream().filter(each -> !each.isOver()).forEach(each -> open.add(each.toString()));
        return name + " began " + streams.size() + " of " + requests + ", waits for " + open + ", window "
                + receiveWindow + "; " + link.state();
    }
}
