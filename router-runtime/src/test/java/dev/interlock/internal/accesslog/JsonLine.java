package dev.interlock.internal.accesslog;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a line that holds exactly one JSON object (RFC 8259) of text, numbers and booleans. Strict. */
public final class JsonLine {
    private final String text;
    private int at;

    private JsonLine(String text) {
        this.text = text;
    }

    /**
     * Returns the members of the object.
     *
     * @throws IllegalArgumentException if the line is anything else
     */
    public static Map<String, Object> read(String line) {
        JsonLine reader = new JsonLine(line);
        Map<String, Object> members = reader.object();
        if (reader.at < line.length()) {
            throw reader.malformed();
        }
        return members;
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("malformed at " + at + ": " + text);
    }

    private char next() {
        if (at == text.length()) {
            throw malformed();
        }
        return text.charAt(at++);
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw malformed();
        }
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        expect('{');
        char separator = text.startsWith("{}") ? next() : ',';
        while (separator == ',') {
            String name = string();
            expect(':');
            if (members.put(name, value()) != null) {
                throw malformed();
            }
            separator = next();
        }
        if (separator != '}') {
            throw malformed();
        }
        return members;
    }

    private Object value() {
        if (text.startsWith("\"", at)) {
            return string();
        }
        if (text.startsWith("true", at)) {
            at += 4;
            return true;
        }
        int from = at;
        while (Character.isDigit(text.charAt(at))) {
            at++;
        }
        if (at == from || (text.charAt(from) == '0' && at > from + 1)) {
            throw malformed();
        }
        return Long.parseLong(text.substring(from, at));
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        expect('"');
        for (char each = next(); each != '"'; each = next()) {
            if (each < ' ') {
                throw malformed();
            }
            value.append(each == '\\' ? escape() : each);
        }
        return value.toString();
    }

    private char escape() {
        char letter = next();
        if (letter == 'u') {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        if (letter != '"' && letter != '\\') {
            throw malformed();
        }
        return letter;
    }
}
