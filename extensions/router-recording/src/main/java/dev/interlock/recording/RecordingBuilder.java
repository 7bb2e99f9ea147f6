package dev.interlock.recording;

import dev.interlock.http.RouteInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Options of a {@link Recording}. {@link #build} copies them, so later changes affect only later recordings. Not safe
 * for use by several threads.
 */
public final class RecordingBuilder {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int MIN_KEY = 16;
    private static final int LARGEST_BODY = 8 * MIB;
    private static final int LARGEST_RING = 256 * MIB;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._-]{0,63}");

    private final RecordingOptions options;

    RecordingBuilder(Path directory) {
        options = new RecordingOptions(Objects.requireNonNull(directory));
    }

    /**
     * Sets the prefix of segment file names. Processes that share a directory and a prefix also share the limit
     * {@link #totalBytes}. The default is {@code recording}.
     *
     * @param first 1 to 64 letters, digits, dots, underscores and hyphens
     * @throws IllegalArgumentException if the prefix has other characters or another length
     */
    public RecordingBuilder name(String first) {
        if (!NAME.matcher(first).matches()) {
            throw new IllegalArgumentException("\"" + first
                    + "\" cannot begin the name of a file. Tip: use letters, digits, dots, underscores and hyphens");
        }
        options.name = first;
        return this;
    }

    /** Sets the name and the build of the service. Each segment contains both. Both are empty by default. */
    public RecordingBuilder service(String serviceName, String serviceBuild) {
        options.service = Objects.requireNonNull(serviceName);
        options.build = Objects.requireNonNull(serviceBuild);
        return this;
    }

    /**
     * Records a random share of the exchanges. The default is 1.
     *
     * @param share share of the exchanges, 0 to 1
     * @throws IllegalArgumentException if the share is out of range
     */
    public RecordingBuilder rate(double share) {
        options.rate = RecordingOptions.checkedRate(share);
        return this;
    }

    /**
     * Overrides {@link #rate} for some routes.
     *
     * @param shares returns the share for a route, 0 to 1, or a negative number to use {@link #rate}. The server calls
     *     it once for each route when it starts
     */
    public RecordingBuilder rates(ToDoubleFunction<RouteInfo> shares) {
        options.rates = Objects.requireNonNull(shares);
        return this;
    }

    /**
     * Sets whether to record failed exchanges even if they are not in the random share. An exchange fails if its status
     * is at least {@link #errorsFrom}, if its response is aborted, or if it exceeds its time limit. The default is
     * true. Event loops then capture every exchange until they know its outcome.
     */
    public RecordingBuilder errors(boolean always) {
        options.errors = always;
        return this;
    }

    /**
     * Sets the lowest status of a failed exchange. The default is 500.
     *
     * @param status 200 to 599
     * @throws IllegalArgumentException if the status is out of range
     */
    public RecordingBuilder errorsFrom(int status) {
        options.leastError = (int) inRange("A status", status, 200, 599);
        return this;
    }

    /**
     * Sets how many bytes of each body to record. A recording of a longer body has its start, its length and its
     * digest. The default is 64 KiB.
     *
     * @param bytes 0 to 8 MiB, and at most an eighth of {@link #ring}
     * @throws IllegalArgumentException if the number is out of range
     */
    public RecordingBuilder bodyLimit(int bytes) {
        options.bodyLimit = (int) inRange("The limit on bodies", bytes, 0, LARGEST_BODY);
        return this;
    }

    /**
     * Records only the length and the digest of the bodies of some routes. The server calls the predicate once for each
     * route when it starts.
     */
    public RecordingBuilder digestOnly(Predicate<RouteInfo> routes) {
        options.digestOnly = Objects.requireNonNull(routes);
        return this;
    }

    /** Sets which values pseudonyms replace. The default is {@link Redaction#standard()}. */
    public RecordingBuilder redaction(Redaction rules) {
        options.redaction = Objects.requireNonNull(rules);
        return this;
    }

    /**
     * Sets the key of pseudonyms and digests. Recordings with the same key have the same pseudonyms. By default, each
     * process creates a random key and never stores it.
     *
     * @param secret at least 16 random bytes; the method copies them
     * @throws IllegalArgumentException if the key is shorter
     */
    public RecordingBuilder pseudonymKey(byte[] secret) {
        if (secret.length < MIN_KEY) {
            throw new IllegalArgumentException("The pseudonym key has " + secret.length + " bytes, but needs at least "
                    + MIN_KEY + ". Tip: head -c 32 /dev/urandom > key");
        }
        options.key = secret.clone();
        return this;
    }

    /**
     * Reads the pseudonym key from a file. See {@link #pseudonymKey}.
     *
     * @throws UncheckedIOException if the file cannot be read
     */
    public RecordingBuilder pseudonymKeyFile(Path file) {
        try {
            return pseudonymKey(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The pseudonym key cannot be read (" + e + "). Tip: head -c 32 /dev/urandom > " + file, e);
        }
    }

    /**
     * Sets the size of the ring for exchanges that wait for the disk. Each event loop has its own ring. If the ring is
     * full, the event loop drops further exchanges. The default is 4 MiB.
     *
     * @param bytes 64 KiB to 256 MiB, rounded up to a power of two
     * @throws IllegalArgumentException if the size is out of range
     */
    public RecordingBuilder ring(int bytes) {
        long checked = inRange("The ring", bytes, 64 * KIB, LARGEST_RING);
        options.ringBytes = Integer.highestOneBit((int) checked - 1) << 1;
        return this;
    }

    /**
     * Sets how much memory each event loop may use for exchanges in progress. The event loop drops exchanges beyond
     * this limit. This memory also counts for {@code connectionMemory} of the server. The default is 16 MiB.
     *
     * @param bytes at least 64 KiB
     * @throws IllegalArgumentException if the limit is lower
     */
    public RecordingBuilder captureMemory(long bytes) {
        options.captureMemory = inRange("The memory for exchanges in progress", bytes, 64 * KIB, Long.MAX_VALUE);
        return this;
    }

    /**
     * Sets the size and the age at which the recorder begins the next segment. The defaults are 64 MiB and 10 minutes.
     *
     * @param bytes size, at least 256 KiB, which is the size of a block
     * @param age time since the start of the segment, at least one second
     * @throws IllegalArgumentException if a value is out of range
     */
    public RecordingBuilder segments(long bytes, Duration age) {
        options.segmentBytes =
                inRange("The size of a segment", bytes, RecordingOptions.BLOCK_BYTES, Long.MAX_VALUE / 4);
        if (age.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("A segment must last at least one second, not " + age);
        }
        options.segmentAge = age;
        return this;
    }

    /**
     * Sets the limit on the size of all segments together. The recorder deletes the oldest segments to stay within it.
     * The default is 1 GiB.
     *
     * @param bytes at least twice the size of a segment
     */
    public RecordingBuilder totalBytes(long bytes) {
        options.totalBytes = bytes;
        return this;
    }

    /** Sets when the recorder forces data to the disk. The default is {@link Sync#NEVER}. */
    public RecordingBuilder sync(Sync when) {
        options.sync = Objects.requireNonNull(when);
        return this;
    }

    private static long inRange(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    /**
     * Creates the listener. Pass it to {@code ServerBuilder.listener}. Opens no file yet.
     *
     * @throws IllegalArgumentException if two options contradict each other
     */
    public Recording build() {
        if (options.bodyLimit > options.ringBytes / 8) {
            throw new IllegalArgumentException("The limit on bodies is " + options.bodyLimit
                    + " bytes, which is more than an eighth of the ring. Tip: ring(" + 8L * options.bodyLimit + ")");
        }
        if (options.totalBytes < 2 * options.segmentBytes) {
            throw new IllegalArgumentException("The limit on all segments is " + options.totalBytes
                    + " bytes, but must allow two segments. Tip: totalBytes(" + 2 * options.segmentBytes + ")");
        }
        return new Recording(options.copy());
    }
}
