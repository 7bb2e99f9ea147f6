package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Slice;
import java.util.List;

/**
 * Media types of protobuf messages: four names of one format. They are listed here, so views and writers need no
 * library.
 */
public final class ProtobufTypes {
    /** Media types of bodies that are read and written. */
    public static final List<String> MEDIA_TYPES = List.of(
            "application/x-protobuf", "application/protobuf", "application/vnd.google.protobuf", "application/proto");

    /**
     * Media types of bodies with several length-delimited messages, in the order of {@link #MEDIA_TYPES}. No registered
     * type for them exists; {@code delimited=true} is the parameter that Spring uses.
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
     * Body of a request with one message. Called by generated code and by the codec of protobuf-java.
     *
     * @throws HttpException 415 when the content type announces several length-delimited messages
     */
    public static Slice messageOf(Request request) {
        Slice contentType = request.contentType();
        if (contentType != null && "true".equalsIgnoreCase(MediaTypes.parameter(contentType, DELIMITED_PARAMETER))) {
            throw new HttpException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "The body has several length-delimited messages (delimited=true). Send one message.");
        }
        return request.body();
    }

    /**
     * Whether a request has no body. A message without fields also has no bytes, so an empty body with a content type
     * counts as one. Called by generated code for a body that is {@code Optional} or {@code @Nullable}.
     */
    public static boolean isAbsent(Request request) {
        return request.body().isEmpty() && request.contentType() == null;
    }

    /**
     * Called by generated code when the response to an exception is a message, even if the route produces other types;
     * see {@link MediaTypes#negotiate}.
     */
    public static void negotiate(Request request, Response response) {
        MediaTypes.negotiate(RANGES, request, response);
    }
}
