package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooLongFormFieldException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code multipart/form-data} (RFC 7578), in pieces of any size, with Netty's decoder. That decides where a part ends and
 * holds its content. The head of a part is read {@linkplain PartHead here}, to the letter, and the decoder gets one that says
 * nothing in its place: it would take {@code filename*} and nested bodies, and changes names.
 */
final class MultipartReader {
    /** The decoder takes its buffers from where those that it gets are from: small ones of the heap cost least. */
    static final UnpooledByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);

    /** Bytes that the decoder gets at once, and that it may have to keep of them. */
    private static final int PIECE = 8 * 1024;

    private static final int BUFFERED = 4 * PIECE;

    /** About what reading takes: buffers of the decoder and of this class. */
    private static final int READER_BYTES = 2 * BUFFERED;

    /** About what the objects of a part take, besides its head and its content. */
    private static final int PART_BYTES = 512;

    /** RFC 2046 section 5.1.1: a boundary has 70 characters at most; white space may follow. */
    private static final int MOST_BOUNDARY = 70;

    private static final int MOST_LINE = 200;
    private static final String BOUNDARY_CHARACTERS =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=? ";
    private static final byte[] STANDARD_HEAD =
            "content-disposition: form-data; name=\"part\"; filename=\"part\"\r\n\r\n".getBytes(US_ASCII);

    /** What the next bytes are. */
    private enum State {
        DELIMITER,
        HEAD,
        CONTENT,
        /** At the start of a line of the content, which may be a delimiter. */
        LINE,
        EPILOGUE
    }

    private final FieldNames names;
    private final FormSettings settings;
    private final PartFactory factory;
    private final PartMemory memory;
    private final HttpPostMultipartRequestDecoder decoder;
    private final Parts parts;
    /** What a line that ends a part begins with. */
    private final byte[] delimiter;

    /** What has come of a line or head that is not complete. */
    private final ByteWriter pending = new ByteWriter(256);

    /** Content that the decoder is to get. */
    private final ByteWriter ready = new ByteWriter(256);

    private State state = State.DELIMITER;
    private @Nullable PartHead head;
    private int count;

    private MultipartReader(
            FieldNames names,
            String contentType,
            FormSettings settings,
            @Nullable UploadDirectory to,
            PartMemory memory) {
        this.names = names;
        this.settings = settings;
        this.memory = memory;
        PartFiles files = to == null ? null : new PartFiles(to, settings.maxPartFiles());
        parts = new Parts(names, to == null ? Integer.MAX_VALUE : settings.partMemory(), files, memory);
        String boundary = boundary(contentType);
        delimiter = ("--" + boundary).getBytes(US_ASCII);
        factory = new PartFactory(settings.partMemory(), files, memory);
        HttpRequest request =
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, io.netty.handler.codec.http.HttpMethod.POST, "/");
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, "multipart/form-data; boundary=\"" + boundary + "\"");
        decoder = new HttpPostMultipartRequestDecoder(factory, request, UTF_8, -1, BUFFERED);
        decoder.setDiscardThreshold(BUFFERED);
    }

    private static String boundary(String contentType) {
        Slice type = Slice.of(contentType);
        String boundary = MediaTypes.parameter(type, "boundary");
        boolean known = contentType.regionMatches(true, 0, "multipart/form-data", 0, "multipart/form-data".length());
        if (!known || boundary == null || boundary.isEmpty() || boundary.length() > MOST_BOUNDARY) {
            throw malformed();
        }
        for (int i = 0; i < boundary.length(); i++) {
            if (BOUNDARY_CHARACTERS.indexOf(boundary.charAt(i)) < 0) {
                throw malformed();
            }
        }
        return boundary;
    }

    /**
     * Reads a body that is there, in memory.
     *
     * @param meter pays for the parts
     * @throws HttpException 400 for one that is malformed or incomplete, 413 for too many parts, 503 when the connections hold
     *     too much
     */
    static Parts read(FieldNames names, String contentType, Slice body, FormSettings settings, MemoryMeter meter) {
        return read(
                names,
                contentType,
                new ByteArrayInputStream(body.array(), body.offset(), body.length()),
                settings,
                null,
                meter);
    }

    /**
     * Reads a body as it arrives; large parts go to files, which are the caller's if this returns.
     *
     * @param meter pays for the parts
     * @throws HttpException as of {@link #read(FieldNames, String, Slice, FormSettings, MemoryMeter)}, 413 also for too many large
     *     parts, and what the stream throws
     */
    static Parts read(
            FieldNames names, String contentType, InputStream body, FormSettings settings, MemoryMeter meter) {
        return read(names, contentType, body, settings, settings.directory(), meter);
    }

    private static Parts read(
            FieldNames names,
            String contentType,
            InputStream body,
            FormSettings settings,
            @Nullable UploadDirectory to,
            MemoryMeter meter) {
        MultipartReader reader = new MultipartReader(names, contentType, settings, to, new PartMemory(meter));
        boolean complete = false;
        try {
            reader.memory.take(READER_BYTES);
            byte[] piece = new byte[PIECE];
            for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
                reader.read(piece, 0, count);
            }
            Parts parts = reader.end();
            reader.memory.giveBack(READER_BYTES);
            complete = true;
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            try {
                reader.release();
            } finally {
                if (!complete) {
                    reader.parts.end();
                }
            }
        }
    }

    private void release() {
        decoder.destroy();
        factory.releaseAll();
    }

    private void read(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            at = switch (state) {
                case DELIMITER, LINE -> readLine(bytes, at, to);
                case HEAD -> readHead(bytes, at, to);
                case CONTENT -> readContent(bytes, at, to);
                case EPILOGUE -> to;
            };
        }
    }

    /** Gathers a line for as long as it may be a delimiter. */
    private int readLine(byte[] bytes, int from, int to) throws IOException {
        for (int at = from; at < to; at++) {
            byte next = bytes[at];
            int length = pending.length();
            if (length < delimiter.length && next != delimiter[length]) {
                return noDelimiter(next, at);
            }
            pending.append(next);
            if (length >= delimiter.length && (next == '\n' || length == MOST_LINE)) {
                endOfLine();
                return at + 1;
            }
        }
        return to;
    }

    private int noDelimiter(byte next, int at) {
        if (state == State.LINE) {
            ready.append(pending.array(), 0, pending.length());
            pending.clear();
            state = State.CONTENT;
            return at;
        }
        if (pending.length() == 0 && (next == '\r' || next == '\n')) {
            // Some clients begin with the line break that belongs to every other delimiter.
            return at + 1;
        }
        throw malformed();
    }

    private void endOfLine() throws IOException {
        boolean whole = pending.array()[pending.length() - 1] == '\n';
        boolean closing = isClosing();
        ready.append(pending.array(), 0, pending.length());
        pending.clear();
        offerReady(ready.length());
        takePart();
        if (decoder.currentPartialHttpData() != null) {
            // The decoder says that the content goes on.
            state = whole ? State.LINE : State.CONTENT;
        } else if (closing) {
            state = State.EPILOGUE;
        } else if (whole) {
            state = State.HEAD;
        } else {
            throw malformed();
        }
    }

    /** Whether the line that is pending is as long as the last delimiter and ends as that does. */
    private boolean isClosing() {
        int end = pending.length();
        byte[] line = pending.array();
        while (end > 0 && line[end - 1] <= ' ' && line[end - 1] >= 0) {
            end--;
        }
        return end == delimiter.length + 2 && line[end - 1] == '-' && line[end - 2] == '-';
    }

    private int readHead(byte[] bytes, int from, int to) throws IOException {
        for (int at = from; at < to; at++) {
            pending.append(bytes[at]);
            if (pending.length() > settings.maxPartHead()) {
                throw new HttpException(400, "The head of a part has more than " + settings.maxPartHead() + " bytes.")
                        .with("in", "part");
            }
            if (bytes[at] == '\n' && isEndOfHead()) {
                begin(PartHead.read(pending.array(), pending.length() - 2));
                return at + 1;
            }
        }
        return to;
    }

    private boolean isEndOfHead() {
        int length = pending.length();
        byte[] read = pending.array();
        return length > 1 && read[length - 2] == '\r' && (length == 2 || read[length - 3] == '\n');
    }

    private void begin(PartHead newHead) throws IOException {
        if (++count > settings.maxFields()) {
            throw new HttpException(413, "The multipart body has more than " + settings.maxFields() + " parts.");
        }
        memory.take(PART_BYTES + pending.length());
        head = newHead;
        factory.expect(names.find(newHead.name()) >= 0);
        pending.clear();
        offer(STANDARD_HEAD, 0, STANDARD_HEAD.length);
        if (decoder.currentPartialHttpData() == null) {
            // The line before the head was no delimiter.
            throw malformed();
        }
        state = State.LINE;
    }

    /** Takes content up to the end of its line. */
    private int readContent(byte[] bytes, int from, int to) throws IOException {
        int end = from;
        int most = Math.min(to, from + PIECE);
        while (end < most && bytes[end] != '\n') {
            end++;
        }
        if (end < most) {
            end++;
            state = State.LINE;
        }
        ready.append(bytes, from, end);
        if (ready.length() >= PIECE) {
            // Of a line break that comes in two pieces the decoder would leave one in the content.
            boolean broken = bytes[end - 1] == '\r';
            offerReady(broken ? ready.length() - 1 : ready.length());
            if (broken) {
                ready.append((byte) '\r');
            }
        }
        return end;
    }

    private void offerReady(int length) throws IOException {
        ready.truncate(length);
        offer(ready.array(), 0, length);
        ready.clear();
    }

    private void offer(byte[] bytes, int from, int to) throws IOException {
        HttpContent content = new DefaultHttpContent(HEAP.buffer(to - from).writeBytes(bytes, from, to - from));
        try {
            decoder.offer(content);
        } catch (TooLongFormFieldException e) {
            throw malformed();
        } catch (ErrorDataDecoderException e) {
            if (e.getCause() instanceof IOException disk) {
                throw disk;
            }
            throw malformed();
        } finally {
            content.release();
        }
    }

    /** Takes the part that the last delimiter has ended, if it has. */
    private void takePart() throws IOException {
        InterfaceHttpData data = decoder.next();
        PartHead ended = head;
        if (data == null || ended == null) {
            return;
        }
        head = null;
        int name = names.find(ended.name());
        FileUpload upload = (FileUpload) data;
        boolean nothingChosen = "".equals(ended.fileName()) && upload.length() == 0;
        if (name >= 0 && !nothingChosen) {
            parts.add(name, part(ended, upload));
        }
    }

    private BodyPart part(PartHead ended, FileUpload upload) throws IOException {
        BodyPart part = ((PartFactory.Arriving) upload).arrived().end(ended);
        factory.held(part.isInMemory() ? (int) part.size() : 0);
        upload.release();
        return part;
    }

    private Parts end() throws IOException {
        if (pending.length() > 0 && (state == State.LINE || state == State.DELIMITER) && isClosing()) {
            // The line break behind the last delimiter may be missing.
            endOfLine();
        }
        if (state != State.EPILOGUE) {
            throw malformed();
        }
        return parts;
    }

    private static HttpException malformed() {
        return new HttpException(400, "The body is not complete and well-formed multipart/form-data.")
                .with("in", "part");
    }
}
