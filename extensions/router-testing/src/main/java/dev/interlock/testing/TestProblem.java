package dev.interlock.testing;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The problem document (RFC 9457) in a response. Immutable. */
public final class TestProblem {
    private static final String MEDIA_TYPE = "application/problem+json";

    private final int status;
    private final Map<?, ?> members;
    /** Creates the error of a failed assertion from its reason. */
    private final Function<String, AssertionError> failure;

    private TestProblem(int status, Map<?, ?> members, Function<String, AssertionError> failure) {
        this.status = status;
        this.members = members;
        this.failure = failure;
    }

    /**
     * Returns a body as a problem document.
     *
     * @param status status of the response
     * @param type media type of the body, or null
     * @param body reads the body as JSON
     * @param failure creates the error of a failed assertion from its reason
     */
    static TestProblem of(
            int status,
            @Nullable String type,
            Supplier<@Nullable Object> body,
            Function<String, AssertionError> failure) {
        if (type == null || !type.startsWith(MEDIA_TYPE)) {
            throw failure.apply("Expected a problem document, of type " + MEDIA_TYPE + ", but the type is " + type);
        }
        if (!(body.get() instanceof Map<?, ?> members)) {
            throw failure.apply("Expected a problem document, but it is not an object");
        }
        Object stated = members.get("status");
        if (stated != null && !stated.equals((long) status)) {
            throw failure.apply("The problem document states the status " + stated);
        }
        return new TestProblem(status, members, failure);
    }

    /** Returns the URI of the problem type. Returns {@code about:blank} if the document has none (section 3.1.1). */
    public String type() {
        String type = text("type");
        return type == null ? "about:blank" : type;
    }

    public @Nullable String title() {
        return text("title");
    }

    public int status() {
        return status;
    }

    public @Nullable String detail() {
        return text("detail");
    }

    public @Nullable String instance() {
        return text("instance");
    }

    /**
     * Returns a member of the document, or a value within a member.
     *
     * @param pointer place of the value (RFC 6901), such as {@code /errors/0/pointer}
     * @throws AssertionError if the document has no value there
     */
    public @Nullable Object at(String pointer) {
        try {
            return JsonText.at(members, pointer);
        } catch (IllegalArgumentException e) {
            throw failure.apply(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String text(String name) {
        Object value = members.get(name);
        if (value != null && !(value instanceof String)) {
            throw failure.apply("The member '" + name + "' of the problem document is not text");
        }
        return (String) value;
    }

    @Override
    public String toString() {
        return members.toString();
    }
}
