package dev.interlock.example.shop.log;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class StderrLoggerTest {
    private static final Logger LOG = LoggerFactory.getLogger("shop.orders");

    private static String logged(Runnable logging) {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, UTF_8));
        try {
            logging.run();
        } finally {
            System.setErr(before);
        }
        return written.toString(UTF_8);
    }

    @Test
    void isProvider() {
        assertThat(LOG).isInstanceOf(StderrLogger.class);
    }

    @Test
    void warningsHaveTimeThreadAndName() {
        Thread.currentThread().setName("main");

        String line = logged(() -> LOG.warn("{} of {}", 1, "two"));

        assertThat(line).matches("\\d+ \\[main] WARN shop\\.orders - 1 of two\\R");
    }

    @Test
    void errorsHaveStackTrace() {
        String lines = logged(() -> LOG.error("It failed", new IllegalStateException("why")));

        assertThat(lines).contains("ERROR shop.orders - It failed");
        assertThat(lines).contains("java.lang.IllegalStateException: why");
        assertThat(lines).contains("\tat ");
    }

    @Test
    void lowerLevelsAreNotLogged() {
        assertThat(logged(() -> LOG.info("It goes on"))).isEmpty();
    }
}
