package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeclaredProblemTest {
    @dev.interlock.annotation.ProblemType(status = 410, type = "/problems/gone", title = "Sold out")
    private static class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Gone(@Nullable String message) {
            super(message);
        }
    }

    private static final class LongGone extends Gone {
        private static final long serialVersionUID = 1L;

        LongGone() {
            super("long ago");
        }
    }

    @dev.interlock.annotation.ProblemType(status = 503)
    private static final class Busy extends Gone {
        private static final long serialVersionUID = 1L;

        Busy() {
            super("a secret");
        }
    }

    @dev.interlock.annotation.ProblemType(status = 200)
    private static final class Odd extends Exception {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void readsAnnotationAndMessage() {
        Problem problem = Objects.requireNonNull(DeclaredProblem.of(new Gone("no more bolts")));
        assertThat(problem.status()).isEqualTo(410);
        assertThat(problem.type()).isEqualTo("/problems/gone");
        assertThat(problem.title()).isEqualTo("Sold out");
        assertThat(problem.detail()).isEqualTo("no more bolts");
    }

    @Test
    void inheritsAnnotation() {
        assertThat(String.valueOf(DeclaredProblem.of(new LongGone()))).isEqualTo("410 Sold out: long ago");
        assertThat(String.valueOf(DeclaredProblem.of(new Gone(null)))).isEqualTo("410 Sold out");
    }

    @Test
    void hidesMessageOfServerError() {
        assertThat(String.valueOf(DeclaredProblem.of(new Busy()))).isEqualTo("503 Service Unavailable");
    }

    @Test
    void returnsNullWithoutAnnotation() {
        assertThat(DeclaredProblem.of(new IllegalStateException("x"))).isNull();
    }

    @Test
    void rejectsSuccessStatus() {
        assertThrows(IllegalArgumentException.class, () -> DeclaredProblem.of(new Odd()));
    }

    @Test
    void yieldsToClosestClass() {
        assertThat(DeclaredProblem.yieldsTo(RuntimeException.class, new IllegalStateException()))
                .isTrue();
        assertThat(DeclaredProblem.yieldsTo(RuntimeException.class, new Gone("x")))
                .isFalse();
        assertThat(DeclaredProblem.yieldsTo(RuntimeException.class, new LongGone()))
                .isFalse();
        assertThat(DeclaredProblem.yieldsTo(Gone.class, new Gone("x"))).isTrue();
        assertThat(DeclaredProblem.yieldsTo(LongGone.class, new LongGone())).isTrue();
        // The annotation of the subclass takes precedence over a method for its superclass.
        assertThat(DeclaredProblem.yieldsTo(Gone.class, new Busy())).isFalse();
        assertThat(DeclaredProblem.yieldsTo(RuntimeException.class, new HttpException(404, "x")))
                .isFalse();
        assertThat(DeclaredProblem.yieldsTo(HttpException.class, new HttpException(404, "x")))
                .isTrue();
    }
}
