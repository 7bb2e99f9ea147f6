package dev.interlock.recording.redact;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    /** Body of a type that may have names, such as HTML, XML, SVG or CSV, but that nothing here can read. */
    TEXT,
    /** Body of a type without names, such as an image. */
    OTHER;

    private static final Set<String> PROTOBUF_TYPES =
            Set.of("application/x-protobuf", "application/protobuf", "application/vnd.google.protobuf");

    private static final Set<String> LINES = Set.of(
            "application/x-ndjson",
            "application/ndjson",
            "application/jsonl",
            "application/json-lines",
            "application/x-jsonlines");

    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?([^\\s;\"']*)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> UTF_8 = Set.of("utf-8", "utf8", "us-ascii", "ascii");

    private static final Set<String> WITHOUT_NAMES = Set.of("image/", "audio/", "video/", "font/", "application/pdf");

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
        if (type.equals("application/x-www-form-urlencoded")) {
            return FORM;
        }
        return isText(type) || WITHOUT_NAMES.stream().noneMatch(type::startsWith) ? TEXT : OTHER;
    }

    /** Returns whether an image, such as SVG, or a playlist of audio or video is a text. */
    private static boolean isText(String type) {
        return type.endsWith("+xml") || type.endsWith("mpegurl");
    }

    private static boolean isUtf8(String contentType) {
        Matcher charset = CHARSET.matcher(contentType);
        boolean isUtf8 = true;
        while (charset.find()) {
            isUtf8 &= UTF_8.contains(charset.group(1).toLowerCase(Locale.ROOT));
        }
        return isUtf8;
    }
}
