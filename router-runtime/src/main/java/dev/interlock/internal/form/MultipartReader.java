package dev.interlock.internal.form;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Slice;
import dev.interlock.http.FieldNames;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.internal.memory.MemoryMeter;
import dev.interlock.internal.memory.PaidArray;
import dev.interlock.internal.syntax.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code multipart/form-data} (RFC 7578, RFC 2046 section 5.1) in pieces of any size. If a piece ends within a
 * head or a delimiter, the reader reads that head or delimiter again with the next piece. Decision 13 explains why the
 * reader is not Netty's.
 */
public final class MultipartReader {
    /** Number of bytes of one read. */
    private static final int PIECE = 8 * 1024;

    /** Estimated bytes of a part's objects, without its head and its content. */
    private static final int PART_BYTES = 512;

    /** Limit on the characters of a boundary (RFC 2046 section 5.1.1). White space may follow the boundary. */
    private static final int MOST_BOUNDARY = 70;

    private static final int MOST_PADDING = 128;
    private static final String BOUNDARY_CHARACTERS =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=? ";

    /** Result of a search that finds nothing. Results from 0 are indexes. */
    private static final int NONE = -1;

    private static final int INCOMPLETE = -2;

    /** Kind of the bytes that the reader expects next. */
    private enum State {
        FIRST_DELIMITER,
        HEAD,
        CONTENT,
        EPILOGUE
    }

    private final FieldNames names;
    private final FormSettings settings;
    private final @Nullable PartFiles files;
    private final PartMemory memory;
    private final ReceivedParts parts;
    /** Text that ends a part if it is at the start of a line: two hyphens and the boundary. */
    private final byte[] delimiter;

    private State state = State.FIRST_DELIMITER;
    /** Whether the current bytes are the last bytes of the body. */
    private boolean last;
    /** Number of bytes of an incomplete head that were already searched for the end of the head. */
    private int searched;
    /** Head of the current part, or null if the part is skipped because its name is not among the wanted names. */
    private @Nullable PartHead head;
    /** Content of the current part, or null if the part is skipped because its name is not among the wanted names. */
    private @Nullable PartContent content;
    /** Whether the reader is before the first byte of the content, at the start of a line. */
    private boolean atStart;
    /** Number of parts that have begun. */
    private int count;
    /** Number of bytes that later parts may still keep in memory. */
    private int memoryLeft;

    private MultipartReader(
            FieldNames names,
            String contentType,
            FormSettings settings,
            @Nullable UploadDirectory to,
            PartMemory memory) {
        this.names = names;
        this.settings = settings;
        this.memory = memory;
        files = to == null ? null : new PartFiles(to, settings.maxPartFiles());
        memoryLeft = to == null ? Integer.MAX_VALUE : settings.partMemory();
        parts = new ReceivedParts(names, memoryLeft, files, memory);
        delimiter = ("--" + boundary(contentType)).getBytes(US_ASCII);
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
     * Reads a complete body in memory.
     *
     * @param meter meter that is charged for the parts
     * @throws HttpException 400 for a malformed or incomplete body, 413 for too many parts, 503 if the memory budget is
     *     spent
     */
    public static ReceivedParts read(
            FieldNames names, String contentType, Slice body, FormSettings settings, MemoryMeter meter) {
        MultipartReader reader = new MultipartReader(names, contentType, settings, null, new PartMemory(meter));
        return reader.readWhole(() -> {
            reader.last = true;
            reader.read(body.array(), body.offset(), body.offset() + body.length());
        });
    }

    /**
     * Reads a body while it arrives. Large parts go to files. When the method returns, the files belong to the caller.
     *
     * @param meter meter that is charged for the parts
     * @throws HttpException under the conditions of {@link #read(FieldNames, String, Slice, FormSettings,
     *     MemoryMeter)}, and 413 for too many large parts; also any exception of the stream
     */
    public static ReceivedParts read(
            FieldNames names, String contentType, InputStream body, FormSettings settings, MemoryMeter meter) {
        MultipartReader reader =
                new MultipartReader(names, contentType, settings, settings.directory(), new PartMemory(meter));
        return reader.readWhole(() -> reader.readAll(body));
    }

    /** Code that reads the whole body. */
    private interface Step {
        void run() throws IOException;
    }

    /**
     * Runs a step that reads the whole body, and returns the parts. If the step fails, removes all files of the parts.
     */
    private ReceivedParts readWhole(Step step) {
        boolean complete = false;
        try {
            step.run();
            ReceivedParts read = end();
            complete = true;
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!complete) {
                discard();
            }
        }
    }

    private void readAll(InputStream body) throws IOException {
        PaidArray paid = new PaidArray();
        paid.meter(memory);
        paid.replace(PIECE);
        byte[] piece = new byte[PIECE];
        paid.copied();
        int kept = 0;
        for (int read = body.read(piece); read >= 0; read = body.read(piece, kept, piece.length - kept)) {
            int end = kept + read;
            int rest = read(piece, 0, end);
            kept = end - rest;
            System.arraycopy(piece, rest, piece, 0, kept);
            if (kept > piece.length / 2) {
                // The incomplete head is longer than a piece.
                paid.replace(2L * piece.length);
                piece = Arrays.copyOf(piece, 2 * piece.length);
                paid.copied();
            }
        }
        last = true;
        read(piece, 0, kept);
        paid.giveBack();
    }

    /** Removes the files of a rejected body. */
    private void discard() {
        try {
            if (content != null) {
                content.discard();
            }
        } finally {
            parts.end();
        }
    }

    /**
     * Reads as many bytes as possible. Returns the index of the first byte that can only be read together with later
     * bytes.
     */
    private int read(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        State before;
        do {
            before = state;
            at = switch (state) {
                case FIRST_DELIMITER -> readFirstDelimiter(bytes, at, to);
                case HEAD -> readHead(bytes, at, to);
                case CONTENT -> readContent(bytes, at, to);
                case EPILOGUE -> to;
            };
        } while (state != before);
        return at;
    }

    private int readFirstDelimiter(byte[] bytes, int from, int to) {
        int line = from;
        // Some clients begin the body with a line break, like the line break before each later delimiter.
        while (line < to && (bytes[line] == '\r' || bytes[line] == '\n')) {
            line++;
        }
        int next = delimiterEnd(bytes, line, matched(bytes, line, to), to);
        if (next == NONE) {
            throw malformed();
        }
        return next == INCOMPLETE ? line : next;
    }

    /** Returns the number of bytes from {@code from} that match the delimiter. */
    private int matched(byte[] bytes, int from, int to) {
        int length = Math.min(delimiter.length, to - from);
        int mismatch = Arrays.mismatch(bytes, from, from + length, delimiter, 0, length);
        return mismatch < 0 ? length : mismatch;
    }

    /**
     * Reads to the end of a delimiter's line, and changes the state.
     *
     * @param matched number of bytes of the line that match the delimiter
     * @return the index after the line, or {@link #NONE} or {@link #INCOMPLETE}
     */
    private int delimiterEnd(byte[] bytes, int line, int matched, int to) {
        int at = line + matched;
        if (matched < delimiter.length) {
            return at == to ? INCOMPLETE : NONE;
        }
        boolean closing = at < to && bytes[at] == '-' && (at + 1 == to || bytes[at + 1] == '-');
        if (closing && at + 1 == to) {
            return INCOMPLETE;
        }
        at = lineEnd(bytes, closing ? at + 2 : at, to);
        if (at == to) {
            if (!closing || !last) {
                return INCOMPLETE;
            }
            // The line break after the last delimiter may be missing.
            state = State.EPILOGUE;
            return to;
        }
        if (bytes[at] != '\n') {
            throw malformed();
        }
        state = closing ? State.EPILOGUE : State.HEAD;
        return at + 1;
    }

    /** Skips white space and a CR after a delimiter. Returns the index at which the line feed must be. */
    private static int lineEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        if (at - from > MOST_PADDING) {
            throw malformed();
        }
        return at < to && bytes[at] == '\r' ? at + 1 : at;
    }

    private int readHead(byte[] bytes, int from, int to) throws IOException {
        for (int at = from + searched; at < to; at++) {
            if (at - from >= settings.maxPartHead()) {
                throw new HttpException(
                                HttpStatus.BAD_REQUEST,
                                "The head of a part has more than " + settings.maxPartHead() + " bytes.")
                        .with("in", "part");
            }
            if (bytes[at] == '\n' && isEndOfHead(bytes, from, at)) {
                searched = 0;
                begin(PartHead.read(bytes, from, at - 1), at - from);
                return at + 1;
            }
        }
        searched = to - from;
        return from;
    }

    /** Returns whether the line break at {@code at} ends an empty line, and so the head. */
    private static boolean isEndOfHead(byte[] bytes, int from, int at) {
        int length = at + 1 - from;
        return length > 1 && bytes[at - 1] == '\r' && (length == 2 || bytes[at - 2] == '\n');
    }

    private void begin(PartHead newHead, int headBytes) {
        if (++count > settings.maxFields()) {
            throw new HttpException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "The multipart body has more than " + settings.maxFields() + " parts.");
        }
        memory.take(PART_BYTES + headBytes);
        boolean wanted = names.find(newHead.name()) >= 0;
        head = wanted ? newHead : null;
        content = wanted ? new PartContent(files, memoryLeft, memory) : null;
        atStart = true;
        state = State.CONTENT;
    }

    /** Reads content up to the next delimiter, or up to a line break that may begin a delimiter. */
    private int readContent(byte[] bytes, int from, int to) throws IOException {
        int line = atStart ? from : nextLine(bytes, from, to);
        while (line != NONE) {
            int matched = matched(bytes, line, to);
            int next = delimiterEnd(bytes, line, matched, to);
            if (next != NONE) {
                int end = lineBreak(bytes, from, line);
                atStart = atStart && line == from;
                append(bytes, from, end);
                if (next == INCOMPLETE) {
                    return end;
                }
                endPart();
                return next;
            }
            // A delimiter contains no line break.
            line = nextLine(bytes, line + matched, to);
        }
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        atStart = false;
        append(bytes, from, end);
        return end;
    }

    private static int nextLine(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
        }
        return NONE;
    }

    /** Returns the start of the line break before a line. That line break belongs to the delimiter. */
    private static int lineBreak(byte[] bytes, int from, int line) {
        if (line == from) {
            return from;
        }
        int lineFeed = line - 1;
        return lineFeed > from && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
    }

    private void append(byte[] bytes, int from, int to) throws IOException {
        if (content != null && from < to) {
            content.append(bytes, from, to);
        }
    }

    private void endPart() throws IOException {
        PartHead ended = head;
        PartContent complete = content;
        if (ended == null || complete == null) {
            return;
        }
        boolean nothingChosen = "".equals(ended.fileName()) && complete.size() == 0;
        if (!nothingChosen) {
            ReceivedPart part = complete.end(ended);
            parts.add(names.find(ended.name()), part);
            memoryLeft -= part.isInMemory() ? (int) Math.min(memoryLeft, part.size()) : 0;
        }
        content = null;
    }

    private ReceivedParts end() {
        if (state != State.EPILOGUE) {
            throw malformed();
        }
        return parts;
    }

    private static HttpException malformed() {
        return new HttpException(
                        HttpStatus.BAD_REQUEST, "The body is not complete and well-formed multipart/form-data.")
                .with("in", "part");
    }
}
