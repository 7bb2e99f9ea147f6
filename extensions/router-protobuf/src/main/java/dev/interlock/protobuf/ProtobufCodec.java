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

/** Bodies of protobuf-java messages, with the media types of {@link Bodies#MESSAGE}. */
public final class ProtobufCodec {
    private static final FieldLine CONTENT_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, Bodies.MESSAGE.get(0));
    private static final String MALFORMED = "The body is not a valid protobuf message: ";

    private ProtobufCodec() {}

    /**
     * Reads the body as a message. Parses the received bytes in place, but copies strings and bytes, so the message
     * outlives the request.
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
            // A stray end-group tag looks like the end of the message.
            in.checkLastTagWas(0);
        } catch (InvalidProtocolBufferException e) {
            throw new HttpException(
                    HttpStatus.BAD_REQUEST,
                    MALFORMED + e.getMessage() + " (at byte " + in.getTotalBytesRead() + ")",
                    e);
        }
        return message.isInitialized() ? message : parseWhole(body, parser);
    }

    /** Rejects a body that lacks required fields. Parses the body again, because the exception names the fields. */
    private static <T> T parseWhole(Slice body, Parser<T> parser) {
        try {
            return parser.parseFrom(body.array(), body.offset(), body.length());
        } catch (InvalidProtocolBufferException e) {
            throw new HttpException(HttpStatus.BAD_REQUEST, MALFORMED + e.getMessage(), e);
        }
    }

    /**
     * Writes a message to the body, as {@code application/x-protobuf} unless another type was set. Encodes the strings
     * of the message in the body, and copies its bytes.
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
