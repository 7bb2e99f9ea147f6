package dev.interlock.processor.write;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Result;

/** The runtime's classes for the codecs of the model, and what they call reading and writing. */
final class Codecs {
    private Codecs() {}

    /** JSON has a codec for each type; what all have in common are its media types. */
    private static ClassName className(Codec codec) {
        return switch (codec) {
            case TEXT -> RuntimeTypes.TEXT_CODEC;
            case BYTES -> RuntimeTypes.BYTES_CODEC;
            case PROTOBUF -> RuntimeTypes.PROTOBUF_CODEC;
            case JSON -> RuntimeTypes.JSON_TYPES;
            case FILE -> RuntimeTypes.FILE_CODEC;
            case STREAM -> RuntimeTypes.STREAM_CODEC;
            case PROTOBUF_STREAM -> RuntimeTypes.PROTOBUF_STREAM_CODEC;
            case EVENTS -> RuntimeTypes.EVENT_CODEC;
        };
    }

    /** The constant that holds the media types of what is read. */
    static CodeBlock consumed(Parameter.BodyType type) {
        return mediaTypes(type.codec(), "MEDIA_TYPES");
    }

    /** The constant that holds the media types of what is written. */
    static CodeBlock produced(Result.BodyType type) {
        String constant = switch (type) {
            case CHARACTERS -> "TEXT";
            case STATIC_FILE -> "ANY";
            default -> "PRODUCES";
        };
        return mediaTypes(type.codec(), constant);
    }

    /** The media types of protobuf are a constant that needs no protobuf library. */
    private static CodeBlock mediaTypes(Codec codec, String constant) {
        return codec.isProtobuf()
                ? CodeBlock.of("$T.MEDIA_TYPES", RuntimeTypes.PROTOBUF_TYPES)
                : CodeBlock.of("$T.$L", className(codec), constant);
    }

    /** The name of the class and of its method that reads a body; for JSON that of a codec. */
    static CodeBlock reader(Parameter.Body body, JsonFields json) {
        Parameter.BodyType type = body.bodyType();
        if (body.json().isPresent()) {
            return CodeBlock.of("$L.$L", json.codec(body.json().get()), jsonMethod(body.shape()));
        }
        ClassName reader = type == Parameter.BodyType.VIEW
                ? GeneratedNames.decoder(MoreTypes.asTypeElement(body.type()))
                : className(type.codec());
        String method = switch (type) {
            case STRING -> "readString";
            case CHARACTERS -> "readChars";
            case BYTES -> "readBytes";
            case SLICE -> "readSlice";
            case MESSAGE, VIEW, JSON -> "read";
            case PUBLISHER -> "readPublisher";
            case INPUT_STREAM -> "readInputStream";
        };
        return CodeBlock.of("$T.$L", reader, method);
    }

    private static String jsonMethod(Parameter.Shape shape) {
        return switch (shape) {
            case OPTIONAL -> "readOptional";
            case NULLABLE -> "readNullable";
            default -> "read";
        };
    }

    /** What writes a body: a class, or for JSON a codec. */
    static CodeBlock writer(Result result, JsonFields json) {
        return result.json()
                .map(json::codec)
                .orElseGet(() -> CodeBlock.of(
                        "$T", className(result.bodyType().orElseThrow().codec())));
    }

    /** Whether what writes a body has to see the request: its conditions and ranges. */
    static boolean writesByRequest(Result.BodyType type) {
        return type.codec() == Codec.FILE;
    }

    /** The method of {@link #writer} that writes a body. */
    static String writeMethod(Result.BodyType type) {
        return switch (type) {
            case BUFFERS -> "buffers";
            case ARRAYS -> "bytes";
            case CHARACTERS -> "text";
            default -> "write";
        };
    }
}
