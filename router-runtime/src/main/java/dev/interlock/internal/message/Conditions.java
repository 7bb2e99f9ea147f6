package dev.interlock.internal.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.EntityTag;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.RequestHead;
import dev.interlock.internal.syntax.HttpDate;
import dev.interlock.internal.syntax.HttpMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the preconditions of a request (RFC 9110 section 13), in the order of section 13.2.2. Allocates only if the
 * client has sent dates.
 */
public final class Conditions {
    private static final byte[] IF_MATCH = HttpHeader.IF_MATCH.getBytes(US_ASCII);
    private static final byte[] IF_NONE_MATCH = HttpHeader.IF_NONE_MATCH.getBytes(US_ASCII);
    private static final byte[] IF_MODIFIED_SINCE = HttpHeader.IF_MODIFIED_SINCE.getBytes(US_ASCII);
    private static final byte[] IF_UNMODIFIED_SINCE = HttpHeader.IF_UNMODIFIED_SINCE.getBytes(US_ASCII);

    private Conditions() {}

    /**
     * Evaluates the preconditions for an existing representation.
     *
     * @param opaque text of the entity tag
     * @param lastModified seconds since 1970, or {@link HttpDate#NONE}
     */
    public static PreconditionResult evaluate(
            RequestHead head, @Nullable CharSequence opaque, boolean weak, long lastModified) {
        int match = head.find(IF_MATCH);
        if (match >= 0) {
            if (!EntityTagList.matches(head, IF_MATCH, match, opaque, weak, EntityTagList.Use.CHANGE)) {
                return PreconditionResult.FAILED;
            }
        } else if (isLaterThan(lastModified, head, IF_UNMODIFIED_SINCE)) {
            return PreconditionResult.FAILED;
        }
        boolean reads = isRead(head);
        int noneMatch = head.find(IF_NONE_MATCH);
        if (noneMatch >= 0) {
            boolean known = EntityTagList.matches(head, IF_NONE_MATCH, noneMatch, opaque, weak, EntityTagList.Use.READ);
            PreconditionResult result = reads ? PreconditionResult.NOT_MODIFIED : PreconditionResult.FAILED;
            return known ? result : PreconditionResult.PASSED;
        }
        boolean unmodified = reads && isKnownSince(lastModified, head);
        return unmodified ? PreconditionResult.NOT_MODIFIED : PreconditionResult.PASSED;
    }

    /**
     * Evaluates the preconditions for an existing representation.
     *
     * @return whether the response is 304
     * @throws HttpException 412 if the client expects another state
     */
    static boolean isNotModified(RequestHead head, @Nullable EntityTag tag, @Nullable Instant lastModified) {
        PreconditionResult result =
                evaluate(head, tag, lastModified == null ? HttpDate.NONE : lastModified.getEpochSecond());
        requireNotFailed(result);
        return result == PreconditionResult.NOT_MODIFIED;
    }

    /** Checks the preconditions before a change of a resource; see {@link ReceivedRequest#checkPreconditions}. */
    static void check(RequestHead head, @Nullable EntityTag current) {
        requireNotFailed(current == null ? ofNothing(head) : evaluate(head, current, HttpDate.NONE));
    }

    /** Like {@link #check}, but requires a precondition; see {@link ReceivedRequest#requirePreconditions}. */
    static void require(RequestHead head, @Nullable EntityTag current) {
        if (head.find(IF_MATCH) < 0 && head.find(IF_NONE_MATCH) < 0) {
            throw new HttpException(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "Send the expected state: If-Match with its ETag, or If-None-Match: *.");
        }
        check(head, current);
    }

    private static PreconditionResult evaluate(RequestHead head, @Nullable EntityTag tag, long lastModified) {
        return evaluate(head, tag == null ? null : tag.opaque(), tag != null && tag.weak(), lastModified);
    }

    private static PreconditionResult ofNothing(RequestHead head) {
        return head.find(IF_MATCH) >= 0 ? PreconditionResult.FAILED : PreconditionResult.PASSED;
    }

    private static void requireNotFailed(PreconditionResult result) {
        if (result == PreconditionResult.FAILED) {
            throw new HttpException(
                    HttpStatus.PRECONDITION_FAILED, "The resource is not in the expected state. Fetch it again.");
        }
    }

    /**
     * Returns whether If-None-Match contains exactly this tag, and the tag is strong. The tag of the same state in
     * another coding does not match.
     */
    public static boolean isKnown(RequestHead head, EntityTag tag) {
        return EntityTagList.matches(
                head, IF_NONE_MATCH, head.find(IF_NONE_MATCH), tag.opaque(), tag.weak(), EntityTagList.Use.EXACT);
    }

    private static boolean isRead(RequestHead head) {
        int method = HttpMethod.standard(head.bytes(), head.methodFrom(), head.methodTo());
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private static boolean isLaterThan(long lastModified, RequestHead head, byte[] name) {
        long date = date(lastModified, head, name);
        return date != HttpDate.NONE && lastModified > date;
    }

    private static boolean isKnownSince(long lastModified, RequestHead head) {
        long date = date(lastModified, head, IF_MODIFIED_SINCE);
        return date != HttpDate.NONE && lastModified <= date;
    }

    /** Reads a date from a field. A malformed date counts as missing (RFC 9110 sections 13.1.3 and 13.1.4). */
    private static long date(long lastModified, RequestHead head, byte[] name) {
        int field = lastModified == HttpDate.NONE ? -1 : head.find(name);
        if (field < 0) {
            return HttpDate.NONE;
        }
        int from = head.valueFrom(field);
        return HttpDate.seconds(new String(head.bytes(), from, head.valueTo(field) - from, US_ASCII));
    }
}
