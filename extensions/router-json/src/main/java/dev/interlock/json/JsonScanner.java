package dev.interlock.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.generated.text.ClientText;
import dev.interlock.http.HttpException;

/**
 * Reads one JSON text (RFC 8259) directly from a range of an array. Throws an {@link HttpException} 400 for text that
 * is not JSON, and for a value of another type than the caller expects. The response describes the expected value and
 * the place of the mistake. {@link #wrap} prepares the scanner for the next text. Not safe for use by several threads.
 *
 * <p>The scanner allocates only the strings and numbers that it returns.
 */
public final class JsonScanner {
    /** Maximum nesting of arrays and objects. The code that reads them is recursive, so its stack limits the depth. */
    public static final int MAX_DEPTH = 100;

    /** Result of {@link #peek} at the end of the text. */
    public static final int END = -1;

    private static final byte[] NOTHING = {};
    /** Value in {@link #nameEnds} that stands for an array. Arrays have no names. */
    private static final int ARRAY = -1;
    /** Value in {@link #places} before the first name or element was read. */
    private static final int BEFORE_FIRST = -1;

    private byte[] bytes = NOTHING;
    private int start;
    private int end;
    private int at;
    private int valueStart;
    private int depth;
    private boolean escaped;
    /**
     * Depth of the object that has the outermost secret member; 0 if there is none. All values within the member are
     * also secret.
     */
    private int secretDepth;
    /**
     * Current place by depth. In an array, the index of the element. In an object, the index of the first byte of the
     * name.
     */
    private final int[] places = new int[MAX_DEPTH + 1];

    private final int[] nameEnds = new int[MAX_DEPTH + 1];
    private final int[] starts = new int[MAX_DEPTH + 1];

    /**
     * Sets the text to read. Skips a byte order mark at its start (RFC 8259 section 8.1).
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

    /** Releases the reference to the text. */
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

    /** Returns the number of open arrays and objects. */
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

    /** Whether the object has another member. If so, {@link #nextName} reads its name. */
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

    /** Reads a name and the colon after it. {@link #nameStart} and {@link #nameEnd} return the range of the name. */
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

    /** Returns the index of the first byte of the name that was read last in this object. */
    public int nameStart() {
        return places[depth];
    }

    /** Returns the index after the last byte of the name that was read last in this object. */
    public int nameEnd() {
        return nameEnds[depth];
    }

    /** Marks the member whose name was read last as a secret. Problems do not repeat its value or any nested value. */
    public void secret() {
        secretDepth = secretDepth == 0 ? depth : secretDepth;
    }

    /**
     * Whether a value at the current place is secret. Either {@link #secret} was called for a member that is or
     * contains the value, or the name of the member looks secret.
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

    /** Returns the name that was read last in this object. */
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
     * Whether the level is an array. In an array, {@link #place} is the index of the element. In an object, it is the
     * index of the name.
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

    /** Whether the array has another element. If so, the element is the next value. */
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

    /** Reads the next value if it is null. Returns whether it was null. */
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

    /**
     * Returns the index after the closing quote of a string.
     *
     * @param open index of the opening quote
     */
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
     * Reads a number and returns its text.
     *
     * @param expected description of the expected value, for clients
     */
    public String number(String expected) {
        int from = readNumber(expected);
        return new String(bytes, from, at - from, ISO_8859_1);
    }

    /**
     * Reads a number that has neither fraction nor exponent.
     *
     * @param expected description of the expected value, for clients
     */
    public long integer(long least, long most, String expected) {
        int from = readNumber(expected);
        if (!JsonNumbers.isInteger(bytes, from, at, least, most)) {
            throw mismatch(expected);
        }
        return JsonNumbers.integer(bytes, from, at);
    }

    /** Reads a number and returns the index of its first byte. */
    private int readNumber(String expected) {
        beginValue();
        int next = peek();
        if (next != '-' && (next < '0' || next > '9')) {
            throw mismatch(expected);
        }
        at = JsonNumbers.end(this, bytes, at, end);
        return valueStart;
    }

    /** Skips the next value of any type. Rejects numbers that have too many digits. */
    public void skip() {
        skip(true);
    }

    /** Like {@link #skip}, but accepts numbers with any number of digits. */
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

    /** Reads the next value of any type, and returns its JSON text unchanged. */
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

    /** Creates the problem for the next value. The value has another type than expected, or is not JSON. */
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

    /** Returns the index of the first byte of the value that was read last. */
    int valueStart() {
        return valueStart;
    }

    void reread() {
        at = valueStart;
    }
}
