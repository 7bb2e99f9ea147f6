package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * What a handler returns.
 *
 * @param bodyType what it is written as; empty for {@code void} and {@code CompletionStage<Void>}
 * @param presence of the value: of a stage, of what it completes with
 * @param awaited whether it is a stage
 * @param json what it, or each of its elements, is written as, where that is JSON
 */
public record Result(Optional<BodyType> bodyType, Presence presence, boolean awaited, Optional<JsonBody> json) {
    /** One that is not written as JSON. */
    public Result(Optional<BodyType> bodyType, Presence presence, boolean awaited) {
        this(bodyType, presence, awaited, Optional.empty());
    }

    /** The one of {@code void}. */
    public static final Result NOTHING = new Result(Optional.empty(), Presence.ALWAYS, false);

    /** Whether the answer, or the rest of it, comes after the handler has returned. */
    public boolean comesLater() {
        return awaited || bodyType.stream().map(BodyType::codec).anyMatch(Codec::isStreamed);
    }

    /** What becomes of a value that is not there. */
    public enum Presence {
        /** There always is one. */
        ALWAYS,
        /** An empty {@code Optional} is answered 404. */
        OPTIONAL,
        /** {@code null} is answered 404. */
        NULLABLE
    }

    /** What a value is written as. */
    public enum BodyType {
        TEXT(Codec.TEXT),
        /** The name of the constant, from which parameters are converted. */
        ENUM(Codec.TEXT),
        BYTES(Codec.BYTES),
        MESSAGE(Codec.PROTOBUF),
        /** A message without descriptors. */
        LITE_MESSAGE(Codec.PROTOBUF),
        JSON(Codec.JSON),
        FILE(Codec.FILE),
        /** A file whose type is known when it was found. */
        STATIC_FILE(Codec.STATIC_FILE),
        /** A problem, of methods that answer exceptions alone. */
        PROBLEM(Codec.PROBLEM),
        /** What a publisher publishes: buffers. */
        BUFFERS(Codec.STREAM),
        /** What a publisher publishes: arrays of bytes. */
        ARRAYS(Codec.STREAM),
        /** What a publisher publishes: text. */
        CHARACTERS(Codec.TEXT_STREAM),
        /** What a publisher publishes: protobuf messages. */
        MESSAGES(Codec.PROTOBUF_STREAM),
        /** What a publisher publishes: messages without descriptors. */
        LITE_MESSAGES(Codec.PROTOBUF_STREAM),
        /** What a publisher publishes: values of JSON. */
        JSON_VALUES(Codec.JSON_LINES),
        /** What a publisher publishes: server-sent events, their data as text. */
        EVENTS(Codec.EVENTS),
        /** What a publisher publishes: server-sent events, their data as JSON. */
        JSON_EVENTS(Codec.EVENTS);

        private final Codec codec;

        BodyType(Codec codec) {
            this.codec = codec;
        }

        /** What writes it where nothing else is said. */
        public Codec codec() {
            return codec;
        }

        /** What can write it, that first. */
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
