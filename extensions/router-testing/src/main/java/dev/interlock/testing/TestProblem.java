package dev.interlock.testing;

import dev.interlock.http.HttpHeader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The problem document (RFC 9457) in a response. Immutable. */
public final class TestProblem {
    private static final String MEDIA_TYPE = "application/problem+json";

    private final TestResponse response;
    private final Map<?, ?> members;

    private TestProblem(TestResponse response, Map<?, ?> members) {
        this.response = response;
        this.members = members;
    }

    static TestProblem of(TestResponse response) {
        String type = response.header(HttpHeader.CONTENT_TYPE);
        if (type == null || !type.startsWith(MEDIA_TYPE)) {
            throw response.failure("Expected a problem document, of type " + MEDIA_TYPE + ", but the type is " + type);
        }
        if (!(response.json() instanceof Map<?, ?> members)) {
            throw response.failure("Expected a problem document, but it is not an object");
        }
        TestProblem problem = new TestProblem(response, members);
        Object status = members.get("status");
        if (status != null && !status.equals((long) response.status())) {
            throw response.failure("The problem document states the status " + status);
        }
        return problem;
    }

    /** URI of the problem type; {@code about:blank} if the document has none (section 3.1.1). */
    public String type() {
        String type = text("type");
        return type == null ? "about:blank" : type;
    }

    public @Nullable String title() {
        return text("title");
    }

    public int status() {
        return response.status();
    }

    public @Nullable String detail() {
        return text("detail");
    }

    public @Nullable String instance() {
        return text("instance");
    }

    /**
     * Returns a member, or a value within one.
     *
     * @param pointer place of the value (RFC 6901), such as {@code /errors/0/pointer}
     * @throws AssertionError if there is no value
     */
    public @Nullable Object at(String pointer) {
        return response.json(pointer);
    }

    private @Nullable String text(String name) {
        Object value = members.get(name);
        if (value != null && !(value instanceof String)) {
            throw response.failure("The member '" + name + "' of the problem document is not text");
        }
        return (String) value;
    }

    @Override
    public String toString() {
        return members.toString();
    }
}
