package dev.interlock.processor.testing.proto;

import static java.util.Objects.requireNonNull;

import dev.interlock.bytes.ByteWriter;
import java.lang.reflect.Method;
import java.util.Arrays;

/** An instance of a generated encoder. */
final class Encoder {
    private final Object encoder;
    private final Method begin;
    private final Method end;

    private Encoder(Object encoder, Method begin, Method end) {
        this.encoder = encoder;
        this.begin = begin;
        this.end = end;
    }

    static Encoder of(ClassLoader loader, String writerName) {
        try {
            Class<?> type = Class.forName(writerName + "Encoder", true, loader);
            Method begin = type.getMethod("begin", ByteWriter.class);
            return new Encoder(type.getConstructor().newInstance(), begin, type.getMethod("end"));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(writerName, e);
        }
    }

    /** Writes the fields of a message. Runs between begin and end. */
    interface Content {
        void writeTo(Object writer);
    }

    /** Writes a message into a buffer that already has other bytes. Returns the bytes of the message. */
    byte[] write(Content content) {
        ByteWriter out = new ByteWriter(16);
        out.append("head");
        int from = out.length();
        content.writeTo(requireNonNull(Accessors.invoke(begin, encoder, out)));
        Accessors.invoke(end, encoder);
        return Arrays.copyOfRange(out.array(), from, out.length());
    }
}
