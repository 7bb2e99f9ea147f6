package dev.interlock.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.generated.text.ClientText;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Creates problems for malformed JSON, and for JSON that does not fit its type. Each problem is a 400 response with the
 * place of the mistake.
 */
public final class JsonProblem {
    private static final @Nullable String[] NO_NAMES = new String[JsonScanner.MAX_DEPTH + 1];

    private JsonProblem() {}

    /** Creates the problem for a missing body. */
    public static HttpException missingBody() {
        return new HttpException(HttpStatus.BAD_REQUEST, "The body is missing; it must be JSON.")
                .with("expected", "JSON");
    }

    /** Creates the problem for a body that is null, although a value is required. */
    public static HttpException nullBody(String expected) {
        String wanted = expected.isEmpty() ? "a value other than null" : expected;
        return new HttpException(HttpStatus.BAD_REQUEST, "The body must be %s.".formatted(wanted))
                .with("pointer", "")
                .with("expected", wanted)
                .with("actual", "null");
    }

    static HttpException malformed(JsonScanner scanner, String expected) {
        int at = scanner.at();
        String detail = "The body is not valid JSON: line %d, column %d must be %s."
                .formatted(line(scanner, at), column(scanner, at), expected);
        HttpException problem = located(new HttpException(HttpStatus.BAD_REQUEST, detail), scanner, at);
        problem.with("expected", expected);
        return scanner.isSecret() ? problem : problem.with("actual", found(scanner, at));
    }

    static HttpException notUtf8(JsonScanner scanner) {
        int length = scanner.limit() - scanner.start();
        ByteBuffer in = ByteBuffer.wrap(scanner.bytes(), scanner.start(), length);
        UTF_8.newDecoder().decode(in, CharBuffer.allocate(length), true);
        int at = in.position();
        String detail = "The body is not UTF-8: line %d, column %d is not a character."
                .formatted(line(scanner, at), column(scanner, at));
        return located(new HttpException(HttpStatus.BAD_REQUEST, detail), scanner, at)
                .with("expected", "UTF-8");
    }

    static HttpException tooDeep(JsonScanner scanner) {
        String detail = "The body is nested too deep: it has more than %d levels of arrays and objects."
                .formatted(JsonScanner.MAX_DEPTH);
        return located(new HttpException(HttpStatus.BAD_REQUEST, detail), scanner, scanner.at());
    }

    static HttpException mismatch(JsonScanner scanner, String expected) {
        scanner.reread();
        return beginsValue(scanner.peek())
                ? refused(scanner, expected, actual(scanner), null)
                : malformed(scanner, expected);
    }

    private static boolean beginsValue(int next) {
        return next >= 0 && "{[\"-0123456789tfn".indexOf(next) >= 0;
    }

    /**
     * Creates the problem for the value that was read last.
     *
     * @param expected the expected value; empty if it is unknown
     */
    public static HttpException refused(JsonScanner scanner, String expected, Throwable cause) {
        scanner.reread();
        return refused(scanner, expected, beginsValue(scanner.peek()) ? actual(scanner) : "", cause);
    }

    private static HttpException refused(
            JsonScanner scanner, String expected, String actual, @Nullable Throwable cause) {
        String pointer = pointer(scanner);
        String what = pointer.isEmpty() ? "The body" : "The value at " + pointer;
        String detail = expected.isEmpty() ? what + " is not valid." : "%s must be %s.".formatted(what, expected);
        // The cause is not used for a secret value, because its message may repeat the value.
        HttpException problem = cause == null || scanner.isSecret()
                ? new HttpException(HttpStatus.BAD_REQUEST, detail)
                : new HttpException(HttpStatus.BAD_REQUEST, detail, cause);
        located(problem, scanner, scanner.valueStart()).with("pointer", pointer);
        if (!expected.isEmpty()) {
            problem.with("expected", expected);
        }
        return actual.isEmpty() || scanner.isSecret() ? problem : problem.with("actual", actual);
    }

    /** Creates the problem for the name that was read last, because the object already has a member of this name. */
    public static HttpException duplicate(JsonScanner scanner) {
        String pointer = pointer(scanner);
        String detail = "The property %s occurs twice.".formatted(pointer);
        return located(new HttpException(HttpStatus.BAD_REQUEST, detail), scanner, scanner.nameStart() - 1)
                .with("pointer", pointer);
    }

    /** Creates the problem for the name that was read last, because the object must not have a member of this name. */
    public static HttpException unknown(JsonScanner scanner) {
        String pointer = pointer(scanner);
        String detail = "There is no property %s.".formatted(pointer);
        return located(new HttpException(HttpStatus.BAD_REQUEST, detail), scanner, scanner.nameStart() - 1)
                .with("pointer", pointer);
    }

    /** Creates the problem for the name that was read last, because names in this object must have another form. */
    public static HttpException misnamed(JsonScanner scanner, String expected, Throwable cause) {
        String pointer = pointer(scanner);
        String detail = "The name of %s must be %s.".formatted(pointer, expected);
        return located(new HttpException(HttpStatus.BAD_REQUEST, detail, cause), scanner, scanner.nameStart() - 1)
                .with("pointer", pointer)
                .with("expected", expected);
    }

    /** Returns the place of the scanner as text for developers. */
    public static String location(JsonScanner scanner) {
        return "%s, line %d, column %d"
                .formatted(pointer(scanner), line(scanner, scanner.at()), column(scanner, scanner.at()));
    }

    /**
     * Adds the line and the column of a place to a response.
     *
     * @param offset number of bytes before the place in the text of the scanner
     */
    public static void locate(HttpException problem, JsonScanner scanner, int offset) {
        located(problem, scanner, Math.min(scanner.start() + offset, scanner.limit()));
    }

    /**
     * Returns the byte at an offset in the text of the scanner. Returns {@link JsonScanner#END} for an offset outside
     * of the text.
     */
    public static int byteAt(JsonScanner scanner, int offset) {
        boolean isWithin = offset >= 0 && offset < scanner.limit() - scanner.start();
        return isWithin ? scanner.bytes()[scanner.start() + offset] & 0xff : JsonScanner.END;
    }

    private static HttpException located(HttpException problem, JsonScanner scanner, int at) {
        return problem.with("line", line(scanner, at)).with("column", column(scanner, at));
    }

    private static int line(JsonScanner scanner, int at) {
        int line = 1;
        for (int i = scanner.start(); i < at; i++) {
            line += scanner.bytes()[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    /** Returns the column of a byte. The first character of a line has column 1. */
    private static int column(JsonScanner scanner, int at) {
        int column = 1;
        for (int i = at - 1; i >= scanner.start() && scanner.bytes()[i] != '\n'; i--) {
            boolean continuation = (scanner.bytes()[i] & 0xc0) == 0x80;
            column += continuation ? 0 : 1;
        }
        return column;
    }

    private static String found(JsonScanner scanner, int at) {
        if (at >= scanner.limit()) {
            return "the end of the body";
        }
        int from = at;
        int to = at + 1;
        while (to < scanner.limit() && (scanner.bytes()[to] & 0xc0) == 0x80) {
            to++;
        }
        return new String(scanner.bytes(), from, to - from, UTF_8);
    }

    /**
     * Returns the text of a string, number or literal. For an array or object, returns only its kind. Throws if the
     * value is malformed.
     */
    private static String actual(JsonScanner scanner) {
        return switch (scanner.peek()) {
            case '{' -> "an object";
            case '[' -> "an array";
            default -> ClientText.excerpt(text(scanner));
        };
    }

    private static String text(JsonScanner scanner) {
        int from = scanner.at();
        scanner.skipAny();
        return new String(scanner.bytes(), from, scanner.at() - from, UTF_8);
    }

    /**
     * Returns the place of the scanner as a JSON pointer (RFC 6901). Long names are cut as in
     * {@link ClientText#excerpt}.
     */
    public static String pointer(JsonScanner scanner) {
        return pointer(scanner, NO_NAMES);
    }

    /**
     * Like {@link #pointer(JsonScanner)}, but replaces some names.
     *
     * @param names name that replaces the name in the text, by depth; null to keep the name
     */
    public static String pointer(JsonScanner scanner, @Nullable String[] names) {
        StringBuilder pointer = new StringBuilder();
        for (int level = 1; level <= scanner.depth() && scanner.place(level) >= 0; level++) {
            pointer.append('/');
            if (scanner.isArray(level)) {
                pointer.append(scanner.place(level));
            } else {
                String name = names[level];
                pointer.append(ClientText.pointerToken(ClientText.excerpt(name == null ? scanner.name(level) : name)));
            }
        }
        return pointer.toString();
    }
}
