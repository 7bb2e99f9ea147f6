package dev.interlock.http;

import dev.interlock.log.LogText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457), {@code application/problem+json}. Immutable: each method that changes a member returns
 * a copy. Unset members are omitted; the type is then {@code about:blank} (section 3.1.1). The sent document also has
 * the path and the id of the request.
 */
public final class Problem {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final FieldLine CONTENT_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, MEDIA_TYPE);
    private static final FieldLine PLAIN_JSON = FieldLine.of(HttpHeader.CONTENT_TYPE, "application/json");
    private static final FieldLine NO_STORE = FieldLine.of(HttpHeader.CACHE_CONTROL, "no-store");
    /** The document repeats text of the client, so browsers must not interpret it as a page or a script. */
    private static final FieldLine NO_SNIFF = FieldLine.of("x-content-type-options", "nosniff");

    private static final FieldLine VARY = FieldLine.of(HttpHeader.VARY, HttpHeader.ACCEPT);
    private static final String REQUEST_ID = "requestId";
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
     * Creates a problem whose title is the phrase of its status, as section 4.2.1 recommends.
     *
     * @param status 400 to 599
     */
    public static Problem of(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException(
                    status + " is not the status of a problem. Tip: errors are 400 to 599 (RFC 9110 section 15)");
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

    /** Returns a copy with an explanation of this occurrence, which should help the client to correct the problem. */
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
     * @param value a text, number, boolean or null, or a map or an iterable of these; any other value is written as
     *     its {@code toString()}
     * @throws IllegalArgumentException for the name of a member that has its own method
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

    /** Value of an extension member, or null if it is null or missing. */
    public @Nullable Object extension(String name) {
        return extensions.get(name);
    }

    /**
     * Makes this problem the response to the request. Removes the earlier body, the fields that describe the body, and
     * the fields that allow caching. Other fields stay.
     *
     * <p>Unless this problem sets them, the document has the path of the request as its instance, and the {@linkplain
     * Request#id() id} in a member "requestId". Its content type is {@code application/json} if the client accepts that
     * but not {@code application/problem+json}. Caches must not store it, because it is about one request. Browsers
     * must not guess another type.
     */
    public void writeTo(Request request, Response response) {
        writeTo(request.occurrence(), response);
    }

    /** Like {@link #writeTo(Request, Response)}, without a request that handlers see. */
    public void writeTo(Occurrence occurrence, Response response) {
        writeTo(occurrence, response, List.of());
    }

    /**
     * Like {@link #writeTo(Request, Response)}, with more header fields. A Cache-Control among them replaces the
     * default.
     */
    void writeTo(Occurrence occurrence, Response response, List<FieldLine> fields) {
        response.startOver(status).header(occurrence.plainJson() ? PLAIN_JSON : CONTENT_TYPE);
        if (occurrence.negotiated()) {
            response.addIfNew(VARY);
        }
        for (FieldLine field : fields) {
            response.addHeader(field);
        }
        response.defaultHeader(NO_STORE).defaultHeader(NO_SNIFF);
        writeDocument(occurrence, response);
    }

    private void writeDocument(Occurrence occurrence, Response response) {
        JsonWriter json = new JsonWriter(response.body()).beginObject();
        member(json, "type", type);
        json.member("title", title).member("status", status);
        member(json, "detail", detail);
        member(json, "instance", instance == null ? occurrence.instance() : instance);
        extensions.forEach(json::member);
        if (!extensions.containsKey(REQUEST_ID)) {
            json.member(REQUEST_ID, occurrence.requestId());
        }
        json.endObject();
    }

    private static void member(JsonWriter json, String name, @Nullable String value) {
        if (value != null) {
            json.member(name, value);
        }
    }

    /** Text for logs, with the escapes of {@link LogText}: {@code 404 Not Found: no order 7}. */
    @Override
    public String toString() {
        return LogText.of(status + " " + title + (detail == null ? "" : ": " + detail));
    }
}
