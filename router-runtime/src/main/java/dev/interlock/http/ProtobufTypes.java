package dev.interlock.http;

import dev.interlock.bytes.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The media types of protobuf messages, three names of one format: an answer has the one that its client likes best, however
 * it is made.
 */
public final class ProtobufTypes {
    /** The types of body that are read and that a client may ask for; the first one unless it says more. */
    public static final List<String> MEDIA_TYPES =
            List.of("application/x-protobuf", "application/protobuf", "application/vnd.google.protobuf");

    private static final List<MediaRange> RANGES = MediaRange.listOf(MEDIA_TYPES);
    private static final List<FieldLine> LINES =
            MEDIA_TYPES.stream().map(type -> FieldLine.of("content-type", type)).toList();

    private ProtobufTypes() {}

    /**
     * Called by generated code, before the handler, so that it can still set another type: gives the answer the type that
     * the request's Accept prefers. Among those that it likes as well as each other that is the type of the request's own
     * body, or else {@code application/x-protobuf}. Allocates nothing.
     */
    public static void negotiate(Request request, Response response) {
        response.defaultContentType(LINES.get(preferred(request.head(), request.contentType())));
    }

    private static int preferred(RequestHead head, @Nullable Slice contentType) {
        int best = contentType == null ? 0 : Math.max(0, MediaTypes.indexOf(RANGES, contentType));
        int most = MediaTypes.preference(RANGES.get(best), head);
        for (int i = 0; i < RANGES.size(); i++) {
            int preference = MediaTypes.preference(RANGES.get(i), head);
            if (preference > most) {
                most = preference;
                best = i;
            }
        }
        return best;
    }
}
