package dev.interlock.internal.syntax;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Lease;
import dev.interlock.bytes.Slice;
import dev.interlock.internal.bytes.Ascii;
import java.util.Arrays;
import java.util.Objects;

/**
 * Header or trailer section of a response (RFC 9110 sections 6.3 and 6.5). It consists of pairs of a name and a value,
 * which any protocol can encode. A range begins at the index of its first byte and ends at the index after its last
 * byte.
 *
 * <p>One array holds all pairs. A colon and a space follow each name, and CRLF follows each value, so that HTTP/1 can
 * copy all fields in one piece (RFC 9112 section 5). If it copied each name and each value separately, encoding a
 * normal head would take a third more time. Other protocols use the ranges of names and values, which do not include
 * the additional bytes.
 *
 * <p>Names keep the case in which the application wrote them, and HTTP/1 sends them without change. Comparisons ignore
 * the case. A protocol with lower-case names (RFC 9113 section 8.2.1) converts them while it encodes them.
 *
 * <p>Names and values cannot contain line breaks. If a handler repeats text from a client, that text therefore never
 * becomes another field or response.
 */
public final class FieldSection {
    public static final FieldSection EMPTY = new FieldSection();

    /** Number of bytes after a value. */
    public static final int LINE_END = 2;

    /** Number of bytes between name and value. */
    public static final int SEPARATOR = 2;

    private static final int USUAL_FIELDS = 16;
    private static final int USUAL_BYTES = 512;
    private static final int RETAINED_BYTES = 16 * 1024;
    private static final byte[][] OWNED = {
        ascii("content-length"), ascii("transfer-encoding"), ascii("connection"), ascii("date")
    };

    private final ByteWriter bytes;
    private int count;
    private int[] starts;
    private int[] nameLengths;

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    public FieldSection() {
        this(USUAL_BYTES, USUAL_FIELDS);
    }

    private FieldSection(int byteRoom, int fieldRoom) {
        bytes = new ByteWriter(byteRoom);
        starts = new int[fieldRoom];
        nameLengths = new int[fieldRoom];
    }

    /**
     * Encodes one field in the format of this section: name, colon, space, value, CRLF.
     *
     * @throws IllegalArgumentException under the conditions of {@link #add}
     */
    public static byte[] encode(CharSequence name, CharSequence value) {
        FieldSection section = new FieldSection();
        section.add(name, value);
        return Arrays.copyOf(section.bytes(), section.length());
    }

    /** Creates a copy, whose arrays have no spare room. Later changes of the original do not affect the copy. */
    public static FieldSection copyOf(FieldSection other) {
        FieldSection copy = new FieldSection(other.bytes.length(), Math.max(1, other.count));
        copy.bytes.append(other.bytes.array(), 0, other.bytes.length());
        for (int i = 0; i < other.count; i++) {
            copy.register(other.starts[i], other.nameLengths[i]);
        }
        return copy;
    }

    public int size() {
        return count;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Returns the array of all names and values, which must not be changed. Valid until a field is added. */
    public byte[] bytes() {
        return bytes.array();
    }

    /** Returns the index of the first byte of a name. Fields are numbered from 0. */
    public int nameFrom(int field) {
        return starts[Objects.checkIndex(field, count)];
    }

    /** Returns the index after the last byte of a name. */
    public int nameTo(int field) {
        return nameFrom(field) + nameLengths[field];
    }

    /** Returns the index of the first byte of a value. */
    public int valueFrom(int field) {
        return nameTo(field) + SEPARATOR;
    }

    /** Returns the index after the last byte of a value. */
    public int valueTo(int field) {
        Objects.checkIndex(field, count);
        return end(field) - LINE_END;
    }

    /** Returns the number of bytes of all names and values, including the two bytes after each. */
    public int length() {
        return bytes.length();
    }

    /** Appends all fields as field lines of HTTP/1 (RFC 9112 section 5), each with its line end. */
    public void appendLines(ByteWriter into) {
        into.append(bytes.array(), 0, bytes.length());
    }

    /** Returns the field lines of HTTP/1. */
    @Override
    public String toString() {
        return bytes.toString();
    }

    /**
     * Ends the section in strict mode, together with the lease of its response. Each later access throws an exception.
     */
    public void end(Lease lease) {
        bytes.end(lease);
    }

    public void clear() {
        bytes.clear(RETAINED_BYTES);
        count = 0;
    }

    /**
     * Adds a field at the end.
     *
     * @throws IllegalArgumentException if the name is not a token (RFC 9110 section 5.6.2), if the value has a control
     *     character, or if only the server may set the field
     */
    public void add(CharSequence name, CharSequence value) {
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

    /**
     * Adds an encoded field at the end.
     *
     * @param line field as {@link #encode} returns it
     */
    public void add(byte[] line, int nameLength) {
        int start = bytes.length();
        bytes.append(line);
        register(start, nameLength);
    }

    /** Adds a field, and removes all earlier fields with the same name. */
    public void set(CharSequence name, CharSequence value) {
        add(name, value);
        removeEarlierDuplicates();
    }

    /** Adds an encoded field, and removes all earlier fields with the same name. */
    public void set(byte[] line, int nameLength) {
        add(line, nameLength);
        removeEarlierDuplicates();
    }

    /** Returns the index of the first field with a name, in any case, or -1. */
    public int find(CharSequence name) {
        for (int i = 0; i < count; i++) {
            if (hasName(i, name)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the value of a field. */
    public String value(int field) {
        int from = valueFrom(field);
        return new String(bytes.array(), from, valueTo(field) - from, UTF_8);
    }

    /** Sets {@code target} to the value of a field, and returns it. */
    public Slice value(int field, Slice target) {
        int from = valueFrom(field);
        return target.wrap(bytes.array(), from, valueTo(field) - from);
    }

    /** Returns the index after a field, where the next field starts. */
    private int end(int field) {
        return field + 1 < count ? starts[field + 1] : bytes.length();
    }

    private boolean hasName(int field, CharSequence name) {
        if (nameLengths[field] != name.length()) {
            return false;
        }
        byte[] array = bytes.array();
        for (int i = 0; i < name.length(); i++) {
            if (Ascii.toLowerCase(array[starts[field] + i]) != Ascii.toLowerCase((byte) name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Removes the fields with a name. */
    public void remove(CharSequence name) {
        for (int field = find(name); field >= 0; field = find(name)) {
            remove(field);
        }
    }

    /** Removes the fields with any of these names. */
    public void removeAll(String... names) {
        for (String name : names) {
            remove(name);
        }
    }

    /** Adds an encoded field unless the section already has a field with the same bytes. */
    public void addIfNew(byte[] line, int nameLength) {
        for (int i = 0; i < count; i++) {
            if (Arrays.equals(bytes.array(), starts[i], end(i), line, 0, line.length)) {
                return;
            }
        }
        add(line, nameLength);
    }

    /** Adds an encoded field unless the section already has a field with the same name. */
    public void addIfAbsent(byte[] line, int nameLength) {
        for (int i = 0; i < count; i++) {
            if (nameLengths[i] == nameLength && isSameName(i, line, 0)) {
                return;
            }
        }
        add(line, nameLength);
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

    private boolean hasNameOfLast(int field) {
        int last = count - 1;
        return nameLengths[field] == nameLengths[last] && isSameName(field, bytes.array(), starts[last]);
    }

    /** Returns whether the name of a field equals the bytes of {@code other} at {@code from}, in any case. */
    private boolean isSameName(int field, byte[] other, int from) {
        byte[] array = bytes.array();
        for (int i = 0; i < nameLengths[field]; i++) {
            if (Ascii.toLowerCase(array[starts[field] + i]) != Ascii.toLowerCase(other[from + i])) {
                return false;
            }
        }
        return true;
    }

    private void remove(int field) {
        int end = end(field);
        int length = end - starts[field];
        bytes.remove(starts[field], end);
        for (int i = field + 1; i < count; i++) {
            starts[i - 1] = starts[i] - length;
            nameLengths[i - 1] = nameLengths[i];
        }
        count--;
    }

    private static IllegalArgumentException badCharacter(String what, CharSequence name, char c, int index) {
        // The message may go to a log, and the name may contain a line break.
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
