package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.Ascii;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import java.util.Arrays;

/**
 * The header fields of a response, encoded as they are sent (RFC 9112 section 5): {@code name: value CRLF} each.
 *
 * <p>No text can end its line: what a client sent and a handler echoes never becomes a field or a response of its own.
 */
final class HeaderLines {
    /** Bytes of CRLF. */
    static final int LINE_END = 2;

    /** Bytes between name and value. */
    private static final int SEPARATOR = 2;

    private static final int USUAL_LINES = 16;
    private static final int RETAINED_BYTES = 16 * 1024;
    private static final byte[][] OWNED = {
        ascii("content-length"), ascii("transfer-encoding"), ascii("connection"), ascii("date")
    };

    /**
     * What is said of one representation: its own fields, those that tell its states apart, and for how long caches may keep
     * it (RFC 9110 section 8, RFC 9111 section 5, RFC 9213).
     */
    private static final String[] OF_REPRESENTATION = {
        "content-type",
        "content-encoding",
        "content-language",
        "content-location",
        "content-range",
        "content-disposition",
        "content-digest",
        "repr-digest",
        "etag",
        "last-modified",
        "accept-ranges",
        "cache-control",
        "cdn-cache-control",
        "expires",
        "pragma",
        "age"
    };

    private final ByteWriter bytes = new ByteWriter(512);
    private int count;
    private int[] starts = new int[USUAL_LINES];
    private int[] nameLengths = new int[USUAL_LINES];

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    ByteWriter bytes() {
        return bytes;
    }

    void clear() {
        bytes.clear(RETAINED_BYTES);
        count = 0;
    }

    /** Adds a line behind those that there are. */
    void add(CharSequence name, CharSequence value) {
        int start = bytes.length();
        try {
            appendName(name, start);
            bytes.append((byte) ':').append((byte) ' ');
            appendValue(name, value);
        } catch (IllegalArgumentException e) {
            bytes.truncate(start);
            throw e;
        }
        bytes.append((byte) '\r').append((byte) '\n');
        register(start, name.length());
    }

    void add(FieldLine line) {
        int start = bytes.length();
        bytes.append(line.bytes());
        register(start, line.nameLength());
    }

    /** Adds a line and removes those before it with its name. */
    void set(CharSequence name, CharSequence value) {
        add(name, value);
        removeEarlierDuplicates();
    }

    void set(FieldLine line) {
        add(line);
        removeEarlierDuplicates();
    }

    /** The index of the first line with a name, in any case, or -1. */
    int find(CharSequence name) {
        for (int i = 0; i < count; i++) {
            if (hasName(i, name)) {
                return i;
            }
        }
        return -1;
    }

    /** The value of a line. */
    String value(int line) {
        int from = starts[line] + nameLengths[line] + SEPARATOR;
        int to = end(line) - LINE_END;
        return new String(bytes.array(), from, to - from, UTF_8);
    }

    /** Points {@code target} at the value of a line and returns it. */
    Slice value(int line, Slice target) {
        int from = starts[line] + nameLengths[line] + SEPARATOR;
        return target.wrap(bytes.array(), from, end(line) - LINE_END - from);
    }

    /** The index behind a line. */
    private int end(int line) {
        return line + 1 < count ? starts[line + 1] : bytes.length();
    }

    private boolean hasName(int line, CharSequence name) {
        if (nameLengths[line] != name.length()) {
            return false;
        }
        byte[] array = bytes.array();
        for (int i = 0; i < name.length(); i++) {
            if (Ascii.toLowerCase(array[starts[line] + i]) != Ascii.toLowerCase((byte) name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Removes the lines with a name. */
    void remove(CharSequence name) {
        for (int line = find(name); line >= 0; line = find(name)) {
            remove(line);
        }
    }

    /** Removes what is said of a representation that is not sent; what concerns the exchange stays. */
    void removeOfRepresentation() {
        for (String name : OF_REPRESENTATION) {
            remove(name);
        }
    }

    /** Adds a line unless there is the very same one. */
    void addIfNew(FieldLine line) {
        byte[] wanted = line.bytes();
        for (int i = 0; i < count; i++) {
            if (Arrays.equals(bytes.array(), starts[i], end(i), wanted, 0, wanted.length)) {
                return;
            }
        }
        add(line);
    }

    /** Adds a line unless there is one with its name. */
    void addIfAbsent(FieldLine line) {
        for (int i = 0; i < count; i++) {
            if (nameLengths[i] == line.nameLength() && isSameName(i, line.bytes(), 0)) {
                return;
            }
        }
        add(line);
    }

    private void appendName(CharSequence name, int start) {
        if (name.length() == 0) {
            throw new IllegalArgumentException("A header field has no name");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Tokens.isTchar(c)) {
                throw badCharacter("The name of header field", name, c, i);
            }
            bytes.append((byte) c);
        }
        for (byte[] owned : OWNED) {
            if (Ascii.equalIgnoreCase(bytes.array(), start, name.length(), owned)) {
                throw owned(name);
            }
        }
    }

    private void appendValue(CharSequence name, CharSequence value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                throw badCharacter("The value of header field", name, c, i);
            }
        }
        bytes.append(value);
    }

    private void register(int start, int nameLength) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            nameLengths = Arrays.copyOf(nameLengths, 2 * count);
        }
        starts[count] = start;
        nameLengths[count] = nameLength;
        count++;
    }

    private void removeEarlierDuplicates() {
        for (int i = count - 2; i >= 0; i--) {
            if (hasNameOfLast(i)) {
                remove(i);
            }
        }
    }

    private boolean hasNameOfLast(int line) {
        int last = count - 1;
        return nameLengths[line] == nameLengths[last] && isSameName(line, bytes.array(), starts[last]);
    }

    /** Whether the name of a line stands, in any case, in {@code other} from {@code from}. */
    private boolean isSameName(int line, byte[] other, int from) {
        byte[] array = bytes.array();
        for (int i = 0; i < nameLengths[line]; i++) {
            if (Ascii.toLowerCase(array[starts[line] + i]) != Ascii.toLowerCase(other[from + i])) {
                return false;
            }
        }
        return true;
    }

    private void remove(int line) {
        int end = end(line);
        int length = end - starts[line];
        bytes.remove(starts[line], end);
        for (int i = line + 1; i < count; i++) {
            starts[i - 1] = starts[i] - length;
            nameLengths[i - 1] = nameLengths[i];
        }
        count--;
    }

    private static IllegalArgumentException badCharacter(String what, CharSequence name, char c, int index) {
        // The name itself may hold a line break, and this message may go to a log.
        StringBuilder shown = new StringBuilder(name.length());
        name.chars().forEach(each -> shown.append(each > ' ' && each < 0x7f ? (char) each : '?'));
        return new IllegalArgumentException("%s '%s' has the character U+%04X at index %d, which is not allowed there"
                .formatted(what, shown, (int) c, index));
    }

    private static IllegalArgumentException owned(CharSequence name) {
        return new IllegalArgumentException("The server itself sends the header field '" + name
                + "'. Tip: leave it out; its value follows from the body and the connection");
    }
}
