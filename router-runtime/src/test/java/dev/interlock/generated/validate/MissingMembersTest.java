package dev.interlock.generated.validate;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.Range;
import com.sun.management.ThreadMXBean;
import dev.interlock.http.HttpException;
import dev.interlock.http.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MissingMembersTest {
    private final MissingMembers missing = new MissingMembers();

    private static HttpException refusal(@Nullable Violations found) {
        return assertThrows(HttpException.class, () -> Violations.refuse(found));
    }

    private static List<?> errors(Problem problem) {
        return (List<?>) Objects.requireNonNull(problem.extension("errors"));
    }

    private static Map<String, String> absent(String pointer) {
        return Map.of("pointer", pointer, "detail", "must be given");
    }

    @Test
    void exceptionOfCheckIsNoServerError() {
        missing.addAbsent("/a");
        for (Throwable failure : List.of(new IllegalStateException("a fault"), new AssertionError("a claim"))) {
            String log = logOf(() -> {
                HttpException refusal = refusal(missing.check(null, "value", (found, value) -> {
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) failure;
                }));
                assertThat(refusal.status()).isEqualTo(422);
                assertThat(errors(refusal.problem())).containsExactly(absent("/a"));
            });
            assertThat(log).isEmpty();
        }
    }

    /** Runs a step, and returns the text that the logger prints. */
    private static String logOf(Runnable step) {
        PrintStream former = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, UTF_8));
        try {
            step.run();
        } finally {
            System.setErr(former);
        }
        return log.toString(UTF_8);
    }

    @Test
    void keepsHttpExceptionOfCheck() {
        missing.addAbsent("/a");
        HttpException busy = new HttpException(503, "Busy");
        assertThat(assertThrows(
                        HttpException.class,
                        () -> missing.check(null, "value", (found, value) -> {
                            throw busy;
                        })))
                .isSameInstanceAs(busy);
    }

    @Test
    void skipsCheckWithoutValue() {
        missing.addAbsent("/a");
        HttpException refusal = refusal(missing.check(null, null, (found, value) -> {
            throw new HttpException(503, "Busy");
        }));
        assertThat(errors(refusal.problem())).containsExactly(absent("/a"));
    }

    @Test
    void violationsWithinMissingMembersAreNotListed() {
        missing.addAbsent("/a");
        HttpException refusal = refusal(missing.check(null, "value", (found, value) -> {
            Violations all = found;
            for (String pointer : List.of("/a", "/a/0", "/b", "/ab", "")) {
                all = Violations.add(all, pointer, "must be good");
            }
            return all;
        }));
        assertThat(errors(refusal.problem()))
                .containsExactly(absent("/a"), bad("/b"), bad("/ab"), bad(""))
                .inOrder();
    }

    private static Map<String, String> bad(String pointer) {
        return Map.of("pointer", pointer, "detail", "must be good");
    }

    @Test
    void checksNullBody() {
        HttpException refusal =
                refusal(missing.check(null, null, (found, value) -> Violations.add(found, "", "must not be null")));
        assertThat(errors(refusal.problem())).containsExactly(Map.of("pointer", "", "detail", "must not be null"));
    }

    @Test
    void mentionsUnlistedViolations() {
        missing.addAbsent("/a");
        HttpException refusal = refusal(missing.check(null, "value", (found, value) -> {
            Violations all = found;
            for (int i = 0; i <= Violations.MAX_NOTED; i++) {
                all = Violations.ifMissing(all, "/" + i, "must be there");
            }
            return all;
        }));
        assertThat(refusal.problem().detail())
                .isEqualTo("More than one value is not acceptable; errors lists the first.");
    }

    /** Adds many violations in a deeply nested value with long names. */
    private static @Nullable Violations deep(@Nullable Violations found) {
        Violations all = found;
        int before = Violations.count(all);
        for (int i = 0; i < 1000; i++) {
            int element = Violations.count(all);
            all = Violations.add(all, "", "must have at most 1 character");
            Violations.within(all, element, "/l", i);
        }
        for (int level = 0; level < 48; level++) {
            Violations.withinEntry(all, before, "/m", "k".repeat(64));
        }
        return all;
    }

    private static long bytes(Runnable step) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        step.run();
        long before = threads.getCurrentThreadAllocatedBytes();
        step.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void violationsCostTheSameAtAnyDepth() {
        assertThat(bytes(() -> refusal(deep(null)))).isLessThan(300_000);
        missing.addAbsent("/m/" + "k".repeat(64) + "/other");
        assertThat(bytes(() -> refusal(missing.check(null, "", (found, value) -> deep(found)))))
                .isLessThan(600_000);
    }

    @Test
    void limitsLengthOfPointers() {
        for (HttpException refusal : List.of(refusal(deep(null)), deepMissing())) {
            List<?> errors = errors(refusal.problem());
            int characters = errors.stream()
                    .mapToInt(it ->
                            String.valueOf(((Map<?, ?>) it).get("pointer")).length())
                    .sum();
            assertThat(characters).isIn(Range.closed(Violations.MAX_CHARACTERS, 2 * Violations.MAX_CHARACTERS));
            assertThat(refusal.problem().detail())
                    .isEqualTo("More than %1$d values are not acceptable; errors lists the first %1$d."
                            .formatted(errors.size()));
        }
    }

    private HttpException deepMissing() {
        for (int i = 0; i < 50; i++) {
            missing.addAbsent(("/m/" + "k".repeat(64)).repeat(48) + "/" + i);
        }
        assertThat(missing.isFull()).isTrue();
        return assertThrows(HttpException.class, missing::refuse);
    }

    @Test
    void omitsViolationsInsideNullMembers() {
        missing.addNull("/a/0/b");
        missing.addAbsent("/a/0/c");
        assertThat(errors(refusal(missing.check(null, "", (found, value) -> {
                            Violations all = Violations.addNull(found, "/b", "must be a b");
                            all = Violations.add(all, "/b/x", "must be an x");
                            all = Violations.add(all, "/bc", "must be a bc");
                            all = Violations.ifMissing(all, "/c", "must be a c");
                            all = Violations.ifMissing(all, "/d", "must be a d");
                            Violations.within(all, 0, "/a", 0);
                            return Violations.add(all, "/a/0/c", "must not be 0");
                        }))
                        .problem()))
                .containsExactly(
                        Map.of("pointer", "/a/0/b", "detail", "must be a b"),
                        Map.of("pointer", "/a/0/c", "detail", "must be a c"),
                        Map.of("pointer", "/a/0/bc", "detail", "must be a bc"))
                .inOrder();
    }

    @Test
    void knowsWhereMembersAreMissing() {
        missing.addAbsent("/a/bc/d");
        for (String pointer : List.of("", "/a", "/a/bc", "/a/bc/d")) {
            assertThat(missing.isWithin(pointer)).isTrue();
        }
        for (String pointer : List.of("/a/b", "/a/bc/d/e", "/x")) {
            assertThat(missing.isWithin(pointer)).isFalse();
        }
    }

    @Test
    void countsMembersThatAreNotListed() {
        for (int i = 0; i <= Violations.MAX_LISTED; i++) {
            missing.addAbsent("/" + i);
        }
        assertThat(missing.isFull()).isTrue();
        int before = missing.count();
        missing.addUnlisted();
        assertThat(missing.count()).isEqualTo(before + 1);
        missing.clear();
        assertThat(missing.count()).isEqualTo(0);
    }
}
