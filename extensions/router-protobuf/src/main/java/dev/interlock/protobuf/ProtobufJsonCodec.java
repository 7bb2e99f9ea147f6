package dev.interlock.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.json.JsonScanner;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/**
 * Reads and writes protobuf-java messages as JSON, in the format of the protobuf documentation (ProtoJSON). Only the
 * {@code ProtobufJson} classes need protobuf-java-util.
 *
 * <p>This class itself copies no body, but protobuf-java-util allocates. While it reads, it holds the whole body as a
 * tree of Gson's {@code JsonElement}, with an object for each name and value. While it writes, it holds the text of one
 * field at a time.
 */
public final class ProtobufJsonCodec {
    private static final FieldLine CONTENT_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, "application/json");
    private static final String MALFORMED = "The body is not the JSON of a protobuf message: ";

    private static final JsonFormat.Parser PARSER = JsonFormat.parser();
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private ProtobufJsonCodec() {}

    /**
     * Reads the body as a message.
     *
     * @param empty default instance of the message
     * @throws HttpException 400 with the mistake and its place if the body is not JSON in UTF-8, does not fit the
     *     message, has a member twice, has an unknown field, or lacks a required field; 415 if the charset is not UTF-8
     */
    @SuppressWarnings("unchecked") // The builder builds the type of message that created it.
    public static <T extends Message> T read(Request request, T empty) {
        Message.Builder message = empty.newBuilderForType();
        Reader text = text(request, message.getDescriptorForType());
        try {
            PARSER.merge(text, message);
        } catch (IOException e) {
            ProtobufJsonMisfit.find(scanner(request), message.getDescriptorForType(), PARSER, e);
            // The parser's message may repeat values of the body, so the response does not contain it.
            throw new HttpException(HttpStatus.BAD_REQUEST, MALFORMED + "a value does not fit its field.", e);
        }
        if (!message.isInitialized()) {
            throw new HttpException(
                    HttpStatus.BAD_REQUEST,
                    MALFORMED + "it lacks " + String.join(", ", message.findInitializationErrors()));
        }
        return (T) message.build();
    }

    /**
     * Checks a body and returns its text. The text is not copied. It must be JSON (RFC 8259) in which each member
     * occurs once. Without the check, the parser of protobuf would accept comments, unquoted names, trailing text and
     * repeated members. Deep nesting would need too much stack. Long numbers would need much CPU time, even in strings
     * and names, because ProtoJSON accepts numbers there.
     */
    private static Reader text(Request request, Descriptor type) {
        Bodies.requireUtf8(request);
        JsonScanner scanner = scanner(request);
        ProtobufJsonNames.skip(scanner, type);
        scanner.end();
        if (ProtobufJsonNumbers.mayBeLong(request.body())) {
            ProtobufJsonMisfit.find(scanner(request), type, PARSER, new IOException("A number is too long"));
        }
        return new Utf8Reader(request.body());
    }

    private static JsonScanner scanner(Request request) {
        Slice body = request.body();
        JsonScanner scanner = new JsonScanner();
        scanner.wrap(body.array(), body.offset(), body.offset() + body.length());
        return scanner;
    }

    /**
     * Writes a message to the body. The media type is {@code application/json} unless another type was set.
     *
     * @throws UncheckedIOException if the message contains an {@code Any} with an unknown message
     * @throws IllegalArgumentException if the message contains a {@code Value} that JSON cannot express, for example
     *     NaN
     */
    public static void write(Response response, Message message) {
        write(response.defaultContentType(CONTENT_TYPE).body(), message);
    }

    /**
     * Appends a message as JSON text in one line. If this method throws, nothing is appended.
     *
     * @throws UncheckedIOException if the message contains an {@code Any} with an unknown message
     * @throws IllegalArgumentException if the message contains a {@code Value} that JSON cannot express
     */
    public static void write(ByteWriter target, Message message) {
        int start = target.length();
        boolean isWhole = false;
        try {
            PRINTER.appendTo(message, new Utf8Appendable(target));
            isWhole = true;
        } catch (IOException e) {
            throw new UncheckedIOException("A message cannot be written as JSON", e);
        } finally {
            if (!isWhole) {
                target.truncate(start);
            }
        }
    }
}
