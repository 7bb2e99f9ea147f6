package dev.interlock.processor.read;

import dev.interlock.processor.model.JsonLibrary;
import java.util.List;

/** Types of the runtime and of libraries that mean something in a handler's signature; the processor links none. */
final class RuntimeNames {
    static final String SLICE = "dev.interlock.bytes.Slice";
    static final String REQUEST = "dev.interlock.http.Request";
    static final String RESPONSE = "dev.interlock.http.Response";
    static final String FILTER = "dev.interlock.http.Filter";
    static final String BODY_DECODER = "dev.interlock.http.BodyDecoder";
    static final String PRINCIPAL = "dev.interlock.http.Principal";
    static final String PROBLEM = "dev.interlock.http.Problem";
    static final String HTTP_EXCEPTION = "dev.interlock.http.HttpException";
    static final String BODY_PART = "dev.interlock.http.BodyPart";
    static final String SERVER_SENT_EVENT = "dev.interlock.http.ServerSentEvent";
    static final String STATIC_FILE = "dev.interlock.file.StaticFile";
    static final String BYTE_BUF = "io.netty.buffer.ByteBuf";
    static final String MESSAGE = "com.google.protobuf.Message";
    static final String PROTOBUF_CODEC = "dev.interlock.protobuf.ProtobufCodec";
    static final String JSON_FORMAT = "com.google.protobuf.util.JsonFormat";
    static final String MESSAGE_LITE = "com.google.protobuf.MessageLite";

    private RuntimeNames() {}

    /** Classes that the use of a JSON library needs: one of our extension, and one of the library. */
    static List<String> needed(JsonLibrary library) {
        return switch (library) {
            case JSONB -> List.of("dev.interlock.jsonb.JsonbCodec", "io.avaje.jsonb.Jsonb");
            case JACKSON ->
                List.of("dev.interlock.jackson.JacksonCodec", "com.fasterxml.jackson.databind.ObjectMapper");
        };
    }
}
