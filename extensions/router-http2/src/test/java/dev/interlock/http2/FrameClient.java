package dev.interlock.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.frame.Preface;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/** Client of HTTP/2 that sends given frames. Netty's decoder reads the field blocks of the server. */
public final class FrameClient implements Closeable {
    static final int ACK = 1;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false, 1 << 20);
    private final Map<Integer, Response> responses = new HashMap<>();
    private final Queue<Frame> others = new ArrayDeque<>();
    /** Whether the client opens its windows as DATA arrives. */
    private boolean opensWindows = true;

    /** Sum of the increments of WINDOW_UPDATE that the server has sent for each stream; 0 is the connection. */
    private final Map<Integer, Integer> windows = new HashMap<>();

    private int next = 1;

    /** Frame of the server. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares frames.
    record Frame(int type, int flags, int stream, byte[] payload) {
        int int32(int at) {
            return (payload[at] & 0xff) << 24
                    | (payload[at + 1] & 0xff) << 16
                    | (payload[at + 2] & 0xff) << 8
                    | (payload[at + 3] & 0xff);
        }
    }

    /** Response, or the part of it that has arrived. */
    public static final class Response {
        final Map<String, String> fields = new TreeMap<>();
        private final List<String> lines = new ArrayList<>();
        final Map<String, String> trailers = new TreeMap<>();
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        /** Statuses and fields of interim responses. */
        final StringBuilder interim = new StringBuilder();

        int frames;
        boolean ended;
        /** Error code of RST_STREAM, or -1. */
        int reset = -1;

        public int status() {
            return Integer.parseInt(fields.getOrDefault(":status", "0"));
        }

        private void addLine(CharSequence name, CharSequence value) {
            if (name.charAt(0) != ':') {
                lines.add(name + ": " + value);
            }
        }

        /** Returns the header fields in their order, each as "name: value", without pseudo-header fields. */
        public List<String> lines() {
            return lines;
        }

        /** Returns the content. Each character is a byte. */
        public String body() {
            return bytes.toString(ISO_8859_1);
        }
    }

    /** Connects to a server on this machine, and sends the preface. */
    public FrameClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
        start();
    }

    /** Uses a connected socket, and sends nothing yet. */
    FrameClient(Socket connected) throws IOException {
        socket = connected;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /**
     * Sends the preface and the first SETTINGS.
     *
     * @param settings pairs of identifier and value
     */
    FrameClient start(int... settings) throws IOException {
        out.write(Preface.bytes());
        return settings(settings);
    }

    /** From now on, reads DATA without opening windows. */
    FrameClient keepWindows() {
        opensWindows = false;
        return this;
    }

    /** @param settings pairs of identifier and value */
    FrameClient settings(int... settings) throws IOException {
        byte[] payload = new byte[settings.length * 3];
        for (int i = 0; i < settings.length; i += 2) {
            payload[i * 3] = (byte) (settings[i] >>> 8);
            payload[i * 3 + 1] = (byte) settings[i];
            System.arraycopy(bytes(settings[i + 1]), 0, payload, i * 3 + 2, 4);
        }
        return frame(FrameType.SETTINGS, 0, 0, payload);
    }

    static byte[] bytes(int value) {
        return new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
    }

    static byte[] encode(int type, int flags, int stream, byte[] payload) {
        byte[] frame = Arrays.copyOf(
                new byte[] {
                    (byte) (payload.length >>> 16),
                    (byte) (payload.length >>> 8),
                    (byte) payload.length,
                    (byte) type,
                    (byte) flags
                },
                9 + payload.length);
        System.arraycopy(bytes(stream), 0, frame, 5, 4);
        System.arraycopy(payload, 0, frame, 9, payload.length);
        return frame;
    }

    FrameClient frame(int type, int flags, int stream, byte[] payload) throws IOException {
        return raw(encode(type, flags, stream, payload));
    }

    FrameClient raw(byte[] bytes) throws IOException {
        out.write(bytes);
        return this;
    }

    /** Sends a request without a body. Returns its stream. */
    int get(String path, String... fields) throws IOException {
        return request("GET", path, true, fields);
    }

    /** Sends a request with a body in one or more frames. Returns its stream. */
    int post(String path, byte[] body, String... fields) throws IOException {
        int stream = request("POST", path, false, fields);
        for (int from = 0; from < body.length; from += 16_384) {
            data(stream, Arrays.copyOfRange(body, from, Math.min(body.length, from + 16_384)), false);
        }
        data(stream, new byte[0], true);
        return stream;
    }

    /**
     * Sends the head of a request. Returns its stream.
     *
     * @param ends whether the request has no body
     * @param fields further fields, each as "name|value"
     */
    public int request(String method, String path, boolean ends, String... fields) throws IOException {
        int stream = next;
        next += 2;
        String all = ":method|" + method + "\n:scheme|http\n:path|" + path + "\n:authority|a.test";
        return headers(stream, ends, fields.length == 0 ? all : all + "\n" + String.join("\n", fields));
    }

    int headers(int stream, boolean ends, String fields) throws IOException {
        frame(FrameType.HEADERS, END_HEADERS | (ends ? END_STREAM : 0), stream, Blocks.of(fields));
        return stream;
    }

    /**
     * Sends a part of a body, of up to 16384 bytes.
     *
     * @param ends whether this is the last part
     */
    public FrameClient data(int stream, byte[] bytes, boolean ends) throws IOException {
        return frame(FrameType.DATA, ends ? END_STREAM : 0, stream, bytes);
    }

    FrameClient windowUpdate(int stream, int increment) throws IOException {
        return frame(FrameType.WINDOW_UPDATE, 0, stream, bytes(increment));
    }

    FrameClient reset(int stream, int code) throws IOException {
        return frame(FrameType.RST_STREAM, 0, stream, bytes(code));
    }

    /** Sends a PING and waits for its acknowledgement, so that the server has processed all earlier frames. */
    FrameClient roundTrip() throws IOException {
        frame(FrameType.PING, 0, 0, new byte[8]);
        while (await(FrameType.PING).flags() != ACK) {
            // This is a PING of the server, and not the acknowledgement.
        }
        return this;
    }

    /** Returns the number of bytes of DATA that the server has allowed for a stream so far, including bytes sent. */
    int window(int stream) {
        return 65_535 + windows.getOrDefault(stream, 0);
    }

    /**
     * Reads frames until the window of a stream allows this number of bytes in all, or the response has ended. Returns
     * whether the window allows them.
     */
    boolean awaitWindow(int stream, int bytes) throws IOException {
        Response response = of(stream);
        while (window(stream) < bytes && !response.ended && response.reset < 0) {
            readFrame();
        }
        return window(stream) >= bytes;
    }

    /** Reads frames until the response on a stream has ended or was reset. */
    public Response response(int stream) throws IOException {
        Response response = of(stream);
        while (!response.ended && response.reset < 0) {
            readFrame();
        }
        return response;
    }

    /** Returns the part of a response that has arrived. */
    Response of(int stream) {
        return responses.computeIfAbsent(stream, key -> new Response());
    }

    /** Reads frames until one of a type arrives that belongs to no response. */
    Frame await(int type) throws IOException {
        while (true) {
            for (Frame frame = others.poll(); frame != null; frame = others.poll()) {
                if (frame.type() == type) {
                    return frame;
                }
            }
            readFrame();
        }
    }

    /** Reads frames until GOAWAY or the end of the connection. Returns the error code, or -1. */
    int goAwayCode() throws IOException {
        try {
            return await(FrameType.GOAWAY).int32(4);
        } catch (EOFException | SocketException closed) {
            return -1;
        }
    }

    /** Reads frames until the connection ends. Returns whether the server has closed it without a reset. */
    boolean isClosed() throws IOException {
        try {
            while (true) {
                readFrame();
            }
        } catch (EOFException e) {
            return true;
        }
    }

    /** Reads one frame. */
    Frame readFrame() throws IOException {
        int first = in.readInt();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = new byte[first >>> 8];
        in.readFully(payload);
        Frame frame = new Frame(first & 0xff, flags, stream, payload);
        take(frame);
        return frame;
    }

    private void take(Frame frame) throws IOException {
        boolean ends = (frame.flags() & END_STREAM) != 0;
        switch (frame.type()) {
            case FrameType.HEADERS -> head(of(frame.stream()), decode(frame.stream(), frame), ends);
            case FrameType.DATA -> {
                Response response = of(frame.stream());
                response.frames++;
                response.bytes.write(frame.payload());
                response.ended |= ends;
                if (opensWindows && frame.payload().length > 0) {
                    windowUpdate(0, frame.payload().length);
                    if (!ends) {
                        windowUpdate(frame.stream(), frame.payload().length);
                    }
                }
            }
            case FrameType.RST_STREAM -> of(frame.stream()).reset = frame.int32(0);
            case FrameType.SETTINGS -> {
                if (!ends) {
                    frame(FrameType.SETTINGS, ACK, 0, new byte[0]);
                }
                others.add(frame);
            }
            case FrameType.WINDOW_UPDATE -> windows.merge(frame.stream(), frame.int32(0), Integer::sum);
            default -> others.add(frame);
        }
    }

    private Http2Headers decode(int stream, Frame frame) throws IOException {
        if ((frame.flags() & END_HEADERS) == 0) {
            throw new IOException("The server has sent CONTINUATION");
        }
        try {
            return decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(frame.payload()));
        } catch (Http2Exception e) {
            throw new IOException(e);
        }
    }

    private static void head(Response response, Http2Headers headers, boolean ends) {
        CharSequence status = headers.status();
        if (status != null && status.length() == 3 && status.charAt(0) == '1') {
            headers.forEach(field -> response.interim
                    .append(field.getKey())
                    .append(": ")
                    .append(field.getValue())
                    .append('\n'));
            return;
        }
        boolean isHead = response.fields.isEmpty();
        if (isHead) {
            headers.forEach(field -> response.addLine(field.getKey(), field.getValue()));
        }
        Map<String, String> into = isHead ? response.fields : response.trailers;
        headers.forEach(
                field -> into.merge(field.getKey().toString(), field.getValue().toString(), (a, b) -> a + ", " + b));
        response.ended |= ends;
    }

    /** Closes the client's half of the connection. */
    void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes the connection. */
    void leave() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        leave();
    }
}
