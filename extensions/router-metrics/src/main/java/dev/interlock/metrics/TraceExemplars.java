package dev.interlock.metrics;

import dev.interlock.http.RequestHead;
import io.prometheus.metrics.model.snapshots.Exemplar;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Exemplars of the durations on one event loop: for each series and classic bucket, the last sampled trace. A bucket
 * takes at most one new exemplar a second. This limits the allocation for a client that samples all requests. Only the
 * thread of the loop adds exemplars. Any thread may read them.
 */
final class TraceExemplars {
    private static final VarHandle ELEMENTS = MethodHandles.arrayElementVarHandle(Exemplar[].class);
    private static final VarHandle SERIES = MethodHandles.arrayElementVarHandle(Exemplar[][].class);
    /** Limit on the traces that are kept for later requests. */
    private static final int MOST_IDLE = 1024;

    private static final long PERIOD_MILLIS = TimeUnit.SECONDS.toMillis(1);

    /** Exemplars by series and classic bucket. The array of a series is null until the series has an exemplar. */
    private final @Nullable Exemplar[] @Nullable [] ofSeries;

    private @Nullable SampledTrace idle;
    private int idleCount;

    TraceExemplars(int series) {
        ofSeries = new Exemplar[series][];
    }

    /** Returns the trace of a request, or null if the client has not sampled the trace. */
    @Nullable
    SampledTrace trace(RequestHead head) {
        int field = SampledTrace.find(head);
        if (field < 0) {
            return null;
        }
        SampledTrace trace = idle;
        if (trace == null) {
            trace = new SampledTrace();
        } else {
            idle = trace.next;
            idleCount--;
            trace.next = null;
        }
        trace.copy(head, field);
        return trace;
    }

    /** Makes an exemplar of a trace, unless the bucket has a recent one. Takes back the trace for a later request. */
    void add(int series, long nanos, SampledTrace trace) {
        if (idleCount < MOST_IDLE) {
            trace.next = idle;
            idle = trace;
            idleCount++;
        }
        @Nullable Exemplar[] exemplars = ofSeries[series];
        if (exemplars == null) {
            exemplars = new Exemplar[Histograms.SECONDS.classicCount()];
            SERIES.setRelease(ofSeries, series, exemplars);
        }
        int bucket = Histograms.SECONDS.classicOf(nanos);
        Exemplar former = exemplars[bucket];
        long now = System.currentTimeMillis();
        if (former == null || now - former.getTimestampMillis() >= PERIOD_MILLIS) {
            Exemplar exemplar = Exemplar.builder()
                    .value(Math.max(0, nanos) / (double) TimeUnit.SECONDS.toNanos(1))
                    .traceId(trace.traceId())
                    .spanId(trace.spanId())
                    .timestampMillis(now)
                    .build();
            ELEMENTS.setRelease(exemplars, bucket, exemplar);
        }
    }

    void addTo(List<Exemplar> all, int series) {
        Exemplar[] exemplars = (Exemplar[]) SERIES.getAcquire(ofSeries, series);
        if (exemplars == null) {
            return;
        }
        for (int i = 0; i < exemplars.length; i++) {
            Exemplar exemplar = (Exemplar) ELEMENTS.getAcquire(exemplars, i);
            if (exemplar != null) {
                all.add(exemplar);
            }
        }
    }
}
