package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.syntax.HttpDate;
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

    private Preconditions() {}

    /**
     * Evaluates the preconditions for an existing representation.
     *
     * @param tag tag of the representation; null if it has none
     * @param lastModified time of the last change; null if it is unknown
     */
    public static PreconditionResult evaluate(
            Request request, @Nullable EntityTag tag, @Nullable Instant lastModified) {
        return request.evaluate(tag, lastModified == null ? HttpDate.NONE : lastModified.getEpochSecond());
    }

    /**
     * Checks the preconditions before a handler changes a resource. Returns normally if the client expects the current
     * state, or states no expectation.
     *
     * @param current tag of the current state; null if the resource does not exist yet. A client states that it expects
     *     no resource by {@code If-None-Match: *}
     * @throws HttpException 412 if the client expects another state
     */
    public static void check(Request request, @Nullable EntityTag current) {
        PreconditionResult outcome = current == null ? ofNothing(request) : evaluate(request, current, null);
        if (outcome == PreconditionResult.FAILED) {
            throw new HttpException(
                    HttpStatus.PRECONDITION_FAILED, "The resource is not in the expected state. Fetch it again.");
        }
    }

    private static PreconditionResult ofNothing(Request request) {
        return request.head().find(IF_MATCH) >= 0 ? PreconditionResult.FAILED : PreconditionResult.PASSED;
    }

    /**
     * Like {@link #check}, for a resource that only clients with a precondition may change.
     *
     * @throws HttpException 428 if the client does not state the expected state (RFC 6585 section 3)
     */
    public static void require(Request request, @Nullable EntityTag current) {
        RequestHead head = request.head();
        if (head.find(IF_MATCH) < 0 && head.find(IF_NONE_MATCH) < 0) {
            throw new HttpException(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "Send the expected state: If-Match with its ETag, or If-None-Match: *.");
        }
        check(request, current);
    }
}
