package dev.interlock.http;

import dev.interlock.log.LogText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457), {@code application/problem+json}. Immutable: each method that changes a member returns
 * a copy. Members that are not set are omitted. A document without a type has the type {@code about:blank} (section
 * 3.1.1). The sent document also has the path and the id of the request.
 */
public final class Problem {
    /** Media type of a problem document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Set<String> STANDARD_MEMBERS = Set.of("type", "title", "status", "detail", "instance");

    private final int status;
    private final String title;
    private final @Nullable String type;
    private final @Nullable String detail;
    private final @Nullable String instance;
    private final Map<String, @Nullable Object> extensions;

    private Problem(
            int status,
            String title,
            @Nullable String type,
            @Nullable String detail,
            @Nullable String instance,
            Map<String, @Nullable Object> extensions) {
        this.status = status;
        this.title = title;
        this.type = type;
        this.detail = detail;
        this.instance = instance;
        this.extensions = extensions;
    }

    /**
     * Creates a problem whose title is the reason phrase of its status, as section 4.2.1 recommends.
     *
     * @param status status from 400 to 599
     */
    public static Problem of(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException(
                    status + " is not an error status. Tip: use a status from 400 to 599 (RFC 9110 section 15)");
        }
        String title = HttpStatus.phrase(status);
        return new Problem(status, title, null, null, null, Map.of());
    }

    /** Returns a copy with a URI that identifies the kind of problem. */
    public Problem type(String uri) {
        return new Problem(status, title, uri, detail, instance, extensions);
    }

    /** Returns a copy with a summary of the kind of problem, which is the same for each occurrence. */
    public Problem title(String text) {
        return new Problem(status, text, type, detail, instance, extensions);
    }

    /**
     * Returns a copy with an explanation of this occurrence of the problem. The explanation should help the client to
     * correct the problem.
     */
    public Problem detail(String text) {
        return new Problem(status, title, type, text, instance, extensions);
    }

    /** Returns a copy with a URI that identifies this occurrence. */
    public Problem instance(String uri) {
        return new Problem(status, title, type, detail, uri, extensions);
    }

    /**
     * Returns a copy with a further extension member (section 3.2) at the end.
     *
     * @param value a text, number, boolean or null, or a map or an iterable of these; any other value is written as its
     *     {@code toString()}
     * @throws IllegalArgumentException for a member that has its own method, such as {@code title}
     */
    public Problem with(String name, @Nullable Object value) {
        if (STANDARD_MEMBERS.contains(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not an extension member. Tip: call " + name + "(...) to set it");
        }
        Map<String, @Nullable Object> more = new LinkedHashMap<>(extensions);
        more.put(name, value);
        return new Problem(status, title, type, detail, instance, more);
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public @Nullable String type() {
        return type;
    }

    public @Nullable String detail() {
        return detail;
    }

    public @Nullable String instance() {
        return instance;
    }

    /** Returns the extension members in the order in which they were added. The map cannot be changed. */
    public Map<String, @Nullable Object> extensions() {
        return Collections.unmodifiableMap(extensions);
    }

    /** Returns the value of an extension member, or null if the value is null or the member is missing. */
    public @Nullable Object extension(String name) {
        return extensions.get(name);
    }

    /**
     * Makes this problem the response to the request. Removes the earlier body, the fields that describe the body, and
     * the fields that allow caching. Other fields stay.
     *
     * <p>Unless this problem sets these members, the instance is the path of the request, and "requestId" is its
     * {@linkplain Request#id() id}. The content type is {@code application/json} if the client accepts that but not
     * {@code application/problem+json}. The response forbids caches to store it, because it is about one request, and
     * forbids browsers to guess another type.
     */
    public void writeTo(Request request, Response response) {
        response.problem(request, this, List.of());
    }

    /** Returns text for logs, with the escapes of {@link LogText}: {@code 404 Not Found: no order 7}. */
    @Override
    public String toString() {
        return LogText.of(status + " " + title + (detail == null ? "" : ": " + detail));
    }
}
