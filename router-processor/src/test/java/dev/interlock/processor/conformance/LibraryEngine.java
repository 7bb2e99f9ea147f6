package dev.interlock.processor.conformance;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;

/** The library of Google for Java, told to drop unknown fields: what a view that declares everything has to equal. */
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
