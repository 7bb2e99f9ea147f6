package dev.interlock.metrics;

import dev.interlock.http.RequestHead;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.RejectionReason;
import io.prometheus.metrics.model.snapshots.Exemplar;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counters of one event loop. Only the thread of the loop writes them, so counting needs no atomic operation. Any
 * thread may read them. A reader never sees half a counter, but may see a new value of one counter and an old value of
 * another that was written earlier.
 *
 * <p>The first exchange of a series allocates the histogram of the series. The number of series is fixed, so the memory
 * is bounded.
 */
final class LoopRecorder {
    private static final VarHandle COUNTERS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle HISTOGRAMS = MethodHandles.arrayElementVarHandle(long[][].class);

    /**
     * Number of unused elements around counters that are written often. They keep two loops from writing to one cache
     * line.
     */
    private static final int PADDING = 8;

    static final int CONNECTIONS_OPENED = PADDING;
    static final int REQUESTS_BEGUN = CONNECTIONS_OPENED + 1;
    static final int REQUESTS_ENDED = REQUESTS_BEGUN + 1;
    static final int HANDLERS_TIMED_OUT = REQUESTS_ENDED + 1;
    static final int RESPONSES_UNREAD = HANDLERS_TIMED_OUT + 1;
    private static final int EVENTS = RESPONSES_UNREAD + 1;

    private final SeriesTable series;
    private final long[] events = new long[EVENTS + PADDING];
    private final long[] rejections = new long[RejectionReason.values().length];
    private final long[] aborts = new long[AbortReason.values().length];
    /**
     * Histogram of each series, or null until the series has a value. It holds the counts of the buckets, and then the
     * sum of the values.
     */
    private final long[] @Nullable [] durations;

    private final TraceExemplars exemplars;
    private final long[] @Nullable [] requestSizes;
    private final long[] @Nullable [] responseSizes;

    LoopRecorder(SeriesTable series) {
        this.series = series;
        durations = new long[series.rows() * SeriesTable.OUTCOMES][];
        exemplars = new TraceExemplars(durations.length);
        requestSizes = new long[series.rows()][];
        responseSizes = new long[series.rows()][];
    }

    SeriesTable series() {
        return series;
    }

    /** Returns the index of the counter of a reason. */
    @SuppressWarnings("EnumOrdinal") // No index is stored, so it cannot become outdated.
    private static int index(Enum<?> reason) {
        return reason.ordinal();
    }

    private static void increment(long[] counters, int index) {
        COUNTERS.setOpaque(counters, index, counters[index] + 1);
    }

    private static long read(long[] counters, int index) {
        return (long) COUNTERS.getOpaque(counters, index);
    }

    /** Counts an event. */
    void count(int event) {
        increment(events, event);
    }

    void rejected(RejectionReason reason) {
        increment(rejections, index(reason));
    }

    void aborted(AbortReason reason) {
        increment(aborts, index(reason));
    }

    /**
     * Records the duration of an exchange.
     *
     * @param trace sampled trace of the request, or null
     */
    void took(int row, int outcome, long nanos, @Nullable SampledTrace trace) {
        int index = row * SeriesTable.OUTCOMES + outcome;
        add(durations, index, Histograms.SECONDS, nanos);
        if (trace != null) {
            exemplars.add(index, nanos, trace);
        }
    }

    /**
     * Returns the trace of a request that the client has sampled, or null. The caller must pass the trace to
     * {@link #took}.
     */
    @Nullable
    SampledTrace trace(RequestHead head) {
        return exemplars.trace(head);
    }

    void received(int row, long bytes) {
        add(requestSizes, row, Histograms.BYTES, bytes);
    }

    void sent(int row, long bytes) {
        add(responseSizes, row, Histograms.BYTES, bytes);
    }

    private static void add(long[] @Nullable [] histograms, int index, Buckets buckets, long value) {
        long[] histogram = histograms[index];
        if (histogram == null) {
            histogram = begin(histograms, index, buckets);
        }
        increment(histogram, buckets.indexOf(value));
        int sum = buckets.count();
        COUNTERS.setOpaque(histogram, sum, histogram[sum] + value);
    }

    private static long[] begin(long[] @Nullable [] histograms, int index, Buckets buckets) {
        long[] histogram = new long[buckets.count() + 1 + PADDING];
        // With release mode, a reader that sees the array also sees its zeros.
        HISTOGRAMS.setRelease(histograms, index, histogram);
        return histogram;
    }

    long events(int event) {
        return read(events, event);
    }

    long rejections(RejectionReason reason) {
        return read(rejections, index(reason));
    }

    long aborts(AbortReason reason) {
        return read(aborts, index(reason));
    }

    /**
     * Adds the histogram of a series to {@code sums}: the counts of the buckets, and then the sum of the durations.
     * Returns false if the series has no values.
     */
    boolean addDurations(int index, long[] sums) {
        return addTo(sums, durations, index);
    }

    /** Adds the exemplars of a series to a list. */
    void addExemplars(int index, List<Exemplar> all) {
        exemplars.addTo(all, index);
    }

    boolean addRequestSizes(int row, long[] sums) {
        return addTo(sums, requestSizes, row);
    }

    boolean addResponseSizes(int row, long[] sums) {
        return addTo(sums, responseSizes, row);
    }

    private static boolean addTo(long[] sums, long[] @Nullable [] histograms, int index) {
        long[] histogram = (long[]) HISTOGRAMS.getAcquire(histograms, index);
        if (histogram == null) {
            return false;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += read(histogram, i);
        }
        return true;
    }
}
