package dev.interlock.recording;

import dev.interlock.http.RouteInfo;
import dev.interlock.recording.redact.Redaction;
import dev.interlock.recording.segment.Sync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/** Options of a {@link Recording}. Not safe for use by several threads. */
public final class RecordingBuilder {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int LEAST_KEY = 16;
    private static final int LARGEST_BODY = 8 * MIB;
    private static final int LARGEST_RING = 256 * MIB;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._-]{0,63}");

    private final RecordingOptions options;

    RecordingBuilder(Path directory) {
        options = new RecordingOptions(Objects.requireNonNull(directory));
    }

    /**
     * Sets the first part of the names of segments. Processes that share a directory and a name share the limit on all
     * segments, too. The default is {@code recording}.
     *
     * @param first 1 to 64 letters, digits, dots, underscores and hyphens
     */
    public RecordingBuilder name(String first) {
        if (!NAME.matcher(first).matches()) {
            throw new IllegalArgumentException("\"" + first
                    + "\" cannot begin the name of a file. Tip: use letters, digits, dots, underscores and hyphens");
        }
        options.name = first;
        return this;
    }

    /** Sets the name and the build of the service, which each segment repeats. The default is no name. */
    public RecordingBuilder service(String serviceName, String serviceBuild) {
        options.service = Objects.requireNonNull(serviceName);
        options.build = Objects.requireNonNull(serviceBuild);
        return this;
    }

    /**
     * Records a share of the exchanges, chosen at random. The default is 1.
     *
     * @param share share of the exchanges, 0 to 1
     * @throws IllegalArgumentException if the share is out of range
     */
    public RecordingBuilder rate(double share) {
        options.rate = RecordingOptions.checkedRate(share);
        return this;
    }

    /**
     * Records another share of the exchanges of some routes.
     *
     * @param shares returns the share for a route, 0 to 1, or a negative number for the share of {@link #rate}. Called
     *     once for each route, when the server starts
     */
    public RecordingBuilder rates(ToDoubleFunction<RouteInfo> shares) {
        options.rates = Objects.requireNonNull(shares);
        return this;
    }

    /**
     * Sets whether exchanges that fail are recorded in any case: with a status of {@link #errorsFrom} or more, with an
     * aborted response, or after their time limit. The default is true. Event loops then capture each exchange until its
     * outcome is known.
     */
    public RecordingBuilder errors(boolean always) {
        options.errors = always;
        return this;
    }

    /** Sets the least status of an exchange that counts as failed, 200 to 599. The default is 500. */
    public RecordingBuilder errorsFrom(int status) {
        options.leastError = (int) inRange("A status", status, 200, 599);
        return this;
    }

    /**
     * Sets the limit on the bytes of each body that are recorded. The rest is replaced by length and digest. The default is
     * 64 KiB.
     *
     * @param bytes limit, 0 to 8 MiB and to an eighth of {@link #ring}
     */
    public RecordingBuilder bodyLimit(int bytes) {
        options.bodyLimit = (int) inRange("The limit on bodies", bytes, 0, LARGEST_BODY);
        return this;
    }

    /** Records only length and digest of the bodies of some routes. The predicate is called once for each route. */
    public RecordingBuilder digestOnly(Predicate<RouteInfo> routes) {
        options.digestOnly = Objects.requireNonNull(routes);
        return this;
    }

    /** Sets the values that pseudonyms replace. The default is {@link Redaction#standard()}. */
    public RecordingBuilder redaction(Redaction rules) {
        options.redaction = Objects.requireNonNull(rules);
        return this;
    }

    /**
     * Sets the key of pseudonyms and digests. Recordings with the same key have the same pseudonyms. By default, each
     * process has a random key, which is lost with the process.
     *
     * @param secret at least 16 random bytes
     */
    public RecordingBuilder pseudonymKey(byte[] secret) {
        if (secret.length < LEAST_KEY) {
            throw new IllegalArgumentException("The key of pseudonyms has " + secret.length + " bytes, but needs "
                    + LEAST_KEY + ". Tip: head -c 32 /dev/urandom > key");
        }
        options.key = secret.clone();
        return this;
    }

    /**
     * Reads the key of pseudonyms from a file. See {@link #pseudonymKey}.
     *
     * @throws UncheckedIOException if the file cannot be read
     */
    public RecordingBuilder pseudonymKeyFile(Path file) {
        try {
            return pseudonymKey(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The key of pseudonyms cannot be read (" + e + "). Tip: head -c 32 /dev/urandom > " + file, e);
        }
    }

    /**
     * Sets the bytes for exchanges of one event loop that wait to be written. Rounded up to a power of two. If they are
     * used up, further exchanges are dropped. The default is 4 MiB.
     *
     * @param bytes 64 KiB to 256 MiB
     */
    public RecordingBuilder ring(int bytes) {
        long checked = inRange("The ring", bytes, 64 * KIB, LARGEST_RING);
        options.ringBytes = Integer.highestOneBit((int) checked - 1) << 1;
        return this;
    }

    /**
     * Sets the limit on the memory of one event loop for exchanges in progress. Beyond it, exchanges are not recorded. This
     * memory also counts for the {@code connectionMemory} of the server. The default is 16 MiB.
     *
     * @param bytes at least 64 KiB
     */
    public RecordingBuilder captureMemory(long bytes) {
        options.captureMemory = inRange("The memory for exchanges in progress", bytes, 64 * KIB, Long.MAX_VALUE);
        return this;
    }

    /**
     * Sets when the next segment begins. The defaults are 64 MiB and 10 minutes.
     *
     * @param bytes size of the segment, at least 64 KiB
     * @param age time since the start of the segment, at least a second
     */
    public RecordingBuilder segments(long bytes, Duration age) {
        options.segmentBytes = inRange("The size of a segment", bytes, 64 * KIB, Long.MAX_VALUE / 4);
        if (age.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("A segment lasts a second or longer, not " + age);
        }
        options.segmentAge = age;
        return this;
    }

    /**
     * Sets the limit on the bytes of all segments. The oldest segments are deleted to stay within it. The default is 1 GiB.
     *
     * @param bytes at least the size of two segments
     */
    public RecordingBuilder totalBytes(long bytes) {
        options.totalBytes = bytes;
        return this;
    }

    /** Sets when the recorder waits for the disk. The default is {@link Sync#NEVER}. */
    public RecordingBuilder sync(Sync when) {
        options.sync = Objects.requireNonNull(when);
        return this;
    }

    private static long inRange(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    /**
     * Creates the listener. Pass it to {@code ServerBuilder.listener}.
     *
     * @throws IllegalArgumentException if two options contradict each other
     */
    public Recording build() {
        if (options.bodyLimit > options.ringBytes / 8) {
            throw new IllegalArgumentException("The limit on bodies is " + options.bodyLimit
                    + " bytes, which is more than an eighth of the ring. Tip: ring(" + 8L * options.bodyLimit + ")");
        }
        if (options.totalBytes < 2 * options.segmentBytes) {
            throw new IllegalArgumentException("All segments have at most " + options.totalBytes
                    + " bytes, but need room for two segments. Tip: totalBytes(" + 2 * options.segmentBytes + ")");
        }
        return new Recording(options.copy());
    }
}
