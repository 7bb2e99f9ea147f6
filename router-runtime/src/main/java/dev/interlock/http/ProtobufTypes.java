package dev.interlock.http;

import java.util.List;

/** The media types of protobuf messages, three names of one format. Named here so that views and writers need no library. */
public final class ProtobufTypes {
    /** The types of body that are read and written. */
    public static final List<String> MEDIA_TYPES =
            List.of("application/x-protobuf", "application/protobuf", "application/vnd.google.protobuf");

    /**
     * The types of body that are written of several messages, each behind its length: there is no registered type for them,
     * and {@code delimited=true} is what Spring calls them. In the order of {@link #MEDIA_TYPES}.
     */
    public static final List<String> DELIMITED = List.of(
            "application/x-protobuf;delimited=true",
            "application/protobuf;delimited=true",
            "application/vnd.google.protobuf;delimited=true");

    private static final List<MediaRange> RANGES = MediaRange.withParameters(MEDIA_TYPES);

    private ProtobufTypes() {}

    /**
     * Called by generated code that answers an exception with a message, whatever its route produces: as {@link
     * MediaTypes#negotiate}.
     */
    public static void negotiate(Request request, Response response) {
        MediaTypes.negotiate(RANGES, request, response);
    }
}
