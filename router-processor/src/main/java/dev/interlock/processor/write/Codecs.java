package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Result;

/** The runtime's classes for the codecs of the model, and what they call reading and writing. */
final class Codecs {
    private Codecs() {}

    private static ClassName className(Codec codec) {
        return switch (codec) {
            case TEXT -> RuntimeTypes.TEXT_CODEC;
            case BYTES -> RuntimeTypes.BYTES_CODEC;
            case PROTOBUF -> RuntimeTypes.PROTOBUF_CODEC;
            case FILE -> RuntimeTypes.FILE_CODEC;
            case STREAM -> RuntimeTypes.STREAM_CODEC;
        };
    }

    /** The constant that holds the media types of what is read. */
    static CodeBlock consumed(Parameter.BodyType type) {
        return CodeBlock.of("$T.MEDIA_TYPES", className(type.codec()));
    }

    /** The constant that holds the media types of what is written. */
    static CodeBlock produced(Result.BodyType type) {
        String constant = switch (type) {
            case MESSAGE -> "MEDIA_TYPES";
            case CHARACTERS -> "TEXT";
            default -> "PRODUCES";
        };
        return CodeBlock.of("$T.$L", className(type.codec()), constant);
    }

    /** The name of the class and of its method that reads a body. */
    static CodeBlock reader(Parameter.BodyType type) {
        String method = switch (type) {
            case STRING -> "readString";
            case CHARACTERS -> "readChars";
            case BYTES -> "readBytes";
            case SLICE -> "readSlice";
            case MESSAGE -> "read";
            case PUBLISHER -> "readPublisher";
            case INPUT_STREAM -> "readInputStream";
        };
        return CodeBlock.of("$T.$L", className(type.codec()), method);
    }

    /** The class that writes a body. */
    static ClassName writer(Result.BodyType type) {
        return className(type.codec());
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
