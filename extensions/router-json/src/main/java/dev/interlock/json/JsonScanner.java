package dev.interlock.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.generated.text.ClientText;
import dev.interlock.http.HttpException;

/**
 * Reads one JSON text (RFC 8259) in place, from a range of an array. Throws an {@link HttpException} 400 for text that
 * is not JSON, and for a value of another type than the caller expects. The problem has the expected value and the
 * place. {@link #wrap} prepares the scanner for the next text. Not safe for use by several threads.
 *
 * <p>Reading allocates nothing except the strings and numbers that it returns.
 */
public final class JsonScanner {
    /** Limit on the nesting of arrays and objects. Code that reads them by recursion has a stack of limited depth. */
    public static final int MAX_DEPTH = 100;

    /** Result of {@link #peek} at the end of the text. */
    public static final int END = -1;

    private static final byte[] NOTHING = {};
    /** Stands in {@link #nameEnds} for an array, which has no names. */
    private static final int ARRAY = -1;
    /** Stands in {@link #places} for the time before the first name or element. */
    private static final int BEFORE_FIRST = -1;

    private byte[] bytes = NOTHING;
    private int start;
    private int end;
    private int at;
    private int valueStart;
    private int depth;
    private boolean escaped;
    /** Depth of the object whose member is a secret; 0 if there is none. The secret includes all nested values. */
    private int secretDepth;
    /** By depth: the index of the element in an array, or the start of the name in an object. */
    private final int[] places = new int[MAX_DEPTH + 1];

    private final int[] nameEnds = new int[MAX_DEPTH + 1];
    private final int[] starts = new int[MAX_DEPTH + 1];

    /**
     * Begins to read a text. Skips a byte order mark at its start (RFC 8259 section 8.1).
     *
     * @throws HttpException 400 unless the whole text is UTF-8
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public void wrap(byte[] text, int from, int to) {
        bytes = text;
        start = from;
        end = to;
        at = from;
        valueStart = from;
        depth = 0;
        secretDepth = 0;
        if (!ClientText.isUtf8(text, from, to)) {
            throw JsonProblem.notUtf8(this);
        }
        at = JsonStrings.behindByteOrderMark(text, from, to);
    }

    /** Releases the text. */
    public void clear() {
        wrap(NOTHING, 0, 0);
    }

    /** Returns the first byte of the next token, 0 to 255, or {@link #END}. */
    public int peek() {
        int i = at;
        while (i < end && JsonStrings.isWhitespace(bytes[i])) {
            i++;
        }
        at = i;
        return i < end ? bytes[i] & 0xff : END;
    }

    /** Number of open arrays and objects. */
    public int depth() {
        return depth;
    }

    public void beginObject() {
        beginValue();
        if (peek() != '{') {
            throw mismatch("an object");
        }
        open(0);
    }

    /** Whether the object has another name, for {@link #nextName}. */
    public boolean hasNextName() {
        int next = peek();
        if (next == '}') {
            return false;
        }
        if (places[depth] == BEFORE_FIRST) {
            return requireName("a name in double quotes, or '}'");
        }
        if (next != ',') {
            throw malformed("',' or '}'");
        }
        at++;
        return requireName("a name in double quotes");
    }

    private boolean requireName(String expected) {
        if (peek() != '"') {
            throw malformed(expected);
        }
        return true;
    }

    /** Reads a name and its colon. {@link #nameStart} and {@link #nameEnd} return its range. */
    public void nextName() {
        requireName("a name in double quotes");
        if (depth <= secretDepth) {
            secretDepth = 0;
        }
        int from = at + 1;
        at = stringEnd(at);
        places[depth] = from;
        nameEnds[depth] = at - 1;
        if (peek() != ':') {
            throw malformed("':'");
        }
        at++;
        beginValue();
    }

    /** Index of the first byte of the last name that was read in this object. */
    public int nameStart() {
        return places[depth];
    }

    /** Index after the last byte of the name that was read last. */
    public int nameEnd() {
        return nameEnds[depth];
    }

    /** Marks the member of the last name as a secret: no problem repeats its value, or any nested value. */
    public void secret() {
        secretDepth = secretDepth == 0 ? depth : secretDepth;
    }

    /**
     * Whether a value at the current place is secret: because of {@link #secret}, or because of the name of a member
     * that is or contains the value.
     */
    boolean isSecret() {
        boolean secret = secretDepth > 0 && depth >= secretDepth;
        for (int level = 1; level <= depth && !secret; level++) {
            secret = !isArray(level) && places[level] != BEFORE_FIRST && ClientText.isSecret(name(level));
        }
        return secret;
    }

    boolean isNameEscaped() {
        return escaped;
    }

    /** Returns the last name that was read in this object. */
    public String name() {
        return name(depth);
    }

    String name(int level) {
        return JsonStrings.unescape(bytes, places[level], nameEnds[level]);
    }

    /** Whether the innermost open array or object is an array. */
    public boolean isInArray() {
        return isArray(depth);
    }

    /**
     * Whether a level is an array. In an array, {@link #place} is the index of the element; in an object, the index of
     * the name.
     */
    boolean isArray(int level) {
        return nameEnds[level] == ARRAY;
    }

    int place(int level) {
        return places[level];
    }

    public void endObject() {
        close('}');
    }

    public void beginArray() {
        beginValue();
        if (peek() != '[') {
            throw mismatch("an array");
        }
        open(ARRAY);
    }

    /** Whether the array has another element, which is then the next value. */
    public boolean hasNextElement() {
        int next = peek();
        if (next == ']') {
            return false;
        }
        if (places[depth] != BEFORE_FIRST) {
            if (next != ',') {
                throw malformed("',' or ']'");
            }
            at++;
        }
        places[depth]++;
        beginValue();
        return true;
    }

    public void endArray() {
        close(']');
    }

    private void open(int nameEnd) {
        if (depth == MAX_DEPTH) {
            throw JsonProblem.tooDeep(this);
        }
        at++;
        depth++;
        starts[depth] = at - 1;
        places[depth] = BEFORE_FIRST;
        nameEnds[depth] = nameEnd;
    }

    private void close(char bracket) {
        if (peek() != bracket) {
            throw malformed("'" + bracket + "'");
        }
        at++;
        valueStart = starts[depth];
        depth--;
    }

    /** Reads null if it is the next value. */
    public boolean isNull() {
        beginValue();
        return peek() == 'n' && literal("null");
    }

    public boolean booleanValue() {
        beginValue();
        int next = peek();
        if (next != 't' && next != 'f') {
            throw mismatch("true or false");
        }
        return next == 't' ? literal("true") : !literal("false");
    }

    private boolean literal(String text) {
        for (int i = 0; i < text.length(); i++, at++) {
            if (at == end || bytes[at] != text.charAt(i)) {
                throw malformed(text);
            }
        }
        return true;
    }

    public String stringValue() {
        beginValue();
        if (peek() != '"') {
            throw mismatch("a string");
        }
        int from = at + 1;
        at = stringEnd(at);
        return escaped ? JsonStrings.unescape(bytes, from, at - 1) : new String(bytes, from, at - 1 - from, UTF_8);
    }

    /** Returns the index after the closing quote of the string that begins at {@code open}. */
    private int stringEnd(int open) {
        escaped = false;
        int i = open + 1;
        while (i < end) {
            byte next = bytes[i];
            if (next == '"') {
                return i + 1;
            }
            if (next == '\\') {
                escaped = true;
                i = escapeEnd(i);
            } else if (next >= 0 && next < ' ') {
                throw malformedAt(i, "an escape such as \\n in place of a control character");
            } else {
                i++;
            }
        }
        throw malformedAt(end, "'\"' at the end of a string");
    }

    private int escapeEnd(int backslash) {
        int length = JsonStrings.escapeLength(bytes, backslash, end);
        if (length == 0) {
            throw malformedAt(backslash, "an escape such as \\n or \\u00e9");
        }
        return backslash + length;
    }

    /**
     * Returns the text of any number.
     *
     * @param expected description for clients that send another value
     */
    public String number(String expected) {
        int from = readNumber(expected);
        return new String(bytes, from, at - from, ISO_8859_1);
    }

    /**
     * Returns an integer without fraction and exponent.
     *
     * @param expected description for clients that send another value
     */
    public long integer(long least, long most, String expected) {
        int from = readNumber(expected);
        if (!JsonNumbers.isInteger(bytes, from, at, least, most)) {
            throw mismatch(expected);
        }
        return JsonNumbers.integer(bytes, from, at);
    }

    /** Skips a number, and returns its start. */
    private int readNumber(String expected) {
        beginValue();
        int next = peek();
        if (next != '-' && (next < '0' || next > '9')) {
            throw mismatch(expected);
        }
        at = JsonNumbers.end(this, bytes, at, end);
        return valueStart;
    }

    /** Skips the next value of any kind; rejects long numbers. */
    public void skip() {
        skip(true);
    }

    /** Like {@link #skip}, but allows numbers of any length. */
    public void skipAny() {
        skip(false);
    }

    private void skip(boolean boundsNumbers) {
        int base = depth;
        skipOrOpen(boundsNumbers);
        while (depth > base) {
            boolean array = isArray(depth);
            if (array ? hasNextElement() : hasNextName()) {
                if (!array) {
                    nextName();
                }
                skipOrOpen(boundsNumbers);
            } else {
                close(array ? ']' : '}');
            }
        }
    }

    private void skipOrOpen(boolean boundsNumbers) {
        switch (peek()) {
            case '{' -> open(0);
            case '[' -> open(ARRAY);
            case '"' -> at = stringEnd(at);
            case 'n' -> literal("null");
            case 't' -> literal("true");
            case 'f' -> literal("false");
            default -> {
                valueStart = at;
                at = JsonNumbers.end(this, bytes, at, end);
                if (boundsNumbers) {
                    JsonNumbers.requireBounded(this);
                }
            }
        }
    }

    /** Returns the text of the next value unchanged. */
    public String raw() {
        beginValue();
        int from = valueStart;
        skip();
        return new String(bytes, from, at - from, UTF_8);
    }

    /**
     * Checks that the text ends here.
     *
     * @throws HttpException 400 if anything but white space follows
     */
    public void end() {
        if (peek() != END) {
            throw malformed("the end of the body");
        }
    }

    private void beginValue() {
        peek();
        valueStart = at;
    }

    /** Rejects the next value: its type is not the expected one, or it is not JSON. */
    public HttpException mismatch(String expected) {
        return JsonProblem.mismatch(this, expected);
    }

    private HttpException malformed(String expected) {
        return malformedAt(at, expected);
    }

    HttpException malformedAt(int index, String expected) {
        at = index;
        return JsonProblem.malformed(this, expected);
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int at() {
        return at;
    }

    int limit() {
        return end;
    }

    /** Start of the value that the caller began to read last. */
    int valueStart() {
        return valueStart;
    }

    void reread() {
        at = valueStart;
    }
}
