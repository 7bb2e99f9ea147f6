package dev.interlock.tracing;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.internal.engine.SimulationRuns;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Spans of simulated runs: clients leave, time limits pass, and the server drains in every state of an exchange. Each
 * exchange has one span, which ends once.
 */
final class SimulatedSpansTest {
    private static final int SEEDS = 500;
    private static final ch.qos.logback.classic.Logger SERVER_LOG =
            (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("dev.interlock");

    /** Spans of one run that have not ended. */
    private static final class OpenSpans implements SpanProcessor {
        private final Set<String> open = new HashSet<>();
        private int started;
        private int ended;

        @Override
        public synchronized void onStart(Context parent, ReadWriteSpan span) {
            started++;
            open.add(span.getSpanContext().getSpanId());
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public synchronized void onEnd(ReadableSpan span) {
            ended++;
            open.remove(span.getSpanContext().getSpanId());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }

    /** Counts the calls of {@code end()} on ended spans. The SDK ignores these calls, but logs them. */
    private static final class RepeatedEnds implements Filter, AutoCloseable {
        private final Logger logger = Logger.getLogger("io.opentelemetry.sdk.trace.SdkSpan");
        private final AtomicInteger count = new AtomicInteger();

        RepeatedEnds() {
            logger.setLevel(Level.FINE);
            logger.setFilter(this);
        }

        @Override
        public boolean isLoggable(LogRecord line) {
            count.incrementAndGet();
            return false;
        }

        @Override
        public void close() {
            logger.setFilter(null);
            logger.setLevel(null);
        }
    }

    @Test
    void noticesSpanThatEndsTwice() {
        try (RepeatedEnds repeated = new RepeatedEnds()) {
            Span span = SdkTracerProvider.builder()
                    .addSpanProcessor(new OpenSpans())
                    .build()
                    .get("test")
                    .spanBuilder("twice")
                    .startSpan();
            span.end();
            assertThat(repeated.count.get()).isEqualTo(0);
            span.end();
            assertThat(repeated.count.get()).isEqualTo(1);
        }
    }

    // Handlers and publishers of the simulation fail on purpose, and the server logs that.
    @BeforeAll
    static void silence() {
        SERVER_LOG.setLevel(ch.qos.logback.classic.Level.OFF);
    }

    @AfterAll
    static void restore() {
        SERVER_LOG.setLevel(null);
    }

    @Test
    void eachExchangeHasOneSpanThatEndsOnce() {
        int all = 0;
        try (SimulationRuns runs = new SimulationRuns();
                RepeatedEnds repeated = new RepeatedEnds()) {
            for (long seed = 0; seed < SEEDS; seed++) {
                OpenSpans spans = new OpenSpans();
                OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
                        .setTracerProvider(SdkTracerProvider.builder()
                                .addSpanProcessor(spans)
                                .build())
                        .build();
                int exchanges = runs.exchanges(seed, Tracing.of(telemetry));
                assertWithMessage("spans of seed %s", seed).that(spans.started).isEqualTo(exchanges);
                assertWithMessage("ended spans of seed %s", seed)
                        .that(spans.ended)
                        .isEqualTo(exchanges);
                assertWithMessage("open spans of seed %s", seed)
                        .that(spans.open)
                        .isEmpty();
                all += exchanges;
            }
            assertThat(repeated.count.get()).isEqualTo(0);
        }
        assertThat(all).isAtLeast(SEEDS);
    }
}
