package dev.interlock.protobuf;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Flow;

/**
 * Writes bodies of several protobuf-java messages. Each message follows its length, which is a varint. Protobuf
 * libraries read this format, for example with {@code parseDelimitedFrom}. The media types are
 * {@link Results#MESSAGES}.
 */
public final class ProtobufStreamCodec {
    private static final FieldLine CONTENT_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, Results.MESSAGES.get(0));

    private ProtobufStreamCodec() {}

    /**
     * Streams messages. The media type is {@code application/x-protobuf;delimited=true} unless the caller has set
     * another type. If that type is a protobuf type, the parameter is added to it.
     */
    public static void write(Response response, Flow.Publisher<? extends MessageLite> messages) {
        String set = response.headerValue(HttpHeader.CONTENT_TYPE);
        int name = set == null ? -1 : Bodies.MESSAGE.indexOf(set);
        if (name >= 0) {
            response.contentType(Results.MESSAGES.get(name));
        }
        response.defaultContentType(CONTENT_TYPE).stream(Results.encoded(messages, ProtobufStreamCodec::encode));
    }

    private static ByteBuf encode(MessageLite message) {
        int size = message.getSerializedSize();
        byte[] bytes = new byte[CodedOutputStream.computeUInt32SizeNoTag(size) + size];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeUInt32NoTag(size);
            message.writeTo(out);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException("A message changed while it was written", e);
        }
        return Unpooled.wrappedBuffer(bytes);
    }
}
