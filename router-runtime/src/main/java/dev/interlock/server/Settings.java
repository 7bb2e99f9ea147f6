package dev.interlock.server;

import dev.interlock.http.FormSettings;
import dev.interlock.http.Readiness;
import dev.interlock.http1.Limits;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Settings of a server, every value in its range; see {@link ServerBuilder} and {@link Setting}. */
final class Settings {
    private final Configuration configuration;
    private final String host;
    private final int port;
    private final Limits limits;
    private final FormSettings forms;
    private final String uploadDirectory;
    private final long maxStoredBytes;
    private final int maxPipelined;
    private final int maxConnections;
    private final int maxInFlight;
    private final int connectionMemory;
    private final int maxStreams;
    private final Duration streamTimeout;
    private final Duration headTimeout;
    private final Duration idleTimeout;
    private final int minBodyRate;
    private final Duration shutdownDeadline;
    private final Duration shutdownDelay;
    private final int eventLoopThreads;
    private final int blockingThreads;
    private final TransportType transport;
    private final Duration stallThreshold;
    private final boolean strict;
    private final Readiness readiness;
    private final @Nullable Executor blockingExecutor;
    private final boolean handlesSignals;

    /** @throws StartException when a setting cannot be read or is out of its range */
    Settings(
            Configuration configuration,
            Readiness readiness,
            @Nullable Executor blockingExecutor,
            boolean handlesSignals) {
        this.configuration = configuration;
        this.readiness = readiness;
        this.blockingExecutor = blockingExecutor;
        this.handlesSignals = handlesSignals;
        host = configuration.get(Setting.HOST);
        port = configuration.get(Setting.PORT);
        limits = limits(configuration);
        forms = new FormSettings(
                configuration.get(Setting.MAX_FORM_FIELDS),
                configuration.get(Setting.MAX_PART_HEAD),
                configuration.get(Setting.PART_MEMORY),
                configuration.get(Setting.MAX_PART_FILES),
                null);
        uploadDirectory = configuration.get(Setting.UPLOAD_DIRECTORY);
        maxStoredBytes = configuration.get(Setting.MAX_STORED_BYTES);
        // The one of temporary files nobody chose, and most services need none.
        boolean isChosen = !configuration.source(Setting.UPLOAD_DIRECTORY).equals(Configuration.DEFAULT);
        if (isChosen && !isDirectory(uploadDirectory)) {
            throw configuration.refused(Setting.UPLOAD_DIRECTORY, uploadDirectory, "a directory that is there");
        }
        maxPipelined = configuration.get(Setting.MAX_PIPELINED);
        maxConnections = configuration.get(Setting.MAX_CONNECTIONS);
        maxInFlight = configuration.get(Setting.MAX_IN_FLIGHT);
        connectionMemory = configuration.get(Setting.CONNECTION_MEMORY);
        maxStreams = configuration.get(Setting.MAX_STREAMS);
        streamTimeout = configuration.get(Setting.STREAM_TIMEOUT);
        headTimeout = configuration.get(Setting.HEAD_TIMEOUT);
        idleTimeout = configuration.get(Setting.IDLE_TIMEOUT);
        minBodyRate = configuration.get(Setting.MIN_BODY_RATE);
        shutdownDeadline = configuration.get(Setting.SHUTDOWN_DEADLINE);
        shutdownDelay = configuration.get(Setting.SHUTDOWN_DELAY);
        eventLoopThreads = configuration.get(Setting.EVENT_LOOP_THREADS);
        blockingThreads = configuration.get(Setting.BLOCKING_THREADS);
        transport = configuration.get(Setting.TRANSPORT);
        stallThreshold = configuration.get(Setting.STALL_THRESHOLD);
        strict = configuration.get(Setting.STRICT);
    }

    private static Limits limits(Configuration configuration) {
        int requestLine = configuration.get(Setting.MAX_REQUEST_LINE);
        int head = configuration.get(Setting.MAX_HEAD);
        if (head < requestLine) {
            throw configuration.refused(
                    Setting.MAX_HEAD,
                    Setting.MAX_HEAD.type().show(head),
                    "at least max-request-line, "
                            + Setting.MAX_REQUEST_LINE.type().show(requestLine) + " ("
                            + configuration.source(Setting.MAX_REQUEST_LINE) + ")");
        }
        return new Limits(
                requestLine, head, configuration.get(Setting.MAX_FIELDS), configuration.get(Setting.MAX_BODY));
    }

    private static boolean isDirectory(String path) {
        try {
            return Files.isDirectory(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Where the value of a setting is from. */
    String source(Setting<?> setting) {
        return configuration.source(setting);
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    Limits limits() {
        return limits;
    }

    /** Settings for forms and multipart bodies. Their directory does not exist yet. */
    FormSettings forms() {
        return forms;
    }

    /** Where the server makes its directory of uploads. */
    String uploadDirectory() {
        return uploadDirectory;
    }

    /** Limit on the bytes of all upload files; 0 for a part of the free space. */
    long maxStoredBytes() {
        return maxStoredBytes;
    }

    /** Limit on bytes that are read ahead while a response is being made. */
    int maxPipelined() {
        return maxPipelined;
    }

    int maxConnections() {
        return maxConnections;
    }

    int maxInFlight() {
        return maxInFlight;
    }

    /** Limit on heap, and on direct memory, of all connections together; 0 for a part of the JVM's. */
    int connectionMemory() {
        return connectionMemory;
    }

    /** Limit on bodies that are read while they arrive, at least 1. */
    int maxStreams() {
        return maxStreams > 0 ? maxStreams : Math.max(1, blockingThreads / 2);
    }

    /** Time limit of a streamed body; zero for none. */
    Duration streamTimeout() {
        return streamTimeout;
    }

    Duration headTimeout() {
        return headTimeout;
    }

    Duration idleTimeout() {
        return idleTimeout;
    }

    /** Limit in bytes a second; 0 for none. */
    int minBodyRate() {
        return minBodyRate;
    }

    Duration shutdownDeadline() {
        return shutdownDeadline;
    }

    Duration shutdownDelay() {
        return shutdownDelay;
    }

    int eventLoopThreads() {
        return eventLoopThreads;
    }

    /** For the pool of a Java without virtual threads. */
    int blockingThreads() {
        return blockingThreads;
    }

    TransportType transport() {
        return transport;
    }

    /** Threshold of the watchdog; zero for no watchdog. */
    Duration stallThreshold() {
        return stallThreshold;
    }

    /** Whether strict mode is on: no object serves two requests. */
    boolean strict() {
        return strict;
    }

    Readiness readiness() {
        return readiness;
    }

    /** Executor of blocking handlers, or null for the server's own threads. */
    @Nullable
    Executor blockingExecutor() {
        return blockingExecutor;
    }

    boolean handlesSignals() {
        return handlesSignals;
    }
}
