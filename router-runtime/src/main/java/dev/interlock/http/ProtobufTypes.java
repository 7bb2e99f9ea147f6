package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Slice;
import java.util.List;

/** The media types of protobuf messages, four names of one format. Named here so that views and writers need no library. */
public final class ProtobufTypes {
    /** The types of body that are read and written. */
    public static final List<String> MEDIA_TYPES = List.of(
            "application/x-protobuf", "application/protobuf", "application/vnd.google.protobuf", "application/proto");

    /**
     * The types of body that are written of several messages, each behind its length: there is no registered type for them,
     * and {@code delimited=true} is what Spring calls them. In the order of {@link #MEDIA_TYPES}.
     */
    public static final List<String> DELIMITED = List.of(
            "application/x-protobuf;delimited=true",
            "application/protobuf;delimited=true",
            "application/vnd.google.protobuf;delimited=true",
            "application/proto;delimited=true");

    private static final List<MediaRange> RANGES = MediaRange.withParameters(MEDIA_TYPES);

    private static final byte[] DELIMITED_PARAMETER = "delimited".getBytes(US_ASCII);

    private ProtobufTypes() {}

    /**
     * The body of a request that is one message. Called by generated code and by the codec of protobuf-java.
     *
     * @throws HttpException 415 when the content type says that it is several messages, each behind its length
     */
    public static Slice messageOf(Request request) {
        Slice contentType = request.contentType();
        if (contentType != null && "true".equalsIgnoreCase(MediaTypes.parameter(contentType, DELIMITED_PARAMETER))) {
            throw new HttpException(
                    415, "The body has messages behind their lengths (delimited=true): send one message.");
        }
        return request.body();
    }

    /**
     * Whether a request has no body. As a message without fields has no bytes either, an empty body with a content type is
     * one. Called by generated code for a body that is {@code Optional} or {@code @Nullable}.
     */
    public static boolean isAbsent(Request request) {
        return request.body().isEmpty() && request.contentType() == null;
    }

    /**
     * Called by generated code that answers an exception with a message, whatever its route produces: as {@link
     * MediaTypes#negotiate}.
     */
    public static void negotiate(Request request, Response response) {
        MediaTypes.negotiate(RANGES, request, response);
    }
}
