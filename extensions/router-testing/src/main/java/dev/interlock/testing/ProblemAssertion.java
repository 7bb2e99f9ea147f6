package dev.interlock.testing;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Assertions about a problem document (RFC 9457). The methods fail in the same way as in {@link ResponseAssertion}. */
public final class ProblemAssertion {
    private final TestResponse response;
    private final TestProblem problem;

    ProblemAssertion(TestResponse response) {
        this.response = response;
        problem = response.problem();
    }

    /** Requires that the detail equals a text. */
    public ProblemAssertion withDetail(String text) {
        return require("detail", text, problem.detail());
    }

    /** Requires that the detail contains a text. */
    public ProblemAssertion withDetailContaining(String text) {
        String detail = problem.detail();
        if (detail == null || !detail.contains(text)) {
            throw response.failure("Expected a problem whose detail has '" + text + "', but was '" + detail + "'");
        }
        return this;
    }

    public ProblemAssertion withTitle(String text) {
        return require("title", text, problem.title());
    }

    public ProblemAssertion withType(String uri) {
        return require("type", uri, problem.type());
    }

    public ProblemAssertion withInstance(String uri) {
        return require("instance", uri, problem.instance());
    }

    /** Requires a value at a JSON pointer, as in {@link ResponseAssertion#hasJson(String, Object)}. */
    public ProblemAssertion with(String pointer, @Nullable Object value) {
        response.assertThat().hasJson(pointer, value);
        return this;
    }

    private ProblemAssertion require(String member, String expected, @Nullable String actual) {
        if (!Objects.equals(expected, actual)) {
            throw response.failure(
                    "Expected a problem with " + member + " '" + expected + "', but was '" + actual + "'");
        }
        return this;
    }
}
