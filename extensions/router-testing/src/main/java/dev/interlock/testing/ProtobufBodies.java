package dev.interlock.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.util.function.Function;

/** Reads and compares bodies that are protobuf messages. Only this class of the package needs protobuf-java. */
final class ProtobufBodies {
    private ProtobufBodies() {}

    /**
     * Parses a body.
     *
     * @param failure creates the error to throw from the reason why the body is not a message
     */
    static <M extends MessageLite> M read(byte[] body, Parser<M> parser, Function<String, AssertionError> failure) {
        try {
            return parser.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw failure.apply("The body is not a message of this type: " + e.getMessage());
        }
    }

    /**
     * Requires that the body equals the expected message.
     * @throws AssertionError with both messages if the body differs from the expected message
     */
    static void requireEqual(byte[] body, MessageLite expected, Function<String, AssertionError> failure) {
        MessageLite actual = read(body, expected.getParserForType(), failure);
        if (!actual.equals(expected)) {
            throw failure.apply("Expected message" + shown(expected) + "\nbut was" + shown(actual));
        }
    }

    /** Returns the text of a message. If the message has a descriptor, the text contains the fields. */
    @SuppressWarnings("LiteProtoToString") // A message without a descriptor can show only its class.
    private static String shown(MessageLite message) {
        String text = message.toString().stripTrailing();
        return text.isEmpty() ? " (without fields)" : ":\n" + text.indent(2).stripTrailing();
    }

    static byte[] bytes(MessageLite message) {
        return message.toByteArray();
    }
}
