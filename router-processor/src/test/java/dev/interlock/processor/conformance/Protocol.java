package dev.interlock.processor.conformance;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes the messages of {@code conformance.proto}. The runner provides the descriptors of these messages.
 */
final class Protocol {
    private final Descriptor request;
    private final Descriptor response;

    Protocol(ProtoFiles files) {
        request = files.message("conformance.ConformanceRequest");
        response = files.message("conformance.ConformanceResponse");
    }

    /**
     * A request of the runner.
     *
     * @param binary message to read, or null if the message is not in the binary format
     * @param answeredInBinary whether the runner wants the response in the binary format
     */
    record Question(String messageType, @Nullable ByteString binary, boolean answeredInBinary) {}

    Question question(byte[] bytes) throws InvalidProtocolBufferException {
        DynamicMessage message = DynamicMessage.parseFrom(request, bytes);
        FieldDescriptor payload = request.findFieldByName("protobuf_payload");
        EnumValueDescriptor format =
                (EnumValueDescriptor) message.getField(request.findFieldByName("requested_output_format"));
        return new Question(
                (String) message.getField(request.findFieldByName("message_type")),
                message.hasField(payload) ? (ByteString) message.getField(payload) : null,
                format.getName().equals("PROTOBUF"));
    }

    /** Returns an encoded response that contains a message. */
    byte[] written(ByteString message) {
        return answer("protobuf_payload", message);
    }

    /**
     * Returns an encoded response that has one text field.
     *
     * @param field for example {@code parse_error} or {@code skipped}
     */
    byte[] told(String field, String text) {
        return answer(field, text);
    }

    private byte[] answer(String field, Object value) {
        return DynamicMessage.newBuilder(response)
                .setField(response.findFieldByName(field), value)
                .build()
                .toByteArray();
    }
}
