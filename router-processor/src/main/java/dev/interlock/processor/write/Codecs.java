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
     * Returns the runtime class of a codec. Each JSON type has its own codec, but all JSON codecs share their media
     * types.
     */
    private static ClassName className(Codec codec) {
        return switch (codec) {
            case TEXT -> RuntimeTypes.TEXT_CODEC;
            case BYTES -> RuntimeTypes.BYTES_CODEC;
            case FORM -> RuntimeTypes.FORM_CODEC;
            case MULTIPART -> RuntimeTypes.MULTIPART_CODEC;
            case PROTOBUF -> RuntimeTypes.PROTOBUF_CODEC;
            case PROTOBUF_JSON -> RuntimeTypes.PROTOBUF_JSON_CODEC;
            case JSON -> RuntimeTypes.JSON_TYPES;
            case FILE, STATIC_FILE -> RuntimeTypes.FILE_CODEC;
            case STREAM, TEXT_STREAM -> RuntimeTypes.STREAM_CODEC;
            case PROTOBUF_STREAM -> RuntimeTypes.PROTOBUF_STREAM_CODEC;
            case PROTOBUF_JSON_LINES, JSON_LINES, JSON_ARRAY -> RuntimeTypes.JSON_STREAM_CODEC;
            case EVENTS -> RuntimeTypes.EVENT_CODEC;
            case PROBLEM -> throw new IllegalArgumentException("A problem writes itself");
        };
    }

    /** Returns the media types that a handler reads: a constant of the codec, or the types that an annotation names. */
    static CodeBlock consumed(Representations representations) {
        return representations.named()
                ? representations.types().stream()
                        .map(type -> CodeBlock.of("$S", type.toString()))
                        .collect(CodeBlock.joining(",$W"))
                : mediaTypes(representations.codecs().get(0), "MEDIA_TYPES");
    }

    /**
     * Returns the media types that a handler writes: a constant of the codec, or the types that an annotation names.
     */
    static CodeBlock produced(Representations representations) {
        if (representations.named()) {
            return representations.list().stream()
                    .map(it -> CodeBlock.of("$S", it.codec().contentType(it.type())))
                    .collect(CodeBlock.joining(",$W"));
        }
        Codec codec = representations.codecs().get(0);
        String constant = switch (codec) {
            case TEXT_STREAM -> "TEXT";
            case STATIC_FILE -> "ANY";
            default -> "PRODUCES";
        };
        return mediaTypes(codec, constant);
    }

    /**
     * Returns the constant for a codec's media types. Code that uses the constants for protobuf needs no protobuf
     * library.
     */
    private static CodeBlock mediaTypes(Codec codec, String constant) {
        return switch (codec) {
            case PROTOBUF -> CodeBlock.of("$T.MEDIA_TYPES", RuntimeTypes.PROTOBUF_TYPES);
            case PROTOBUF_STREAM -> CodeBlock.of("$T.DELIMITED", RuntimeTypes.PROTOBUF_TYPES);
            default -> CodeBlock.of("$T.$L", className(codec), constant);
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
        ClassName types = RuntimeTypes.PROTOBUF_TYPES;
        return switch (body.shape()) {
            case OPTIONAL ->
                CodeBlock.of(
                        "$T.isAbsent(request) ? $T.empty() : $T.of($L)", types, Optional.class, Optional.class, read);
            case NULLABLE -> CodeBlock.of("$T.isAbsent(request) ? null : $L", types, read);
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
                className(codec),
                json.codec(body.json().orElseThrow()),
                check);
    }

    /** Returns the class and the method that read a body. For JSON, they are the codec's field and its method. */
    private static CodeBlock reader(Parameter.Body body, Codec codec, JsonFields json) {
        Parameter.BodyType type = body.bodyType();
        if (type == Parameter.BodyType.JSON) {
            return CodeBlock.of("$L.$L", json.codec(body.json().orElseThrow()), jsonMethod(body.shape()));
        }
        ClassName reader = type == Parameter.BodyType.VIEW
                ? GeneratedNames.decoder(MoreTypes.asTypeElement(body.value()))
                : className(codec);
        String method = switch (type) {
            case STRING -> "readString";
            case CHARACTERS -> "readChars";
            case BYTES -> "readBytes";
            case SLICE -> "readSlice";
            case MESSAGE, LITE_MESSAGE, VIEW, JSON, JSON_LINES -> "read";
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

    /** Returns the code of the method that writes a body. For JSON, the method belongs to a codec. */
    static CodeBlock writer(Result result, Codec codec, JsonFields json) {
        BodyType type = result.bodyType().orElseThrow();
        return type == BodyType.JSON
                ? CodeBlock.of("$L.write", json.codec(result.json().orElseThrow()))
                : CodeBlock.of("$T.$L", className(codec), writeMethod(type, codec));
    }

    /**
     * Returns the last argument of the call of {@link #writer}. For JSON elements, the argument is the writer of one
     * element.
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
     * Whether the writer of a body needs the request. A file is written according to the conditions and ranges of the
     * request.
     */
    static boolean writesByRequest(BodyType type) {
        return type.codec().isFile();
    }

    private static String writeMethod(BodyType type, Codec codec) {
        return switch (type) {
            case BUFFERS -> "buffers";
            case ARRAYS -> "bytes";
            case CHARACTERS -> "text";
            case JSON_VALUES -> codec == Codec.JSON_ARRAY ? "array" : "lines";
            case MESSAGES -> codec == Codec.PROTOBUF_JSON_LINES ? "lines" : "write";
            default -> "write";
        };
    }
}
