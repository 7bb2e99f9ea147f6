package dev.interlock.recording;

import dev.interlock.http.RouteInfo;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.recording.redact.Redaction;
import dev.interlock.recording.segment.Sync;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Options of a {@link Recording}, which {@link RecordingBuilder} explains. They do not change after the start. */
final class RecordingOptions {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int KEY_BYTES = 32;

    /**
     * Bytes of messages after which a block is written, and bytes in a ring after which the thread of the recorder is woken.
     * A killed process loses both.
     */
    static final int BLOCK_BYTES = 64 * KIB;

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

    /** Returns the share of the exchanges of a route that are recorded. */
    double rate(RouteInfo route) {
        double own = rates.applyAsDouble(route);
        return own < 0 ? rate : checkedRate(own);
    }

    static double checkedRate(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("The share of recorded exchanges is 0 to 1, not " + share);
        }
        return share;
    }

    /** Returns whether an exchange is recorded in any case. */
    boolean isError(ObservedExchange exchange, @Nullable AbortReason reason) {
        return errors && (reason != null || exchange.timedOut() || exchange.status() >= leastError);
    }

    /** Returns the key of pseudonyms. By default, this is a new random key. */
    byte[] key() {
        if (key.length > 0) {
            return key;
        }
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return random;
    }
}
