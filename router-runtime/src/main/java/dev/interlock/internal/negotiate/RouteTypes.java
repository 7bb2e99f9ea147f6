package dev.interlock.internal.negotiate;

import dev.interlock.bytes.Slice;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.syntax.MediaRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Media types that a route reads and produces, parsed for fast comparisons with requests. Comparisons allocate nothing.
 * Immutable.
 */
public final class RouteTypes {
    /** Types of a route that declares no types. */
    public static final RouteTypes NONE = new RouteTypes(List.of(), List.of());

    /** Type of a body without a content type (RFC 9110 section 8.3). */
    private static final Slice OCTET_STREAM = Slice.of("application/octet-stream");

    private static final int NONE_FOUND = -1;

    private final List<MediaRange> consumed;
    private final List<MediaRange> produced;
    /** Content-Type of a response, by the index of the produced type. Null for a range. */
    private final @Nullable FieldLine[] contentTypes;

    private RouteTypes(List<MediaRange> consumed, List<MediaRange> produced) {
        this.consumed = consumed;
        this.produced = produced;
        contentTypes = new @Nullable FieldLine[produced.size()];
        for (int i = 0; i < contentTypes.length; i++) {
            String type = produced.get(i).contentType();
            contentTypes[i] = type == null ? null : FieldLine.of(HttpHeader.CONTENT_TYPE, type);
        }
    }

    /** Returns the types of a route. */
    public static RouteTypes of(RouteInfo route) {
        return new RouteTypes(MediaRange.listOf(route.consumes()), MediaRange.withParameters(route.contentTypes()));
    }

    /** Returns types for responses that need not belong to a route. */
    public static RouteTypes producing(List<String> mediaTypes) {
        return new RouteTypes(List.of(), MediaRange.withParameters(mediaTypes));
    }

    /**
     * Returns whether the route reads bodies of this type (RFC 9110 section 8.3.1). Ignores parameters, which the codec
     * checks.
     *
     * @param contentType value of Content-Type, or null if there is none
     * @return false if the response must be 415
     */
    public boolean consumes(@Nullable Slice contentType) {
        return consumed.isEmpty() || indexOf(consumed, contentType == null ? OCTET_STREAM : contentType) >= 0;
    }

    /**
     * Returns whether the client accepts a type of the route (RFC 9110 section 12.5.1). All Accept lines count as one
     * list.
     *
     * @return false if the response must be 406
     */
    public boolean areAcceptedBy(RequestHead head) {
        if (produced.isEmpty()) {
            return true;
        }
        for (int i = 0; i < produced.size(); i++) {
            if (Accept.preference(produced.get(i), head) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns the number of types and ranges that the route produces. */
    public int producedCount() {
        return produced.size();
    }

    /** Returns the Content-Type of a response of the type at an index; null for a range. */
    public @Nullable FieldLine contentType(int index) {
        return contentTypes[index];
    }

    /**
     * Returns the index of the produced type that the request's Accept prefers. Among equally preferred types, prefers
     * the type of the request's body, and then the first type.
     *
     * @param contentType type of the request's body, or null
     */
    public int preferred(RequestHead head, @Nullable Slice contentType) {
        int best = 0;
        int most = 0;
        for (int i = 0; i < produced.size(); i++) {
            int rank = rank(produced.get(i), head, contentType);
            if (rank > most) {
                most = rank;
                best = i;
            }
        }
        return best;
    }

    /**
     * Returns how well the best produced type suits a request. A larger number means a better type; 0 means that the
     * client accepts none of the types.
     */
    int rank(RequestHead head, @Nullable Slice contentType) {
        int most = 0;
        for (int i = 0; i < produced.size(); i++) {
            most = Math.max(most, rank(produced.get(i), head, contentType));
        }
        return most;
    }

    private static int rank(MediaRange type, RequestHead head, @Nullable Slice contentType) {
        int preference = Accept.preference(type, head);
        boolean isTypeOfBody = contentType != null && type.contains(contentType);
        return preference == 0 ? 0 : 2 * preference + (isTypeOfBody ? 1 : 0);
    }

    /** Returns the index of the first readable type or range that contains a type, or -1. */
    public int indexOfConsumed(Slice contentType) {
        return indexOf(consumed, contentType);
    }

    /** Returns the index of the first produced type or range that contains a type, or -1. */
    public int indexOfProduced(Slice contentType) {
        return indexOf(produced, contentType);
    }

    private static int indexOf(List<MediaRange> ranges, Slice contentType) {
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).contains(contentType)) {
                return i;
            }
        }
        return NONE_FOUND;
    }
}
