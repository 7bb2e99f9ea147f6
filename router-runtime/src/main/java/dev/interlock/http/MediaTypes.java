package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Ascii;
import dev.interlock.bytes.Slice;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Checks, before the body is read, whether a route reads the request's media type and produces a type that the client
 * accepts. Also selects among several types. Allocates nothing for these decisions.
 */
public final class MediaTypes {
    /** Type for a body without a content type (RFC 9110 section 8.3). */
    private static final Slice OCTET_STREAM = Slice.of("application/octet-stream");

    private static final FieldLine VARY = FieldLine.of(HttpHeader.VARY, HttpHeader.ACCEPT);

    private MediaTypes() {}

    /**
     * Whether the route reads bodies of this type (RFC 9110 section 8.3.1). The codec checks parameters.
     *
     * @param contentType value of Content-Type, or null if there is none
     * @return false if the response is 415
     */
    public static boolean consumes(RouteInfo route, @Nullable Slice contentType) {
        List<MediaRange> ranges = route.consumedRanges();
        return ranges.isEmpty() || indexOf(ranges, contentType == null ? OCTET_STREAM : contentType) >= 0;
    }

    /**
     * Whether the client accepts a type of the route (RFC 9110 section 12.5.1). All Accept lines count as one list.
     *
     * @return false if the response is 406
     */
    public static boolean produces(RouteInfo route, RequestHead head) {
        List<MediaRange> ranges = route.producedRanges();
        if (ranges.isEmpty()) {
            return true;
        }
        for (int i = 0; i < ranges.size(); i++) {
            if (Accept.preference(ranges.get(i), head) > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Called by generated code before the handler, which can still set another type. Sets the type of the route that
     * the request's Accept prefers. Among equally preferred types, it is the type of the request's body, or else the
     * first. If the route has several types, the response says that it depends on Accept.
     */
    public static void negotiate(Request request, Response response) {
        negotiate(request.route().producedRanges(), request, response);
    }

    /** Like {@link #negotiate(Request, Response)}, for types that need not belong to a route. */
    static void negotiate(List<MediaRange> ranges, Request request, Response response) {
        int chosen = 0;
        if (ranges.size() > 1) {
            response.addIfNew(VARY);
            chosen = preferred(ranges, request.received(), request.contentType());
        }
        response.negotiated(ranges, chosen);
    }

    /**
     * Notes in the response that it depends on Accept (RFC 9110 section 12.5.5). Called by generated code if the
     * route's choice depends on Accept, and by the protocol engine.
     */
    public static void vary(Response response) {
        response.addIfNew(VARY);
    }

    private static int preferred(List<MediaRange> ranges, RequestHead head, @Nullable Slice contentType) {
        int best = 0;
        int most = 0;
        for (int i = 0; i < ranges.size(); i++) {
            int rank = rank(ranges.get(i), head, contentType);
            if (rank > most) {
                most = rank;
                best = i;
            }
        }
        return best;
    }

    /** How well a type suits a request: the larger the better, 0 if the client does not accept it. */
    static int rank(MediaRange produced, RequestHead head, @Nullable Slice contentType) {
        int preference = Accept.preference(produced, head);
        return preference == 0 ? 0 : 2 * preference + (isIn(produced, contentType) ? 1 : 0);
    }

    private static boolean isIn(MediaRange range, @Nullable Slice contentType) {
        if (contentType == null) {
            return false;
        }
        byte[] bytes = contentType.array();
        int from = contentType.offset();
        int end = from + contentType.length();
        int slash = Tokens.tokenEnd(bytes, from, end);
        int to = typeEnd(bytes, from, slash, end);
        return to >= 0
                && !MediaRange.isAny(bytes, from, slash)
                && !MediaRange.isAny(bytes, slash + 1, to)
                && range.includes(bytes, from, slash, to);
    }

    /** Index of the first range that contains a type, or -1. */
    static int indexOf(List<MediaRange> ranges, Slice contentType) {
        for (int i = 0; i < ranges.size(); i++) {
            if (isIn(ranges.get(i), contentType)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * End of the subtype after {@code slash}; -1 if the text is not {@code type/subtype} or is followed by an illegal
     * character.
     */
    static int typeEnd(byte[] bytes, int from, int slash, int end) {
        if (slash == from || slash == end || bytes[slash] != '/') {
            return -1;
        }
        int to = Tokens.tokenEnd(bytes, slash + 1, end);
        int next = Tokens.skipWhitespace(bytes, to, end);
        return to > slash + 1 && (next == end || bytes[next] == ';') ? to : -1;
    }

    static int elementEnd(byte[] bytes, int from, int to, char separator) {
        int at = from;
        while (at < to && bytes[at] != separator) {
            at = bytes[at] == '"' ? Tokens.quotedStringEnd(bytes, at, to) : at + 1;
        }
        return at;
    }

    /**
     * Value of a parameter of a media type, such as its charset, or null. Quotes and backslashes of a quoted string
     * (RFC 9110 section 5.6.4) are removed.
     */
    public static @Nullable String parameter(Slice mediaType, String name) {
        int end = mediaType.offset() + mediaType.length();
        return elementEnd(mediaType.array(), mediaType.offset(), end, ';') == end
                ? null
                : parameter(mediaType, name.toLowerCase(Locale.ROOT).getBytes(US_ASCII));
    }

    /** Like {@link #parameter(Slice, String)}, for a lower-case name. Allocates nothing if the parameter is absent. */
    static @Nullable String parameter(Slice mediaType, byte[] wanted) {
        byte[] bytes = mediaType.array();
        int end = mediaType.offset() + mediaType.length();
        int at = elementEnd(bytes, mediaType.offset(), end, ';');
        while (at < end) {
            int start = Tokens.skipWhitespace(bytes, at + 1, end);
            int nameEnd = Tokens.tokenEnd(bytes, start, end);
            at = elementEnd(bytes, nameEnd, end, ';');
            if (nameEnd < end
                    && bytes[nameEnd] == '='
                    && Ascii.equalIgnoreCase(bytes, start, nameEnd - start, wanted)) {
                return Tokens.unquoted(bytes, nameEnd + 1, valueEnd(bytes, nameEnd + 1, end));
            }
        }
        return null;
    }

    static int valueEnd(byte[] bytes, int from, int end) {
        boolean quoted = from < end && bytes[from] == '"';
        return quoted ? Tokens.quotedStringEnd(bytes, from, end) : Tokens.tokenEnd(bytes, from, end);
    }
}
