package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import dev.interlock.processor.model.Codec;

/** The runtime's classes for the codecs of the model. */
final class Codecs {
    private Codecs() {}

    static ClassName className(Codec codec) {
        return switch (codec) {
            case TEXT -> RuntimeTypes.TEXT_CODEC;
            case BYTES -> RuntimeTypes.BYTES_CODEC;
            case PROTOBUF -> RuntimeTypes.PROTOBUF_CODEC;
        };
    }

    /** The constant of the codec that holds the types of what it writes. */
    static String produced(Codec codec) {
        return codec == Codec.PROTOBUF ? "MEDIA_TYPES" : "PRODUCES";
    }
}
