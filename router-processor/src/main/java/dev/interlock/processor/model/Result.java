package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * Result of a handler.
 *
 * @param bodyType form of the response body; empty for {@code void} and {@code CompletionStage<Void>}
 * @param presence whether the value may be absent; for a stage, whether the value that completes the stage may be
 *     absent
 * @param awaited whether the result is a stage
 * @param json JSON type of the result or of each of its elements; empty if it is not JSON
 */
public record Result(Optional<BodyType> bodyType, Presence presence, boolean awaited, Optional<JsonBody> json) {
    /** Creates a result that is not written as JSON. */
    public Result(Optional<BodyType> bodyType, Presence presence, boolean awaited) {
        this(bodyType, presence, awaited, Optional.empty());
    }

    /** The result of a {@code void} method. */
    public static final Result NOTHING = new Result(Optional.empty(), Presence.ALWAYS, false);

    /** Whether the response, or the rest of it, follows after the handler has returned. */
    public boolean comesLater() {
        return awaited || bodyType.stream().map(BodyType::codec).anyMatch(Codec::isStreamed);
    }

    /** Whether a value may be absent, and how the router recognizes an absent value. */
    public enum Presence {
        /** The value is always present. */
        ALWAYS,
        /** The response to an empty {@code Optional} is 404. */
        OPTIONAL,
        /** The response to {@code null} is 404. */
        NULLABLE
    }

    /** Form in which a value is written. */
    public enum BodyType {
        TEXT(Codec.TEXT),
        /** An enum constant, written as its name. */
        ENUM(Codec.TEXT),
        BYTES(Codec.BYTES),
        MESSAGE(Codec.PROTOBUF),
        /** A message without descriptors. */
        LITE_MESSAGE(Codec.PROTOBUF),
        JSON(Codec.JSON),
        FILE(Codec.FILE),
        /** A file with a known type. */
        STATIC_FILE(Codec.STATIC_FILE),
        /** A problem. Only methods that handle exceptions return it. */
        PROBLEM(Codec.PROBLEM),
        /** A publisher of buffers. */
        BUFFERS(Codec.STREAM),
        /** A publisher of byte arrays. */
        ARRAYS(Codec.STREAM),
        /** A publisher of text. */
        CHARACTERS(Codec.TEXT_STREAM),
        /** A publisher of protobuf messages. */
        MESSAGES(Codec.PROTOBUF_STREAM),
        /** A publisher of messages without descriptors. */
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

        /** Returns the codec that writes the value by default. */
        public Codec codec() {
            return codec;
        }

        /** Returns all codecs that can write the value. The default codec comes first. */
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
