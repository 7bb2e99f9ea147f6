package dev.interlock.http;

import java.util.List;

/** The media types of protobuf messages, three names of one format. Named here so that views and writers need no library. */
public final class ProtobufTypes {
    /** The types of body that are read and written. */
    public static final List<String> MEDIA_TYPES =
            List.of("application/x-protobuf", "application/protobuf", "application/vnd.google.protobuf");

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
