package dev.interlock.processor.testing.proto;

import static java.util.Objects.requireNonNull;

import dev.interlock.generated.proto.DecoderScope;
import dev.interlock.generated.proto.RecordView;
import java.lang.reflect.Method;
import java.util.Arrays;

/** An instance of a generated decoder. */
final class Decoder {
    private static final int MARGIN = 11;

    private final Object decoder;
    private final Method parse;
    private byte[] bytes = {};

    private Decoder(Object decoder, Method parse) {
        this.decoder = decoder;
        this.parse = parse;
    }

    static Decoder of(ClassLoader loader, String viewName) {
        try {
            Class<?> type = Class.forName(viewName + "Decoder", true, loader);
            Method parse = type.getMethod("parse", byte[].class, int.class, int.class);
            return new Decoder(type.getConstructor().newInstance(), parse);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(viewName, e);
        }
    }

    /**
     * Parses a message that is surrounded by other bytes. A varint that reads beyond the message finds no end there.
     *
     * @throws dev.interlock.http.HttpException if the bytes are not a message
     */
    Object parse(byte[] message) {
        bytes = new byte[message.length + 2 * MARGIN];
        Arrays.fill(bytes, (byte) 0xFF);
        System.arraycopy(message, 0, bytes, MARGIN, message.length);
        return requireNonNull(Accessors.invoke(parse, decoder, bytes, MARGIN, MARGIN + message.length));
    }

    /** Overwrites the bytes of the last message, and the decoded form of the message. */
    void overwrite() {
        Arrays.fill(bytes, (byte) 0xFF);
        new DecoderScope(() -> (RecordView) decoder).endOfRequest(0);
    }
}
