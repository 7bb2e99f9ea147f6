package dev.interlock.internal.log;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.simple.SimpleServiceProvider;

final class ServerLogTest {
    @Test
    void silentProviderIsNotMissing() {
        assertThat(ServerLog.isMissing(List.of(new SimpleServiceProvider()))).isFalse();
        assertThat(ServerLog.isMissing(List.of())).isTrue();
    }

    @Test
    void unloadableProviderIsMissing() {
        assertThat(ServerLog.isMissing(() -> {
                    throw new ServiceConfigurationError("no such class");
                }))
                .isTrue();
    }

    private static String printed(Consumer<Logger> logging) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        logging.accept(new StandardErrorLogger("a.B", new PrintStream(bytes, true, UTF_8)));
        return bytes.toString(UTF_8);
    }

    @Test
    void printsOnlyWarningsAndErrors() {
        assertThat(printed(log -> {
                    log.trace("t");
                    log.debug("d");
                    log.info("i");
                    log.warn("w {}", 1);
                    log.error("e {} {}", 1, 2);
                }))
                .isEqualTo("WARN a.B: w 1%nERROR a.B: e 1 2%n".formatted());
    }

    @Test
    void namesDeepestCause() {
        Throwable cause = new IllegalArgumentException("deep");
        cause.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.C", "find", "C.java", 7)});
        assertThat(printed(log -> log.error("failed", new IllegalStateException("outer", cause))))
                .isEqualTo("ERROR a.B: failed: java.lang.IllegalStateException: outer, caused by"
                        + " java.lang.IllegalArgumentException: deep at a.C.find(C.java:7)%n".formatted());
    }

    @Test
    void printsOneLine() {
        Throwable thrown = new IllegalStateException("first\nsecond\u001b[31m");
        thrown.setStackTrace(new StackTraceElement[0]);
        assertThat(printed(log -> log.error("failed", thrown)))
                .isEqualTo(
                        "ERROR a.B: failed: java.lang.IllegalStateException: first\\nsecond\\u001b[31m%n".formatted());
    }

    @Test
    void endsCycleOfCauses() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        assertThat(printed(log -> log.error("failed", first)))
                .startsWith("ERROR a.B: failed: java.lang.Exception: first");
    }
}
