package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the preconditions of a request (RFC 9110 section 13): If-Match, If-Unmodified-Since, If-None-Match and
 * If-Modified-Since, in the order of section 13.2.2. Files and {@code @ETag} evaluate them automatically. A handler
 * that changes a resource calls {@link #check}, so that it does not overwrite a change of another client.
 */
public final class Preconditions {
    private static final byte[] IF_MATCH = HttpHeader.IF_MATCH.getBytes(US_ASCII);
    private static final byte[] IF_NONE_MATCH = HttpHeader.IF_NONE_MATCH.getBytes(US_ASCII);
    private static final byte[] IF_MODIFIED_SINCE = HttpHeader.IF_MODIFIED_SINCE.getBytes(US_ASCII);
    private static final byte[] IF_UNMODIFIED_SINCE = HttpHeader.IF_UNMODIFIED_SINCE.getBytes(US_ASCII);

    private Preconditions() {}

    /** Result of the preconditions. */
    public enum Outcome {
        /** The request must be processed. */
        PASSED,
        /** The client has the current representation: 304. */
        NOT_MODIFIED,
        /** The request must not be processed: 412. */
        FAILED
    }

    /**
     * Evaluates the preconditions for an existing representation.
     *
     * @param tag null if the representation has no tag
     * @param lastModified null if the time is unknown
     */
    public static Outcome evaluate(Request request, @Nullable EntityTag tag, @Nullable Instant lastModified) {
        return evaluate(
                request,
                tag == null ? null : tag.opaque(),
                tag != null && tag.weak(),
                lastModified == null ? HttpDate.NONE : lastModified.getEpochSecond());
    }

    /**
     * Like {@link #evaluate(Request, EntityTag, Instant)}. Allocates nothing unless the client sent dates.
     *
     * @param opaque text of the entity tag
     * @param lastModified in seconds since 1970, or {@link HttpDate#NONE}
     */
    public static Outcome evaluate(Request request, @Nullable CharSequence opaque, boolean weak, long lastModified) {
        RequestHead head = request.received();
        int match = head.find(IF_MATCH);
        if (match >= 0) {
            if (!EntityTagList.matches(head, IF_MATCH, match, opaque, weak, EntityTagList.Use.CHANGE)) {
                return Outcome.FAILED;
            }
        } else if (isLaterThan(lastModified, head, IF_UNMODIFIED_SINCE)) {
            return Outcome.FAILED;
        }
        boolean reads = isRead(request);
        int noneMatch = head.find(IF_NONE_MATCH);
        if (noneMatch >= 0) {
            boolean known = EntityTagList.matches(head, IF_NONE_MATCH, noneMatch, opaque, weak, EntityTagList.Use.READ);
            Outcome outcome = reads ? Outcome.NOT_MODIFIED : Outcome.FAILED;
            return known ? outcome : Outcome.PASSED;
        }
        boolean unmodified = reads && isKnownSince(lastModified, head);
        return unmodified ? Outcome.NOT_MODIFIED : Outcome.PASSED;
    }

    /**
     * Whether If-None-Match contains exactly this tag, and it is strong. The tag of the same state in another coding
     * does not match.
     */
    public static boolean isKnown(RequestHead head, EntityTag tag) {
        return EntityTagList.matches(
                head, IF_NONE_MATCH, head.find(IF_NONE_MATCH), tag.opaque(), tag.weak(), EntityTagList.Use.EXACT);
    }

    private static boolean isRead(Request request) {
        String method = request.method();
        return method.equals("GET") || method.equals("HEAD");
    }

    private static boolean isLaterThan(long lastModified, RequestHead head, byte[] name) {
        long date = date(lastModified, head, name);
        return date != HttpDate.NONE && lastModified > date;
    }

    private static boolean isKnownSince(long lastModified, RequestHead head) {
        long date = date(lastModified, head, IF_MODIFIED_SINCE);
        return date != HttpDate.NONE && lastModified <= date;
    }

    /** A malformed date counts as missing (RFC 9110 sections 13.1.3 and 13.1.4). */
    private static long date(long lastModified, RequestHead head, byte[] name) {
        int field = lastModified == HttpDate.NONE ? -1 : head.find(name);
        if (field < 0) {
            return HttpDate.NONE;
        }
        int from = head.valueFrom(field);
        return HttpDate.seconds(new String(head.bytes(), from, head.valueTo(field) - from, US_ASCII));
    }

    /**
     * Called by a handler before it changes a resource. Returns if the client expects the current state, or states no
     * expectation.
     *
     * @param current tag of the current state; null if the resource does not exist yet, which a client expects by
     *     {@code If-None-Match: *}
     * @throws HttpException 412 when the client expects another state
     */
    public static void check(Request request, @Nullable EntityTag current) {
        Outcome outcome = current == null ? ofNothing(request) : evaluate(request, current, null);
        if (outcome == Outcome.FAILED) {
            throw new HttpException(
                    HttpStatus.PRECONDITION_FAILED, "The resource is not in the expected state. Fetch it again.");
        }
    }

    private static Outcome ofNothing(Request request) {
        return request.received().find(IF_MATCH) >= 0 ? Outcome.FAILED : Outcome.PASSED;
    }

    /**
     * Like {@link #check}, for a resource that only clients with a precondition may change.
     *
     * @throws HttpException 428 when the client does not state the expected state (RFC 6585 section 3)
     */
    public static void require(Request request, @Nullable EntityTag current) {
        RequestHead head = request.received();
        if (head.find(IF_MATCH) < 0 && head.find(IF_NONE_MATCH) < 0) {
            throw new HttpException(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "Send the expected state: If-Match with its ETag, or If-None-Match: *.");
        }
        check(request, current);
    }
}
