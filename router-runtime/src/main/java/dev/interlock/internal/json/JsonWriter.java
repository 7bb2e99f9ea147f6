package dev.interlock.internal.json;

import dev.interlock.bytes.ByteWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON (RFC 8259). Supports only the values of problem documents. */
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final ByteWriter out;
    private boolean first = true;

    public JsonWriter(ByteWriter out) {
        this.out = out;
    }

    public JsonWriter beginObject() {
        out.append((byte) '{');
        first = true;
        return this;
    }

    public JsonWriter endObject() {
        out.append((byte) '}');
        first = false;
        return this;
    }

    public JsonWriter member(String name, @Nullable Object value) {
        separate();
        string(name);
        out.append((byte) ':');
        value(value);
        return this;
    }

    private void separate() {
        if (!first) {
            out.append((byte) ',');
        }
        first = false;
    }

    private void value(@Nullable Object value) {
        if (value == null || value instanceof Boolean || isFinite(value)) {
            out.append(String.valueOf(value));
        } else if (value instanceof Map<?, ?> map) {
            beginObject();
            map.forEach((name, member) -> member(String.valueOf(name), member));
            endObject();
        } else if (value instanceof Iterable<?> elements) {
            array(elements);
        } else {
            string(value.toString());
        }
    }

    /** Returns whether a value is a number that JSON can represent. Infinite numbers and NaN are written as text. */
    private static boolean isFinite(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue());
    }

    private void array(Iterable<?> elements) {
        out.append((byte) '[');
        first = true;
        for (Object element : elements) {
            separate();
            value(element);
        }
        out.append((byte) ']');
        first = false;
    }

    private void string(CharSequence text) {
        out.append((byte) '"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(text.subSequence(plain, i));
                escape(c);
                plain = i + 1;
            }
        }
        out.append(text.subSequence(plain, text.length()));
        out.append((byte) '"');
    }

    private void escape(char c) {
        out.append((byte) '\\');
        switch (c) {
            case '"', '\\' -> out.append((byte) c);
            case '\n' -> out.append((byte) 'n');
            case '\r' -> out.append((byte) 'r');
            case '\t' -> out.append((byte) 't');
            default -> out.append("u00").append((byte) HEX.charAt(c >> 4)).append((byte) HEX.charAt(c & 0xf));
        }
    }
}
