package dev.interlock.protobuf;

import dev.interlock.bytes.ByteWriter;
import java.nio.CharBuffer;

/**
 * Appends text to a {@link ByteWriter} as UTF-8, for code that can only write to an {@link Appendable}. The caller must
 * append both halves of a surrogate pair together.
 */
final class Utf8Appendable implements Appendable {
    private final ByteWriter target;

    Utf8Appendable(ByteWriter target) {
        this.target = target;
    }

    @Override
    public Appendable append(CharSequence text) {
        target.append(text);
        return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
        target.append(CharBuffer.wrap(text, start, end));
        return this;
    }

    @Override
    public Appendable append(char c) {
        target.append(String.valueOf(c));
        return this;
    }
}
