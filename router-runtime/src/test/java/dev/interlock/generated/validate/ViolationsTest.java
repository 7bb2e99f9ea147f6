package dev.interlock.generated.validate;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.HttpException;
import dev.interlock.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViolationsTest {
    private static Problem refusal(@Nullable Violations found) {
        return assertThrows(HttpException.class, () -> Violations.refuse(found)).problem();
    }

    private static List<?> errors(Problem problem) {
        return (List<?>) Objects.requireNonNull(problem.extension("errors"));
    }

    @Test
    void acceptsRequestWithoutViolations() {
        Violations.refuse(null);
        assertThat(Violations.count(null)).isEqualTo(0);
    }

    @Test
    void parameterViolationIs400() {
        Problem problem = refusal(Violations.parameter(null, "query", "limit", "must be at most 100"));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).isEqualTo("The query parameter 'limit' must be at most 100.");
        assertThat(errors(problem))
                .containsExactly(Map.of("parameter", "limit", "in", "query", "detail", "must be at most 100"));
    }

    @Test
    void bodyViolationIs422() {
        Problem problem = refusal(Violations.add(null, "/name", "must not be blank"));
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.title()).isEqualTo("Unprocessable Content");
        assertThat(problem.detail()).isEqualTo("The value at /name of the body must not be blank.");
        assertThat(errors(problem)).containsExactly(Map.of("pointer", "/name", "detail", "must not be blank"));
        assertThat(refusal(Violations.add(null, "", "must not be empty")).detail())
                .isEqualTo("The body must not be empty.");
    }

    @Test
    void parameterAndBodyViolationsAre400() {
        Violations found = Violations.add(null, "/name", "must not be blank");
        found = Violations.parameter(found, "header", "X-Shard", "must be at least 0");
        Problem problem = refusal(found);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).isEqualTo("2 values are not acceptable; errors lists them.");
        assertThat(errors(problem))
                .containsExactly(
                        Map.of("pointer", "/name", "detail", "must not be blank"),
                        Map.of("parameter", "X-Shard", "in", "header", "detail", "must be at least 0"))
                .inOrder();
    }

    @Test
    void withinMovesOnlyNewViolations() {
        Violations found = Violations.add(null, "/first", "a");
        int outer = Violations.count(found);
        found = Violations.add(found, "", "b");
        int inner = Violations.count(found);
        found = Violations.add(found, "/quantity", "c");
        Violations.within(found, inner, "/lines", 2);
        Violations.within(found, outer, "/order");
        assertThat(errors(refusal(found)))
                .containsExactly(
                        Map.of("pointer", "/first", "detail", "a"),
                        Map.of("pointer", "/order", "detail", "b"),
                        Map.of("pointer", "/order/lines/2/quantity", "detail", "c"))
                .inOrder();
    }

    @Test
    void escapesAndCutsKeys() {
        Violations found = Violations.add(null, "", "a");
        Violations.withinEntry(found, 0, "/prices", "a/b~c");
        int before = Violations.count(found);
        found = Violations.add(found, "", "b");
        Violations.withinEntry(found, before, "/prices", "k".repeat(1000));
        List<?> errors = errors(refusal(found));
        assertThat(errors.get(0)).isEqualTo(Map.of("pointer", "/prices/a~1b~0c", "detail", "a"));
        assertThat(errors.get(1)).isEqualTo(Map.of("pointer", "/prices/" + "k".repeat(63) + "\u2026", "detail", "b"));
    }

    @Test
    void elementOfParameterHasPointer() {
        Violations found = Violations.add(null, "", "must be at least 1");
        Violations.within(found, 0, "", 3);
        Violations.ofParameter(found, 0, "query", "ids");
        Problem problem = refusal(found);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).isEqualTo("The value at /3 of the query parameter 'ids' must be at least 1.");
        assertThat(errors(problem))
                .containsExactly(
                        Map.of("parameter", "ids", "in", "query", "pointer", "/3", "detail", "must be at least 1"));
    }

    @Test
    void recordOfParametersHasTheirNames() {
        Violations found = Violations.add(null, "", "must be in order");
        Violations.ofParameters(found, 0, "from", "to");
        Problem problem = refusal(found);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).isEqualTo("The combination of 'from', 'to' must be in order.");
        assertThat(errors(problem))
                .containsExactly(Map.of("parameters", List.of("from", "to"), "detail", "must be in order"));
    }

    @Test
    void listsAtMostHundredViolations() {
        Violations found = null;
        for (int i = 0; i < 100; i++) {
            found = Violations.add(found, "/" + i, "a");
        }
        assertThat(refusal(found).detail()).isEqualTo("100 values are not acceptable; errors lists them.");
        for (int i = 0; i < 1_000_000; i++) {
            int before = Violations.count(found);
            found = Violations.parameter(found, "query", "x", "b");
            Violations.within(found, before, "/more", i);
        }
        Problem problem = refusal(found);
        assertThat(errors(problem)).hasSize(100);
        assertThat(problem.detail()).isEqualTo("More than 100 values are not acceptable; errors lists the first 100.");
    }

    @Test
    void limitsDepth() {
        assertThat(Violations.isTooDeep(99)).isFalse();
        assertThat(Violations.isTooDeep(100)).isTrue();
        assertThat(errors(refusal(Violations.tooDeep(null))))
                .containsExactly(Map.of("pointer", "", "detail", "must not be nested within 100 others of its kind"));
    }
}
