package dev.interlock.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads and writes bodies that are protobuf-java messages. The media types are {@link Bodies#MESSAGE}. */
public final class ProtobufCodec {
    private static final FieldLine CONTENT_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, Bodies.MESSAGE.get(0));
    private static final String MALFORMED = "The body is not a valid protobuf message: ";

    private ProtobufCodec() {}

    /**
     * Reads the body as a message. Parses the received bytes directly. The message may be used after the request,
     * because its strings and bytes are copies.
     *
     * @throws HttpException 400 with the mistake and its offset if the body is malformed or lacks a required field; 415
     *     for several length-delimited messages
     */
    public static <T extends MessageLite> T read(Request request, Parser<T> parser) {
        Slice body = Bodies.readMessage(request);
        CodedInputStream in = CodedInputStream.newInstance(body.array(), body.offset(), body.length());
        T message;
        try {
            message = parser.parsePartialFrom(in, ExtensionRegistryLite.getEmptyRegistry());
            // If the body ends with an end-group tag, the parser treats the tag as the end of the message. This call
            // rejects the tag.
            in.checkLastTagWas(0);
        } catch (InvalidProtocolBufferException e) {
            throw new HttpException(
                    HttpStatus.BAD_REQUEST,
                    MALFORMED + e.getMessage() + " (at byte " + in.getTotalBytesRead() + ")",
                    e);
        }
        return message.isInitialized() ? message : parseWhole(body, parser);
    }

    /**
     * Parses the body again to reject it, because it lacks required fields. The exception of this parse names the
     * fields.
     */
    private static <T> T parseWhole(Slice body, Parser<T> parser) {
        try {
            return parser.parseFrom(body.array(), body.offset(), body.length());
        } catch (InvalidProtocolBufferException e) {
            throw new HttpException(HttpStatus.BAD_REQUEST, MALFORMED + e.getMessage(), e);
        }
    }

    /**
     * Writes a message to the body. The media type is {@code application/x-protobuf} unless another type was set.
     * Strings are encoded directly into the body. Bytes are copied.
     */
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
