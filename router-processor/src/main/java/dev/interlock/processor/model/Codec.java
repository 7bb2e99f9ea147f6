package dev.interlock.processor.model;

import java.util.List;
import java.util.stream.Stream;

/** Format in which a body is read or written. */
public enum Codec {
    TEXT("text/*", "text/plain"),
    BYTES("*/*", "application/octet-stream"),
    FORM("application/x-www-form-urlencoded", ""),
    MULTIPART("multipart/form-data", ""),
    PROTOBUF(Names.PROTOBUF, Names.PROTOBUF),
    /** JSON of a protobuf message. Applies only if an annotation names the media type. */
    PROTOBUF_JSON(Names.JSON, ""),
    JSON(Names.JSON, "application/json"),
    FILE("*/*", "application/octet-stream"),
    /** A {@code StaticFile}, which has its own media type. */
    STATIC_FILE("*/*", "*/*"),
    /** A {@code Problem}, which writes its own body. */
    PROBLEM("", "application/problem+json"),
    STREAM("*/*", "application/octet-stream"),
    /** A stream of text. */
    TEXT_STREAM("text/*", "text/plain"),
    /** A stream of protobuf messages. The length of each message precedes it. */
    PROTOBUF_STREAM(Names.PROTOBUF, Names.PROTOBUF),
    /** JSON of protobuf messages, one in each line. Applies only if an annotation names the media type. */
    PROTOBUF_JSON_LINES(Names.JSON_LINES, ""),
    /** JSON values, one in each line. */
    JSON_LINES(Names.JSON_LINES, Names.JSON_LINES),
    /** JSON values that are sent as the elements of one array. */
    JSON_ARRAY(Names.JSON, "application/json"),
    EVENTS("text/event-stream", "text/event-stream");

    private final String handled;
    private final String produced;

    /** Creates a codec. Both parameters are lists of media types with spaces between them. */
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

    /**
     * Returns all media types that the codec can read and write. A handler reads all of them if no annotation names
     * media types.
     */
    public List<MediaType> handled() {
        return types(handled);
    }

    /** Returns the media types that the codec writes if no annotation names media types. */
    public List<MediaType> produced() {
        return types(produced);
    }

    /** Whether the codec can read and write the media type, or every type of the media range. */
    public boolean handles(MediaType type) {
        return handled().stream().anyMatch(range -> range.includes(type));
    }

    /** Whether the body is read while it arrives, or is written while it is sent. */
    public boolean isStreamed() {
        return switch (this) {
            case STREAM, TEXT_STREAM, PROTOBUF_STREAM, PROTOBUF_JSON_LINES, JSON_LINES, JSON_ARRAY, EVENTS -> true;
            default -> false;
        };
    }

    /** Whether the body is the JSON of protobuf messages. This format needs an additional library. */
    public boolean isProtobufJson() {
        return this == PROTOBUF_JSON || this == PROTOBUF_JSON_LINES;
    }

    /** Whether the body is a file. A file has its own entity tag. */
    public boolean isFile() {
        return this == FILE || this == STATIC_FILE;
    }

    /**
     * Returns the value of Content-Type for a media type that the codec writes. For text, adds the charset UTF-8. For a
     * stream of protobuf messages, adds the parameter {@code delimited}.
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
