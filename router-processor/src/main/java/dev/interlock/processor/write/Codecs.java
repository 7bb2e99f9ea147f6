package dev.interlock.processor.write;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Representations;
import dev.interlock.processor.model.Result;
import dev.interlock.processor.model.Result.BodyType;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.Optional;

/** Maps the codecs of the model to runtime classes and to their methods for reading and writing. */
final class Codecs {
    private Codecs() {}

    /**
     * Returns the runtime class for a codec. For {@link Codec#JSON}, this is the class with the media types, which all
     * JSON libraries share.
     */
    private static ClassName extension(Codec codec) {
        return switch (codec) {
            case PROTOBUF -> RuntimeTypes.PROTOBUF_CODEC;
            case PROTOBUF_JSON -> RuntimeTypes.PROTOBUF_JSON_CODEC;
            case JSON -> RuntimeTypes.JSON_TYPES;
            case PROTOBUF_STREAM -> RuntimeTypes.PROTOBUF_STREAM_CODEC;
            case PROTOBUF_JSON_LINES, JSON_LINES, JSON_ARRAY -> RuntimeTypes.JSON_STREAM_CODEC;
            case TEXT, BYTES, FORM, MULTIPART, FILE, STATIC_FILE, STREAM, TEXT_STREAM, EVENTS, PROBLEM ->
                throw new IllegalArgumentException(codec + " needs no extension");
        };
    }

    /** Returns the media types that a handler reads. If no annotation names them, returns a constant for the codec. */
    static CodeBlock consumed(Representations representations) {
        return representations.named()
                ? representations.types().stream()
                        .map(type -> CodeBlock.of("$S", type.toString()))
                        .collect(CodeBlock.joining(",$W"))
                : readTypes(representations.codecs().get(0));
    }

    /** Returns the media types that a handler writes. If no annotation names them, returns a constant for the codec. */
    static CodeBlock produced(Representations representations) {
        if (representations.named()) {
            return representations.list().stream()
                    .map(it -> CodeBlock.of("$S", it.codec().contentType(it.type())))
                    .collect(CodeBlock.joining(",$W"));
        }
        return writtenTypes(representations.codecs().get(0));
    }

    /**
     * Returns the constant for the media types that a codec reads. Code that uses the constants for protobuf does not
     * need a protobuf library.
     */
    private static CodeBlock readTypes(Codec codec) {
        return switch (codec) {
            case TEXT -> CodeBlock.of("$T.TEXT", RuntimeTypes.BODIES);
            case BYTES, STREAM -> CodeBlock.of("$T.ANY", RuntimeTypes.BODIES);
            case FORM -> CodeBlock.of("$T.FORM", RuntimeTypes.BODIES);
            case MULTIPART -> CodeBlock.of("$T.MULTIPART", RuntimeTypes.BODIES);
            case PROTOBUF -> CodeBlock.of("$T.MESSAGE", RuntimeTypes.BODIES);
            default -> CodeBlock.of("$T.MEDIA_TYPES", extension(codec));
        };
    }

    /** Like {@link #readTypes}, for the media types that a codec writes. */
    private static CodeBlock writtenTypes(Codec codec) {
        return switch (codec) {
            case TEXT, TEXT_STREAM -> CodeBlock.of("$T.TEXT", RuntimeTypes.RESULTS);
            case BYTES, FILE, STREAM -> CodeBlock.of("$T.BYTES", RuntimeTypes.RESULTS);
            case STATIC_FILE -> CodeBlock.of("$T.ANY", RuntimeTypes.RESULTS);
            case EVENTS -> CodeBlock.of("$T.EVENTS", RuntimeTypes.RESULTS);
            case PROTOBUF -> CodeBlock.of("$T.MESSAGE", RuntimeTypes.RESULTS);
            case PROTOBUF_STREAM -> CodeBlock.of("$T.MESSAGES", RuntimeTypes.RESULTS);
            default -> CodeBlock.of("$T.PRODUCES", extension(codec));
        };
    }

    /**
     * Returns the call that reads a body.
     *
     * @param missing name of the variable that collects missing members of the JSON; if it is empty, the call rejects
     *     JSON with missing members
     */
    static CodeBlock read(Parameter.Body body, Codec codec, JsonFields json, String missing) {
        if (codec == Codec.JSON && !missing.isEmpty()) {
            return CodeBlock.of("$L(request, $N)", reader(body, codec, json), missing);
        }
        CodeBlock reader = reader(body, codec, json);
        return switch (body.bodyType()) {
            case MESSAGE, LITE_MESSAGE ->
                unlessAbsent(
                        body,
                        codec == Codec.PROTOBUF_JSON
                                ? CodeBlock.of("$L(request, $T.getDefaultInstance())", reader, body.value())
                                : CodeBlock.of("$L(request, $T.parser())", reader, body.value()));
            case VIEW -> unlessAbsent(body, CodeBlock.of("$L(request)", reader));
            default -> CodeBlock.of("$L(request)", reader);
        };
    }

    private static CodeBlock unlessAbsent(Parameter.Body body, CodeBlock read) {
        ClassName bodies = RuntimeTypes.BODIES;
        return switch (body.shape()) {
            case OPTIONAL ->
                CodeBlock.of(
                        "$T.isAbsent(request) ? $T.empty() : $T.of($L)", bodies, Optional.class, Optional.class, read);
            case NULLABLE -> CodeBlock.of("$T.isAbsent(request) ? null : $L", bodies, read);
            default -> read;
        };
    }

    /**
     * Returns the call that reads a body with a stream of values.
     *
     * @param check check of each value; empty if values are not checked
     */
    static CodeBlock readLines(Parameter.Body body, Codec codec, JsonFields json, CodeBlock check) {
        return CodeBlock.of(
                "$T.read(request, $L.elements($L))",
                extension(codec),
                json.codec(body.json().orElseThrow()),
                check);
    }

    /**
     * Returns the method that reads a body, qualified by its class. For JSON, returns a method of the object in the
     * field for the JSON codec.
     */
    private static CodeBlock reader(Parameter.Body body, Codec codec, JsonFields json) {
        Parameter.BodyType type = body.bodyType();
        if (type == Parameter.BodyType.JSON) {
            return CodeBlock.of("$L.$L", json.codec(body.json().orElseThrow()), jsonMethod(body.shape()));
        }
        return switch (type) {
            case STRING -> CodeBlock.of("$T.readString", RuntimeTypes.BODIES);
            case CHARACTERS -> CodeBlock.of("$T.readChars", RuntimeTypes.BODIES);
            case BYTES -> CodeBlock.of("$T.readBytes", RuntimeTypes.BODIES);
            case SLICE -> CodeBlock.of("$T.readSlice", RuntimeTypes.BODIES);
            case PUBLISHER -> CodeBlock.of("$T.readPublisher", RuntimeTypes.BODIES);
            case INPUT_STREAM -> CodeBlock.of("$T.readInputStream", RuntimeTypes.BODIES);
            case VIEW -> CodeBlock.of("$T.read", GeneratedNames.decoder(MoreTypes.asTypeElement(body.value())));
            case MESSAGE, LITE_MESSAGE, JSON, JSON_LINES -> CodeBlock.of("$T.read", extension(codec));
        };
    }

    private static String jsonMethod(Parameter.Shape shape) {
        return switch (shape) {
            case OPTIONAL -> "readOptional";
            case NULLABLE -> "readNullable";
            default -> "read";
        };
    }

    /**
     * Returns the method that writes a body, qualified by its class. For JSON, returns a method of the object in the
     * field for the JSON codec.
     */
    static CodeBlock writer(Result result, Codec codec, JsonFields json) {
        BodyType type = result.bodyType().orElseThrow();
        return switch (type) {
            case JSON -> CodeBlock.of("$L.write", json.codec(result.json().orElseThrow()));
            case JSON_VALUES -> CodeBlock.of("$T.$L", extension(codec), codec == Codec.JSON_ARRAY ? "array" : "lines");
            case MESSAGES ->
                CodeBlock.of("$T.$L", extension(codec), codec == Codec.PROTOBUF_JSON_LINES ? "lines" : "write");
            case MESSAGE, LITE_MESSAGE, LITE_MESSAGES -> CodeBlock.of("$T.write", extension(codec));
            case TEXT, ENUM -> CodeBlock.of("$T.writeText", RuntimeTypes.RESULTS);
            case BYTES -> CodeBlock.of("$T.writeBytes", RuntimeTypes.RESULTS);
            case FILE, STATIC_FILE -> CodeBlock.of("$T.writeFile", RuntimeTypes.RESULTS);
            case BUFFERS -> CodeBlock.of("$T.streamBuffers", RuntimeTypes.RESULTS);
            case ARRAYS -> CodeBlock.of("$T.streamBytes", RuntimeTypes.RESULTS);
            case CHARACTERS -> CodeBlock.of("$T.streamText", RuntimeTypes.RESULTS);
            case EVENTS, JSON_EVENTS -> CodeBlock.of("$T.streamEvents", RuntimeTypes.RESULTS);
            case PROBLEM -> throw new IllegalArgumentException("A problem writes itself");
        };
    }

    /**
     * Returns the last argument for the method of {@link #writer}, after a comma: the method that writes one element.
     * Empty if the body has no elements that need their own writer.
     */
    static CodeBlock elementWriter(Result result, Codec codec, JsonFields json) {
        if (codec == Codec.PROTOBUF_JSON_LINES) {
            return CodeBlock.of(", $T::write", RuntimeTypes.PROTOBUF_JSON_CODEC);
        }
        return writesElements(result.bodyType().orElseThrow(), codec)
                ? CodeBlock.of(", $L::write", json.codec(result.json().orElseThrow()))
                : CodeBlock.of("");
    }

    /** Whether the writer of a body needs a second writer for the elements of the body. */
    static boolean writesElements(BodyType type, Codec codec) {
        return type == BodyType.JSON_VALUES || type == BodyType.JSON_EVENTS || codec == Codec.PROTOBUF_JSON_LINES;
    }

    /**
     * Whether the writer of a body needs the request. This holds for files: the response depends on the conditions and
     * ranges of the request.
     */
    static boolean writesByRequest(BodyType type) {
        return type.codec().isFile();
    }
}
