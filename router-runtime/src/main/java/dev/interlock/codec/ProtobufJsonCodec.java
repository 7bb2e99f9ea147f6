package dev.interlock.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.interlock.bytes.Slice;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.json.JsonScanner;
import java.io.UncheckedIOException;

/**
 * Bodies of protobuf-java messages as JSON, as the protobuf documentation maps it (ProtoJSON). Needs protobuf-java-util;
 * nothing else does.
 */
public final class ProtobufJsonCodec {
    private static final FieldLine CONTENT_TYPE = FieldLine.of("content-type", "application/json");
    private static final String MALFORMED = "The body is not the JSON of a protobuf message: ";

    /** Characters of what the parser says, which may quote the body. */
    private static final int LONGEST_REASON = 300;

    private static final JsonFormat.Parser PARSER = JsonFormat.parser();
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private ProtobufJsonCodec() {}

    /**
     * The body as a message.
     *
     * @param empty the default instance of the message
     * @throws HttpException 400 for a body that is not JSON in UTF-8, does not fit the message, has a field that the message
     *     has not, or lacks a required one: it says what is wrong; 415 for a charset other than UTF-8
     */
    @SuppressWarnings("unchecked") // A builder builds what made it.
    public static <T extends Message> T read(Request request, T empty) {
        Message.Builder message = empty.newBuilderForType();
        String text = text(request);
        try {
            PARSER.merge(text, message);
        } catch (InvalidProtocolBufferException e) {
            throw new HttpException(400, MALFORMED + shortened(String.valueOf(e.getMessage())), e);
        }
        if (!message.isInitialized()) {
            throw new HttpException(
                    400, MALFORMED + "it lacks " + String.join(", ", message.findInitializationErrors()));
        }
        return (T) message.build();
    }

    /**
     * The text of a body, which the parser of protobuf would take for more than JSON (RFC 8259): comments, names without
     * quotes, text behind the end; and it would take more stack than there is for what is nested deep.
     */
    private static String text(Request request) {
        Charsets.requireUtf8(request);
        Slice body = request.body();
        JsonScanner scanner = new JsonScanner();
        scanner.wrap(body.array(), body.offset(), body.offset() + body.length());
        scanner.skip();
        scanner.end();
        return new String(body.array(), body.offset(), body.length(), UTF_8);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "...";
    }

    /**
     * Writes a message, as {@code application/json} unless another type was set.
     *
     * @throws UncheckedIOException when it holds an {@code Any} of a message that is not known
     */
    public static void write(Response response, Message message) {
        try {
            response.defaultContentType(CONTENT_TYPE).body().append(PRINTER.print(message));
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException("A message cannot be written as JSON", e);
        }
    }
}
