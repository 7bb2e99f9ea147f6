package dev.interlock.processor.conformance;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;

/**
 * Google's library for Java. It is configured to drop unknown fields, so that it gives the same results as a view that
 * declares all fields.
 */
record LibraryEngine(ProtoFiles files) implements Engine {
    @Override
    public byte[] copy(String messageType, byte[] message) throws Refusal {
        Parser<DynamicMessage> parser =
                DynamicMessage.getDefaultInstance(files.message(messageType)).getParserForType();
        try {
            return DiscardUnknownFieldsParser.wrap(parser).parseFrom(message).toByteArray();
        } catch (InvalidProtocolBufferException malformed) {
            throw new Refusal(malformed);
        }
    }
}
