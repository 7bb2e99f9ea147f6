package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a request makes its effect depend on (RFC 9110 section 13): If-Match, If-Unmodified-Since, If-None-Match and
 * If-Modified-Since, in the order of section 13.2.2. Files and {@code @ETag} look after it themselves; a handler that
 * changes something asks {@link #check}, so that no change of another client's is lost.
 */
public final class Preconditions {
    private static final byte[] IF_MATCH = "if-match".getBytes(US_ASCII);
    private static final byte[] IF_NONE_MATCH = "if-none-match".getBytes(US_ASCII);
    private static final byte[] IF_MODIFIED_SINCE = "if-modified-since".getBytes(US_ASCII);
    private static final byte[] IF_UNMODIFIED_SINCE = "if-unmodified-since".getBytes(US_ASCII);

    private static final int FAILED = 412;
    private static final int REQUIRED = 428;

    private Preconditions() {}

    /** What follows from the preconditions of a request. */
    public enum Outcome {
        /** The request is to be done. */
        PASSED,
        /** The client has the representation: 304. */
        NOT_MODIFIED,
        /** The request is not to be done: 412. */
        FAILED
    }

    /**
     * Evaluates the preconditions against a representation that there is.
     *
     * @param tag null if it has none
     * @param lastModified null if it is not known
     */
    public static Outcome evaluate(Request request, @Nullable EntityTag tag, @Nullable Instant lastModified) {
        return evaluate(
                request,
                tag == null ? null : tag.opaque(),
                tag != null && tag.weak(),
                lastModified == null ? HttpDate.NONE : lastModified.getEpochSecond());
    }

    /**
     * As {@link #evaluate(Request, EntityTag, Instant)}; allocates nothing unless the client sent dates.
     *
     * @param opaque of the entity tag
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

    /** Whether If-None-Match has that very tag, which must be a strong one: not that of the same state in another coding. */
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

    /** A date that does not parse is as good as none (RFC 9110 sections 13.1.3 and 13.1.4). */
    private static long date(long lastModified, RequestHead head, byte[] name) {
        int field = lastModified == HttpDate.NONE ? -1 : head.find(name);
        if (field < 0) {
            return HttpDate.NONE;
        }
        int from = head.valueFrom(field);
        return HttpDate.seconds(new String(head.bytes(), from, head.valueTo(field) - from, US_ASCII));
    }

    /**
     * For a handler that is about to change something: goes on if the client means the state that there is, or does not say.
     *
     * @param current the tag of the state that there is; null if there is nothing yet, which only {@code If-None-Match: *}
     *     means
     * @throws HttpException 412 if the client means another state
     */
    public static void check(Request request, @Nullable EntityTag current) {
        Outcome outcome = current == null ? ofNothing(request) : evaluate(request, current, null);
        if (outcome == Outcome.FAILED) {
            throw new HttpException(FAILED, "This is not the state that the request was made for. Fetch it again.");
        }
    }

    private static Outcome ofNothing(Request request) {
        return request.received().find(IF_MATCH) >= 0 ? Outcome.FAILED : Outcome.PASSED;
    }

    /**
     * As {@link #check}, for what must never be changed by who does not know it.
     *
     * @throws HttpException 428 if the client does not say which state it means (RFC 6585 section 3)
     */
    public static void require(Request request, @Nullable EntityTag current) {
        RequestHead head = request.received();
        if (head.find(IF_MATCH) < 0 && head.find(IF_NONE_MATCH) < 0) {
            throw new HttpException(
                    REQUIRED, "Say which state this is for: If-Match with its ETag, or If-None-Match: *.");
        }
        check(request, current);
    }
}
