package dev.interlock.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;

/** Bodies that are messages of protobuf: the class that needs its library. */
final class ProtobufBodies {
    private ProtobufBodies() {}

    static <M extends MessageLite> M read(TestResponse response, byte[] body, Parser<M> parser) {
        try {
            return parser.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw response.failure("The body is no such message: " + e.getMessage());
        }
    }

    static byte[] bytes(MessageLite message) {
        return message.toByteArray();
    }
}
