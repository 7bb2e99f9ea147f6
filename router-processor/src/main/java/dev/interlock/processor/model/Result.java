package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * The result of a handler or error method.
 *
 * @param bodyType form of the response body; empty for {@code void} and {@code CompletionStage<Void>}
 * @param presence whether the result may be absent; for a stage, whether the value that completes the stage may be
 *     absent
 * @param awaited whether the result is a {@code CompletionStage}
 * @param json JSON type of the result or of each of its elements; empty if the result is not JSON
 */
public record Result(Optional<BodyType> bodyType, Presence presence, boolean awaited, Optional<JsonBody> json) {
    /** Creates a result that is not written as JSON. */
    public Result(Optional<BodyType> bodyType, Presence presence, boolean awaited) {
        this(bodyType, presence, awaited, Optional.empty());
    }

    /** The result of a {@code void} method. */
    public static final Result NOTHING = new Result(Optional.empty(), Presence.ALWAYS, false);

    /** Whether the response may be incomplete when the handler returns. */
    public boolean comesLater() {
        return awaited || bodyType.stream().map(BodyType::codec).anyMatch(Codec::isStreamed);
    }

    /** Whether the result may be absent, and how the router recognizes that it is. */
    public enum Presence {
        /** The result is always present. */
        ALWAYS,
        /** The response to an empty {@code Optional} is 404. */
        OPTIONAL,
        /** The response to {@code null} is 404. */
        NULLABLE
    }

    /** The form in which a result is written as a body. */
    public enum BodyType {
        TEXT(Codec.TEXT),
        /** An enum constant, written as its name. */
        ENUM(Codec.TEXT),
        BYTES(Codec.BYTES),
        MESSAGE(Codec.PROTOBUF),
        /** A protobuf message without descriptors. */
        LITE_MESSAGE(Codec.PROTOBUF),
        JSON(Codec.JSON),
        FILE(Codec.FILE),
        /** A {@code StaticFile}, which has its own media type. */
        STATIC_FILE(Codec.STATIC_FILE),
        /** A {@code Problem}. Only error methods return it. */
        PROBLEM(Codec.PROBLEM),
        /** A publisher of buffers. */
        BUFFERS(Codec.STREAM),
        /** A publisher of byte arrays. */
        ARRAYS(Codec.STREAM),
        /** A publisher of text. */
        CHARACTERS(Codec.TEXT_STREAM),
        /** A publisher of protobuf messages. */
        MESSAGES(Codec.PROTOBUF_STREAM),
        /** A publisher of protobuf messages without descriptors. */
        LITE_MESSAGES(Codec.PROTOBUF_STREAM),
        /** A publisher of JSON values. */
        JSON_VALUES(Codec.JSON_LINES),
        /** A publisher of server-sent events with text as data. */
        EVENTS(Codec.EVENTS),
        /** A publisher of server-sent events with JSON as data. */
        JSON_EVENTS(Codec.EVENTS);

        private final Codec codec;

        BodyType(Codec codec) {
            this.codec = codec;
        }

        /** Returns the codec that writes the result by default. */
        public Codec codec() {
            return codec;
        }

        /** Returns all codecs that can write the result. The default codec comes first. */
        public List<Codec> codecs() {
            return switch (this) {
                case MESSAGE -> List.of(codec, Codec.PROTOBUF_JSON);
                case MESSAGES -> List.of(codec, Codec.PROTOBUF_JSON_LINES);
                case JSON_VALUES -> List.of(codec, Codec.JSON_ARRAY);
                default -> List.of(codec);
            };
        }
    }
}
