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
 * Bodies of protobuf-java messages as JSON, with the mapping of the protobuf documentation (ProtoJSON). Only the
 * {@code ProtobufJson} classes need protobuf-java-util.
 *
 * <p>A message is written into the body piece by piece, and a body is read in place. protobuf-java-util allocates more.
 * While it reads, it holds the whole body as Gson's tree of {@code JsonElement}, with an object for each name and
 * value. While it writes, it holds the text of one string, or of the bytes of one field, at a time.
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
     * @throws HttpException 400 with the mistake and its place for a body that is not JSON in UTF-8, does not fit the
     *     message, has a member twice, has an unknown field, or lacks a required one; 415 for a charset other than
     *     UTF-8
     */
    @SuppressWarnings("unchecked") // The builder builds the type of message that created it.
    public static <T extends Message> T read(Request request, T empty) {
        Message.Builder message = empty.newBuilderForType();
        Reader text = text(request, message.getDescriptorForType());
        try {
            PARSER.merge(text, message);
        } catch (IOException e) {
            ProtobufJsonMisfit.find(scanner(request), message.getDescriptorForType(), PARSER, e);
            // The parser's message repeats values of the body.
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
     * Returns the text of a body, read in place, after a check. The text must be JSON (RFC 8259) with each member once.
     * Without the check, the parser of protobuf would accept comments, unquoted names, trailing text and the last of
     * two values of a member. Deep nesting would need too much stack. Numbers of any length would cost arithmetic, even
     * in strings and names, because ProtoJSON accepts numbers there.
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
     * Writes a message, as {@code application/json} unless another type was set.
     *
     * @throws UncheckedIOException if it holds an {@code Any} with an unknown message
     * @throws IllegalArgumentException if it holds a {@code Value} that JSON does not have, such as NaN
     */
    public static void write(Response response, Message message) {
        write(response.defaultContentType(CONTENT_TYPE).body(), message);
    }

    /**
     * Appends the text of a message, in one line.
     *
     * @throws UncheckedIOException if the message holds an {@code Any} with an unknown message; nothing is appended
     * @throws IllegalArgumentException if the message holds a {@code Value} that JSON does not have; nothing is
     *     appended
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
