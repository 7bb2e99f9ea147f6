package dev.interlock.codec;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Bodies of protobuf-java messages. */
public final class ProtobufCodec {
    /** The types of body that are read and that a client may ask for: three names of one format. */
    public static final List<String> MEDIA_TYPES =
            List.of("application/x-protobuf", "application/protobuf", "application/vnd.google.protobuf");

    private static final FieldLine CONTENT_TYPE = FieldLine.of("content-type", "application/x-protobuf");

    private ProtobufCodec() {}

    /**
     * The body as a message, which has bytes of its own.
     *
     * @throws HttpException 400 for a body that is malformed or lacks a required field
     */
    public static <T> T read(Request request, Parser<T> parser) {
        Slice body = request.body();
        try {
            return parser.parseFrom(body.array(), body.offset(), body.length());
        } catch (InvalidProtocolBufferException e) {
            throw new HttpException(400, "The body is not a valid protobuf message: " + e.getMessage(), e);
        }
    }

    /** Writes a message, as {@code application/x-protobuf} unless the handler set another type. */
    public static void write(Response response, MessageLite message) {
        ByteWriter body = response.defaultContentType(CONTENT_TYPE).body();
        int size = message.getSerializedSize();
        int start = body.extend(size);
        CodedOutputStream out = CodedOutputStream.newInstance(body.array(), start, size);
        try {
            message.writeTo(out);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException("A message changed while it was written", e);
        }
    }
}
