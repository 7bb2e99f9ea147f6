package dev.interlock.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) strictly, for assertions. Needs no JSON library, because applications without such a library
 * also send problem documents. Throws {@link IllegalArgumentException} for text that is not JSON.
 */
final class JsonText {
    private static final int MOST_DEPTH = 500;
    private static final int ESCAPE_DIGITS = 4;

    private final String text;
    private int at;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    static @Nullable Object read(String text) {
        JsonText reader = new JsonText(text);
        Object value = reader.value();
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.malformed("nothing more");
        }
        return value;
    }

    /** Returns the value at a pointer (RFC 6901). */
    static @Nullable Object at(@Nullable Object root, String pointer) {
        if (pointer.isEmpty()) {
            return root;
        }
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException("'" + pointer + "' is not a JSON pointer. Tip: begin it with a slash");
        }
        Object value = root;
        for (String token : pointer.substring(1).split("/", -1)) {
            value = step(value, token.replace("~1", "/").replace("~0", "~"), pointer);
        }
        return value;
    }

    private static @Nullable Object step(@Nullable Object value, String token, String pointer) {
        if (value instanceof Map<?, ?> object && object.containsKey(token)) {
            return object.get(token);
        }
        if (value instanceof List<?> array) {
            for (int i = 0; i < array.size(); i++) {
                if (String.valueOf(i).equals(token)) {
                    return array.get(i);
                }
            }
        }
        throw new IllegalArgumentException("The body has nothing at '" + pointer + "': no '" + token + "'");
    }

    private @Nullable Object value() {
        skipSpace();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() {
        enter();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (!accept('}')) {
            do {
                skipSpace();
                String name = string();
                skipSpace();
                expect(':');
                if (members.containsKey(name)) {
                    throw malformed("a name other than '" + name + "', which was there before");
                }
                members.put(name, value());
            } while (accept(','));
            expect('}');
        }
        depth--;
        return Collections.unmodifiableMap(members);
    }

    private List<@Nullable Object> array() {
        enter();
        List<@Nullable Object> elements = new ArrayList<>();
        if (!accept(']')) {
            do {
                elements.add(value());
            } while (accept(','));
            expect(']');
        }
        depth--;
        return Collections.unmodifiableList(elements);
    }

    private void enter() {
        at++;
        if (++depth > MOST_DEPTH) {
            throw malformed("at most " + MOST_DEPTH + " levels");
        }
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                at--;
                throw malformed("no control character");
            }
            value.append(c == '\\' ? escaped() : c);
        }
        at++;
        return value.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw malformed("an escape");
        };
    }

    private char unit() {
        int unit = 0;
        for (int i = 0; i < ESCAPE_DIGITS; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw malformed("a hexadecimal digit");
            }
            unit = 16 * unit + digit;
            at++;
        }
        return (char) unit;
    }

    private Object number() {
        int start = at;
        boolean integral = true;
        acceptHere('-');
        if (!acceptHere('0')) {
            digits();
        }
        if (acceptHere('.')) {
            digits();
            integral = false;
        }
        if (acceptHere('e') || acceptHere('E')) {
            if (!acceptHere('-')) {
                acceptHere('+');
            }
            digits();
            integral = false;
        }
        BigDecimal value = new BigDecimal(text.substring(start, at));
        boolean isLong = integral && value.precision() < 19;
        return isLong ? (Object) value.longValueExact() : value;
    }

    private void digits() {
        int start = at;
        while (peekOr('x') >= '0' && peekOr('x') <= '9') {
            at++;
        }
        if (at == start) {
            throw malformed("a value");
        }
    }

    private @Nullable Object literal(String name, @Nullable Object value) {
        if (!text.startsWith(name, at)) {
            throw malformed("a value");
        }
        at += name.length();
        return value;
    }

    private void skipSpace() {
        while (" \t\r\n".indexOf(peekOr('x')) >= 0) {
            at++;
        }
    }

    private boolean accept(char wanted) {
        skipSpace();
        return acceptHere(wanted);
    }

    private boolean acceptHere(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char wanted) {
        if (!acceptHere(wanted)) {
            throw malformed("'" + wanted + "'");
        }
    }

    private char peek() {
        if (at == text.length()) {
            throw malformed("more");
        }
        return text.charAt(at);
    }

    private char peekOr(char end) {
        return at < text.length() ? text.charAt(at) : end;
    }

    private IllegalArgumentException malformed(String expected) {
        return new IllegalArgumentException("expected " + expected + " at index " + at);
    }
}
