package dev.interlock.recording;

import dev.interlock.http.RouteInfo;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.recording.segment.SegmentLimits;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Options of a {@link Recording}; see {@link RecordingBuilder}. They do not change after the start. */
final class RecordingOptions {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int KEY_BYTES = 32;

    /**
     * Size at which the recorder thread writes a block, in bytes before compression. Event loops wake the thread when
     * their rings together hold about as many bytes. So a killed process loses about one block.
     */
    static final int BLOCK_BYTES = 256 * KIB;

    final Path directory;
    String name = "recording";
    String service = "";
    String build = "";
    double rate = 1;
    ToDoubleFunction<RouteInfo> rates = route -> -1;
    Predicate<RouteInfo> digestOnly = route -> false;
    boolean errors = true;
    int leastError = 500;
    int bodyLimit = 64 * KIB;
    int ringBytes = 4 * MIB;
    long captureMemory = 16L * MIB;
    long segmentBytes = 64L * MIB;
    Duration segmentAge = Duration.ofMinutes(10);
    long totalBytes = 1024L * MIB;
    Sync sync = Sync.NEVER;
    Redaction redaction = Redaction.standard();
    byte[] key = {};

    RecordingOptions(Path directory) {
        this.directory = directory;
    }

    RecordingOptions copy() {
        RecordingOptions copy = new RecordingOptions(directory);
        copy.name = name;
        copy.service = service;
        copy.build = build;
        copy.rate = rate;
        copy.rates = rates;
        copy.digestOnly = digestOnly;
        copy.errors = errors;
        copy.leastError = leastError;
        copy.bodyLimit = bodyLimit;
        copy.ringBytes = ringBytes;
        copy.captureMemory = captureMemory;
        copy.segmentBytes = segmentBytes;
        copy.segmentAge = segmentAge;
        copy.totalBytes = totalBytes;
        copy.sync = sync;
        copy.redaction = redaction;
        copy.key = key;
        return copy;
    }

    SegmentLimits limits() {
        return new SegmentLimits(
                segmentBytes, segmentAge.toNanos(), totalBytes, sync != Sync.NEVER, sync == Sync.BLOCK);
    }

    /** Returns the share of the exchanges to record on a route. */
    double rate(RouteInfo route) {
        double own = rates.applyAsDouble(route);
        return own < 0 ? rate : checkedRate(own);
    }

    static double checkedRate(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("The share of recorded exchanges must be 0 to 1, not " + share);
        }
        return share;
    }

    /** Returns whether an exchange has failed, and failed exchanges are recorded. */
    boolean isError(ObservedExchange exchange, @Nullable AbortReason reason) {
        return errors && (reason != null || exchange.timedOut() || exchange.status() >= leastError);
    }

    /** Returns the pseudonym key. Creates a random key if none is set. */
    byte[] key() {
        if (key.length > 0) {
            return key;
        }
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return random;
    }
}
