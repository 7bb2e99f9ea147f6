package dev.interlock.codec;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import dev.interlock.http.ProtobufTypes;
import dev.interlock.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Flow;

/**
 * Bodies of several protobuf-java messages, each behind its length as a varint: what {@code parseDelimitedFrom} of every
 * protobuf library reads. There is no registered type for them; {@code delimited=true} is what Spring calls them.
 */
public final class ProtobufStreamCodec {
    private static final String PARAMETER = ";delimited=true";
    private static final String USUAL_TYPE = ProtobufTypes.MEDIA_TYPES.get(0) + PARAMETER;

    private ProtobufStreamCodec() {}

    /**
     * Streams messages, as {@code application/x-protobuf;delimited=true}, or as another of the {@link ProtobufTypes} that was
     * chosen before with that parameter, unless the handler set a type of its own.
     */
    public static void write(Response response, Flow.Publisher<? extends MessageLite> messages) {
        String chosen = response.headerValue("content-type");
        if (chosen == null) {
            response.contentType(USUAL_TYPE);
        } else if (ProtobufTypes.MEDIA_TYPES.contains(chosen)) {
            response.contentType(chosen + PARAMETER);
        }
        response.stream(StreamCodec.map(StreamCodec.present(messages), ProtobufStreamCodec::encode));
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
