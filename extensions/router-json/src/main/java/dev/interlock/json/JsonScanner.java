package dev.interlock.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.Utf8;
import dev.interlock.http.HttpException;
import dev.interlock.http.SecretNames;

/**
 * Reads one JSON text (RFC 8259) in place, from a range of an array. Text that is not JSON, and a value of another type
 * than the caller wants, throw an {@link HttpException} with status 400, which names the expected value and its place.
 * {@link #wrap} prepares the scanner for the next text. Not safe for use by several threads.
 *
 * <p>Reading allocates nothing but the strings and numbers that it hands out.
 */
public final class JsonScanner {
    /**
     * Limit on the nesting of arrays and objects. Code that reads them by recursion has a stack of limited depth.
     */
    public static final int MAX_DEPTH = 100;

    /** Result of {@link #peek} at the end of the text. */
    public static final int END = -1;

    private static final byte[] NOTHING = {};
    /** The end of the name in an array, which has none. */
    private static final int ARRAY = -1;
    /** The place before the first name or element. */
    private static final int BEFORE_FIRST = -1;

    private byte[] bytes = NOTHING;
    private int start;
    private int end;
    private int at;
    private int valueStart;
    private int depth;
    private boolean escaped;
    /** Depth of the object whose member is a secret; 0 if none is. The secret includes all nested values. */
    private int secretDepth;
    /** By depth: the index of the element in an array, the start of the name in an object. */
    private final int[] places = new int[MAX_DEPTH + 1];

    private final int[] nameEnds = new int[MAX_DEPTH + 1];
    private final int[] starts = new int[MAX_DEPTH + 1];

    /**
     * Begins to read a text; a byte order mark before it is skipped (RFC 8259 section 8.1).
     *
     * @throws HttpException 400 unless all of it is UTF-8
     * @throws IndexOutOfBoundsException when the range is not within the array
     */
    public void wrap(byte[] text, int from, int to) {
        bytes = text;
        start = from;
        end = to;
        at = from;
        valueStart = from;
        depth = 0;
        secretDepth = 0;
        if (!Utf8.isValid(text, from, to)) {
            throw JsonProblem.notUtf8(this);
        }
        at = JsonStrings.behindByteOrderMark(text, from, to);
    }

    /** Lets go of the text. */
    public void clear() {
        wrap(NOTHING, 0, 0);
    }

    /** The first byte of the next token, 0 to 255, or {@link #END}. */
    public int peek() {
        int i = at;
        while (i < end && JsonStrings.isWhitespace(bytes[i])) {
            i++;
        }
        at = i;
        return i < end ? bytes[i] & 0xff : END;
    }

    /** How many arrays and objects have begun and not ended. */
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

    /** Whether another name follows in the object, for {@link #nextName}. */
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

    /** Reads a name and its colon: {@link #nameStart} and {@link #nameEnd} tell where it is. */
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

    /** The index of the first byte of the name that was read last in this object. */
    public int nameStart() {
        return places[depth];
    }

    /** The index behind the last byte of that name. */
    public int nameEnd() {
        return nameEnds[depth];
    }

    /** Marks the member whose name was read last as a secret: no problem repeats its value, or any nested value. */
    public void secret() {
        secretDepth = secretDepth == 0 ? depth : secretDepth;
    }

    /**
     * Whether a value here is secret: because of {@link #secret}, or because of the name of a member that is or
     * contains it.
     */
    boolean isSecret() {
        boolean secret = secretDepth > 0 && depth >= secretDepth;
        for (int level = 1; level <= depth && !secret; level++) {
            secret = !isArray(level) && places[level] != BEFORE_FIRST && SecretNames.isSecret(name(level));
        }
        return secret;
    }

    boolean isNameEscaped() {
        return escaped;
    }

    /** That name. */
    public String name() {
        return name(depth);
    }

    String name(int level) {
        return JsonStrings.unescape(bytes, places[level], nameEnds[level]);
    }

    /** Whether the innermost array or object that has begun and not ended is an array. */
    public boolean isInArray() {
        return isArray(depth);
    }

    /** Whether a level is an array. {@link #place} is then the index of its element, otherwise the index of a name. */
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

    /** Whether another element follows in the array, as the next value. */
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

    /** Reads null if it comes next. */
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

    /** The index behind the quote that ends the string whose quote is at {@code open}. */
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
     * Text of a number of any kind.
     *
     * @param expected expectation that clients see if they send another value
     */
    public String number(String expected) {
        int from = readNumber(expected);
        return new String(bytes, from, at - from, ISO_8859_1);
    }

    /**
     * An integer without fraction and exponent.
     *
     * @param expected expectation that clients see if they send another value
     */
    public long integer(long least, long most, String expected) {
        int from = readNumber(expected);
        if (!JsonNumbers.isInteger(bytes, from, at, least, most)) {
            throw mismatch(expected);
        }
        return JsonNumbers.integer(bytes, from, at);
    }

    /** Reads over a number, and gives where it begins. */
    private int readNumber(String expected) {
        beginValue();
        int next = peek();
        if (next != '-' && (next < '0' || next > '9')) {
            throw mismatch(expected);
        }
        at = JsonNumbers.end(this, bytes, at, end);
        return valueStart;
    }

    /** Reads over the next value of any kind; rejects long numbers. */
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

    /** The text of the next value as it stands. */
    public String raw() {
        beginValue();
        int from = valueStart;
        skip();
        return new String(bytes, from, at - from, UTF_8);
    }

    /**
     * Ends the text.
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

    /** The next value is none of the type that is asked for, or the text is no JSON there. */
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

    /** Where the value begins that was read last, or is being read. */
    int valueStart() {
        return valueStart;
    }

    void reread() {
        at = valueStart;
    }
}
