package dev.interlock.processor.model;

import java.util.List;
import java.util.stream.Stream;

/** Converter between bodies and values. */
public enum Codec {
    TEXT("text/*", "text/plain"),
    BYTES("*/*", "application/octet-stream"),
    FORM("application/x-www-form-urlencoded", ""),
    MULTIPART("multipart/form-data", ""),
    PROTOBUF(Names.PROTOBUF, Names.PROTOBUF),
    /** JSON of a protobuf message. Used only if an annotation names the media type. */
    PROTOBUF_JSON(Names.JSON, ""),
    JSON(Names.JSON, "application/json"),
    FILE("*/*", "application/octet-stream"),
    /** A file with a known type. */
    STATIC_FILE("*/*", "*/*"),
    /** A problem. The problem object writes its own body. */
    PROBLEM("", "application/problem+json"),
    STREAM("*/*", "application/octet-stream"),
    /** A stream of text. */
    TEXT_STREAM("text/*", "text/plain"),
    /** A stream of messages. The length of each message precedes it. */
    PROTOBUF_STREAM(Names.PROTOBUF, Names.PROTOBUF),
    /** JSON of protobuf messages, one in each line. Used only if an annotation names the media type. */
    PROTOBUF_JSON_LINES(Names.JSON_LINES, ""),
    /** JSON values, one in each line. */
    JSON_LINES(Names.JSON_LINES, Names.JSON_LINES),
    /** JSON values that are the elements of an array. */
    JSON_ARRAY(Names.JSON, "application/json"),
    EVENTS("text/event-stream", "text/event-stream");

    private final String handled;
    private final String produced;

    /** Creates a codec for media types. Spaces separate the types in the texts. */
    Codec(String handled, String produced) {
        this.handled = handled;
        this.produced = produced;
    }

    private static List<MediaType> types(String text) {
        return Stream.of(text.split(" "))
                .filter(type -> !type.isEmpty())
                .map(MediaType::of)
                .toList();
    }

    /** Returns all media types that the codec can read and write. It reads them by default. */
    public List<MediaType> handled() {
        return types(handled);
    }

    /** Returns the media types that the codec writes by default. */
    public List<MediaType> produced() {
        return types(produced);
    }

    /** Whether the codec reads and writes all types of a range. */
    public boolean handles(MediaType type) {
        return handled().stream().anyMatch(range -> range.includes(type));
    }

    /** Whether the body is read while it arrives or written while it is sent. */
    public boolean isStreamed() {
        return switch (this) {
            case STREAM, TEXT_STREAM, PROTOBUF_STREAM, PROTOBUF_JSON_LINES, JSON_LINES, JSON_ARRAY, EVENTS -> true;
            default -> false;
        };
    }

    /** Whether the body is the JSON of protobuf messages, which needs an additional library. */
    public boolean isProtobufJson() {
        return this == PROTOBUF_JSON || this == PROTOBUF_JSON_LINES;
    }

    /** Whether the body is a file, which has its own entity tag. */
    public boolean isFile() {
        return this == FILE || this == STATIC_FILE;
    }

    /**
     * Returns the content type of a response. For text, it has the charset UTF-8. For length-delimited messages, it has
     * a parameter.
     */
    public String contentType(MediaType type) {
        return switch (this) {
            case TEXT, TEXT_STREAM -> type + ";charset=utf-8";
            case PROTOBUF_STREAM -> type + ";delimited=true";
            default -> type.toString();
        };
    }

    private static final class Names {
        static final String JSON = "application/json application/*+json";
        static final String JSON_LINES = "application/x-ndjson application/jsonl";
        static final String PROTOBUF =
                "application/x-protobuf application/protobuf application/vnd.google.protobuf application/proto";
    }
}
