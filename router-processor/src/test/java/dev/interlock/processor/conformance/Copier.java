package dev.interlock.processor.conformance;

import com.google.protobuf.Descriptors.Descriptor;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.HttpException;
import dev.interlock.processor.conformance.Engine.Refusal;
import dev.interlock.processor.testing.proto.InterfaceSources;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Calls the generated classes of one message type. */
final class Copier {
    /**
     * Value of the bytes before and after the message. If the decoder read beyond the message, this byte would complete
     * a truncated number, tag or range. Then the decoder would accept the message by mistake.
     */
    private static final byte AROUND = 1;

    private static final int MARGIN = 64;

    private final Object decoder;
    private final Method parse;
    private final Object encoder;
    private final Method begin;
    private final Method end;
    private final Method copy;
    private final ByteWriter out = new ByteWriter(16);

    private Copier(InterfaceSources interfaces, Descriptor message) throws ReflectiveOperationException {
        Class<?> view = Class.forName(interfaces.viewName(message));
        Class<?> writer = Class.forName(interfaces.writerName(message));
        decoder = Class.forName(view.getName() + "Decoder").getConstructor().newInstance();
        parse = decoder.getClass().getMethod("parse", byte[].class, int.class, int.class);
        encoder = Class.forName(writer.getName() + "Encoder").getConstructor().newInstance();
        begin = encoder.getClass().getMethod("begin", ByteWriter.class);
        end = encoder.getClass().getMethod("end");
        copy = Class.forName(interfaces.copierName()).getMethod("copy", view, writer);
    }

    static Copier of(Descriptor message) {
        try {
            return new Copier(GeneratedCode.interfaces(message), message);
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError("Nothing is compiled for " + message.getFullName(), missing);
        }
    }

    byte[] copy(byte[] message) throws Refusal {
        byte[] bytes = new byte[MARGIN + message.length + MARGIN];
        Arrays.fill(bytes, AROUND);
        System.arraycopy(message, 0, bytes, MARGIN, message.length);
        out.clear();
        try {
            Object view = parse.invoke(decoder, bytes, MARGIN, MARGIN + message.length);
            copy.invoke(null, view, begin.invoke(encoder, out));
            end.invoke(encoder);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof HttpException malformed) {
                throw new Refusal(malformed);
            }
            throw new IllegalStateException(thrown.getCause());
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(hidden);
        }
        return Arrays.copyOf(out.array(), out.length());
    }
}
