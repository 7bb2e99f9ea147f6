package dev.interlock.internal.message;

import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Problem;
import dev.interlock.http.Response;
import dev.interlock.internal.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes problems as the documents of responses (RFC 9457). */
public final class ProblemDocument {
    private static final FieldLine CONTENT_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    private static final FieldLine PLAIN_JSON = FieldLine.of(HttpHeader.CONTENT_TYPE, "application/json");
    private static final FieldLine NO_STORE = FieldLine.of(HttpHeader.CACHE_CONTROL, "no-store");
    /** The document repeats text of the client, so browsers must not interpret it as a page or a script. */
    private static final FieldLine NO_SNIFF = FieldLine.of("x-content-type-options", "nosniff");

    private static final FieldLine VARY = FieldLine.of(HttpHeader.VARY, HttpHeader.ACCEPT);
    private static final String REQUEST_ID = "requestId";

    private ProblemDocument() {}

    /** Turns the problem and the header fields of an exception into the response. */
    public static void write(HttpException exception, Occurrence occurrence, Response response) {
        write(exception.problem(), occurrence, response, exception.fields());
    }

    /** Turns a problem into the response, like {@link Problem#writeTo}. */
    public static void write(Problem problem, Occurrence occurrence, Response response) {
        write(problem, occurrence, response, List.of());
    }

    /**
     * Turns a problem and further header fields into the response. A Cache-Control field among them replaces the
     * default.
     */
    static void write(Problem problem, Occurrence occurrence, Response response, List<FieldLine> fields) {
        response.startOver(problem.status()).header(occurrence.plainJson() ? PLAIN_JSON : CONTENT_TYPE);
        if (occurrence.negotiated()) {
            response.addIfNew(VARY);
        }
        for (FieldLine field : fields) {
            response.addHeader(field);
        }
        response.defaultHeader(NO_STORE).defaultHeader(NO_SNIFF);
        writeMembers(problem, occurrence, new JsonWriter(response.body()));
    }

    private static void writeMembers(Problem problem, Occurrence occurrence, JsonWriter json) {
        json.beginObject();
        member(json, "type", problem.type());
        json.member("title", problem.title()).member("status", problem.status());
        member(json, "detail", problem.detail());
        member(json, "instance", problem.instance() == null ? occurrence.instance() : problem.instance());
        problem.extensions().forEach(json::member);
        if (!problem.extensions().containsKey(REQUEST_ID)) {
            json.member(REQUEST_ID, occurrence.requestId());
        }
        json.endObject();
    }

    private static void member(JsonWriter json, String name, @Nullable String value) {
        if (value != null) {
            json.member(name, value);
        }
    }
}
