package dev.interlock.validate;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.HttpException;
import dev.interlock.http.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
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
    void anExceptionOfTheCheckIsNoErrorOfTheServer() {
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

    /** Text that the logger of the tests prints. */
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
    void aResponseOfTheCheckIsTheResponse() {
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
    void whatDoesNotExistIsNotChecked() {
        missing.addAbsent("/a");
        missing.addRejected("");
        HttpException refusal = refusal(missing.check(null, null, (found, value) -> {
            throw new HttpException(503, "Busy");
        }));
        assertThat(errors(refusal.problem())).containsExactly(absent("/a"));
    }

    @Test
    void violationsWithinMissingMembersAreNotListed() {
        missing.addAbsent("/a");
        missing.addRejected("/b/0");
        HttpException refusal = refusal(missing.check(null, "value", (found, value) -> {
            Violations all = found;
            for (String pointer : List.of("/a", "/a/0", "/b/0", "/b/0/c", "/b/01", "/b", "/ab", "")) {
                all = Violations.add(all, pointer, "must be good");
            }
            return all;
        }));
        assertThat(errors(refusal.problem()))
                .containsExactly(absent("/a"), bad("/b/01"), bad("/b"), bad("/ab"), bad(""))
                .inOrder();
    }

    private static Map<String, String> bad(String pointer) {
        return Map.of("pointer", pointer, "detail", "must be good");
    }

    @Test
    void aWholeValueIsCheckedEvenIfItIsNull() {
        HttpException refusal =
                refusal(missing.check(null, null, (found, value) -> Violations.add(found, "", "must not be null")));
        assertThat(errors(refusal.problem())).containsExactly(Map.of("pointer", "", "detail", "must not be null"));
    }

    @Test
    void moreViolationsThanAreNotedAreMentioned() {
        missing.addAbsent("/a");
        HttpException refusal = refusal(missing.check(null, "value", (found, value) -> {
            Violations all = found;
            for (int i = 0; i <= Violations.MAX_NOTED; i++) {
                all = Violations.ifMissing(all, "/" + i, "must be there");
            }
            return all;
        }));
        assertThat(refusal.problem().detail())
                .isEqualTo("More than 1 values are not acceptable; errors lists the first 1.");
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
