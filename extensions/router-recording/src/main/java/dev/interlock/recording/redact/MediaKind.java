package dev.interlock.recording.redact;

import java.util.Locale;
import java.util.Set;

/** Kinds of bodies, by media type. */
enum MediaKind {
    /** Body without a known structure. */
    OPAQUE,
    JSON,
    /** JSON texts, one in each line. */
    JSON_LINES,
    /** Server-sent events. */
    EVENTS,
    FORM,
    PROTOBUF,
    /** Body of another type, such as HTML. */
    OTHER;

    private static final Set<String> PROTOBUF_TYPES =
            Set.of("application/x-protobuf", "application/protobuf", "application/vnd.google.protobuf");

    private static final Set<String> LINES = Set.of(
            "application/x-ndjson",
            "application/ndjson",
            "application/jsonl",
            "application/json-lines",
            "application/x-jsonlines");

    private static final MediaKind[] ALL = values();

    static MediaKind of(int ordinal) {
        return ALL[ordinal];
    }

    static boolean isProtobuf(String type) {
        return PROTOBUF_TYPES.contains(type);
    }

    /** Returns the media type of a {@code Content-Type} without its parameters, in lower case. */
    static String type(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    static MediaKind of(String contentType) {
        String type = type(contentType);
        if (isProtobuf(type)) {
            return PROTOBUF;
        }
        if (type.isEmpty() || type.startsWith("multipart/") || !isUtf8(contentType)) {
            return OPAQUE;
        }
        if (type.equals("application/json") || type.endsWith("+json") || type.equals("text/json")) {
            return JSON;
        }
        if (LINES.contains(type)) {
            return JSON_LINES;
        }
        if (type.equals("text/event-stream")) {
            return EVENTS;
        }
        return type.equals("application/x-www-form-urlencoded") ? FORM : OTHER;
    }

    private static boolean isUtf8(String contentType) {
        String lower = contentType.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("charset");
        if (at < 0) {
            return true;
        }
        String charset = lower.substring(at + "charset".length());
        return charset.contains("utf-8") || charset.contains("us-ascii");
    }
}
