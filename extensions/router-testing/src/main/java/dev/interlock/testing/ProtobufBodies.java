package dev.interlock.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;

/** Bodies that are protobuf messages. Only this class needs protobuf-java. */
final class ProtobufBodies {
    private ProtobufBodies() {}

    static <M extends MessageLite> M read(TestResponse response, byte[] body, Parser<M> parser) {
        try {
            return parser.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw response.failure("The body is not a message of this type: " + e.getMessage());
        }
    }

    /** @throws AssertionError with both messages if the body differs from the expected message */
    static void requireEqual(TestResponse response, MessageLite expected) {
        MessageLite actual = response.message(expected.getParserForType());
        if (!actual.equals(expected)) {
            throw response.failure("Expected message" + shown(expected) + "\nbut was" + shown(actual));
        }
    }

    /** Returns the text of a message. A message with a descriptor shows its fields. */
    @SuppressWarnings("LiteProtoToString") // Without a descriptor it can show its class only.
    private static String shown(MessageLite message) {
        String text = message.toString().stripTrailing();
        return text.isEmpty() ? " (without fields)" : ":\n" + text.indent(2).stripTrailing();
    }

    static byte[] bytes(MessageLite message) {
        return message.toByteArray();
    }
}
