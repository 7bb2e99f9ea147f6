package dev.interlock.server;

import dev.interlock.engine.LoopClock;
import dev.interlock.http.Readiness;
import dev.interlock.http.Router;
import dev.interlock.observe.ExchangeListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server to be started. Nothing is checked before {@link #start()}. Not safe for use by several
 * threads.
 *
 * <p>Most can be overridden from outside: {@link #maxHead} by the system property {@code interlock.max-head}, or else
 * by the environment variable {@code INTERLOCK_MAX_HEAD}, and so on. There durations are written {@code 500ms},
 * {@code 10s}, {@code 2m} or {@code PT10S}, and bytes {@code 65536}, {@code 64k} or {@code 1m}.
 */
public final class ServerBuilder {
    private final Router router;
    private final SettingValues chosen = new SettingValues();
    private boolean overridable = true;
    private boolean handlesSignals = true;
    private Readiness readiness = new Readiness();
    private @Nullable Executor blockingExecutor;
    private final List<ExchangeListener> listeners = new ArrayList<>();
    private LoopClock clock = LoopClock.SYSTEM;

    ServerBuilder(Router router) {
        this.router = router;
    }

    private <T> ServerBuilder set(Setting<T> setting, T value) {
        chosen.put(setting, value);
        return this;
    }

    /** The address or name of the interface to listen on; 0.0.0.0, every interface, by default. */
    public ServerBuilder host(String host) {
        return set(Setting.HOST, host);
    }

    /** The port to listen on, 0 to 65535; 8080 by default. 0 takes a free one: see {@link HttpServer#port()}. */
    public ServerBuilder port(int port) {
        return set(Setting.PORT, port);
    }

    /** Bytes of the longest request line, 16 to 1048576; longer ones are answered with 414. 8 KiB by default. */
    public ServerBuilder maxRequestLine(int bytes) {
        return set(Setting.MAX_REQUEST_LINE, bytes);
    }

    /** Bytes of the largest request head, the request line's to 1048576; else 431. 16 KiB by default. */
    public ServerBuilder maxHead(int bytes) {
        return set(Setting.MAX_HEAD, bytes);
    }

    /** The most header fields of a request, 1 to 10000; else 431. 100 by default. */
    public ServerBuilder maxFields(int fields) {
        return set(Setting.MAX_FIELDS, fields);
    }

    /**
     * Bytes of the largest body for routes without a limit of their own, 0 to 1073741824; else 413. 1 MiB by default.
     */
    public ServerBuilder maxBody(int bytes) {
        return set(Setting.MAX_BODY, bytes);
    }

    /** The most fields of a form, or parts of a multipart body, 1 to 1000000; else 413. 1000 by default. */
    public ServerBuilder maxFormFields(int fields) {
        return set(Setting.MAX_FORM_FIELDS, fields);
    }

    /** Bytes of the largest head of a part of a multipart body, 128 to 1 MiB; else 400. 8 KiB by default. */
    public ServerBuilder maxPartHead(int bytes) {
        return set(Setting.MAX_PART_HEAD, bytes);
    }

    /**
     * Bytes of the parts of a multipart body that a {@code @Blocking} handler has in memory, 0 to 1 GiB; the rest is
     * held in files. 64 KiB by default.
     */
    public ServerBuilder partMemory(int bytes) {
        return set(Setting.PART_MEMORY, bytes);
    }

    /**
     * Limits the large parts of a multipart body, each of which becomes a file: 0 to 100000, 100 by default. A body
     * with more gets 413. Parts of up to 8 KiB share one file and do not count.
     */
    public ServerBuilder maxPartFiles(int files) {
        return set(Setting.MAX_PART_FILES, files);
    }

    /** Sets the parent of the server's directory for these files. The default is the directory of temporary files. */
    public ServerBuilder uploadDirectory(Path directory) {
        return set(Setting.UPLOAD_DIRECTORY, directory.toString());
    }

    /**
     * Limits the bytes of all files in the upload directory, parts and bodies of all requests together: 1 MiB to 1 PiB.
     * The default, 0, is half of the free space of the file system. A request that would exceed the limit gets 503 with
     * {@code Retry-After: 1}.
     */
    public ServerBuilder maxStoredBytes(long bytes) {
        return set(Setting.MAX_STORED_BYTES, bytes);
    }

    /**
     * Limits the bytes of further requests that are read while a response is being made: 1024 to 1073741824, 4 KiB by
     * default. Beyond it, the connection is not read until the response is made.
     */
    public ServerBuilder maxPipelined(int bytes) {
        return set(Setting.MAX_PIPELINED, bytes);
    }

    /**
     * Limits the open connections: 1 to 10000000, 50000 by default. Further clients wait until a connection closes.
     * While a client waits, idle connections are closed: first those that have sent nothing for a second, then those
     * that have waited for their next request for two seconds.
     */
    public ServerBuilder maxConnections(int connections) {
        return set(Setting.MAX_CONNECTIONS, connections);
    }

    /**
     * Limits the exchanges in flight: 1 to 10000000, 10000 by default. They are requests of blocking and asynchronous
     * handlers, and requests whose bodies are still arriving. A further request gets 503 with {@code Retry-After: 1},
     * unless its route is essential.
     */
    public ServerBuilder maxInFlight(int exchanges) {
        return set(Setting.MAX_IN_FLIGHT, exchanges);
    }

    /**
     * Limits the heap, and likewise the direct memory, that all connections hold together: 256 KiB to 1 GiB. It counts
     * received bytes, bodies, decoded messages and unsent responses. The default, 0, is a quarter of the JVM's limit of
     * each.
     *
     * <p>Beyond half of the limit, connections are not read ahead of their responses. Beyond seven eighths, further
     * clients wait, and the connections that hold most and move least are closed. A request that would exceed the limit
     * gets 503 with {@code Retry-After: 1}, unless its route is essential. One body at a time may exceed the limit.
     */
    public ServerBuilder connectionMemory(int bytes) {
        return set(Setting.CONNECTION_MEMORY, bytes);
    }

    /**
     * Limits the bodies that handlers read while they arrive, as {@code InputStream} or {@code Flow.Publisher}: 0 to
     * 10000000. A further request gets 503 with {@code Retry-After: 1}, unless its route is essential. Bodies that
     * arrive together with their heads do not count.
     *
     * <p>The default, 0, is half of the {@linkplain #blockingThreads blocking threads}: on Java 17 to 20 each body may
     * hold a thread for as long as its client sends. Set the limit if you set a {@link #blockingExecutor}.
     */
    public ServerBuilder maxStreams(int streams) {
        return set(Setting.MAX_STREAMS, streams);
    }

    /**
     * Limits the time from the head to the last byte of a body that a handler reads as a stream, or that goes to a
     * file: a millisecond to a day, 10 minutes by default, 0 for no limit. A later body gets 408.
     */
    public ServerBuilder streamTimeout(Duration timeout) {
        return set(Setting.STREAM_TIMEOUT, timeout);
    }

    /**
     * How long a request head may take from its first byte to its last, a millisecond to a day; else 408. 10 seconds by
     * default.
     */
    public ServerBuilder headTimeout(Duration timeout) {
        return set(Setting.HEAD_TIMEOUT, timeout);
    }

    /**
     * How long a connection may do nothing, a millisecond to a day: send no request, no more of a body (408), or read
     * no more of a response. 60 seconds by default.
     */
    public ServerBuilder idleTimeout(Duration timeout) {
        return set(Setting.IDLE_TIMEOUT, timeout);
    }

    /**
     * Bytes a second that a request body has to bring on average once the head timeout has passed, 0 to 1073741824;
     * else 408. 0 switches the limit off. 240 by default.
     */
    public ServerBuilder minBodyRate(int bytesPerSecond) {
        return set(Setting.MIN_BODY_RATE, bytesPerSecond);
    }

    /**
     * How long exchanges in flight may take when the server shuts down, 0 to a day; after that they are cut. 10 seconds
     * by default.
     */
    public ServerBuilder shutdownDeadline(Duration deadline) {
        return set(Setting.SHUTDOWN_DEADLINE, deadline);
    }

    /**
     * How long a server that is to shut down serves as before, 0 to an hour, only that it is not
     * {@linkplain #readiness ready}: load balancers need time to notice. None by default. The deadline counts from its
     * end.
     */
    public ServerBuilder shutdownDelay(Duration delay) {
        return set(Setting.SHUTDOWN_DELAY, delay);
    }

    /** Threads that read, handle and write, 1 to 1024; one per processor by default. */
    public ServerBuilder eventLoopThreads(int threads) {
        return set(Setting.EVENT_LOOP_THREADS, threads);
    }

    /**
     * The most threads for handlers that block, 1 to 10000, on Java 17 to 20; from Java 21 on each has a virtual
     * thread. 200 by default.
     */
    public ServerBuilder blockingThreads(int threads) {
        return set(Setting.BLOCKING_THREADS, threads);
    }

    /** How sockets reach the kernel: {@link TransportType#AUTO} by default. */
    public ServerBuilder transport(TransportType transport) {
        return set(Setting.TRANSPORT, transport);
    }

    /**
     * How long a handler may hold an event loop before a warning with its stack is logged: a millisecond to an hour, or
     * 0 for never. 100 milliseconds by default.
     */
    public ServerBuilder stallThreshold(Duration threshold) {
        return set(Setting.STALL_THRESHOLD, threshold);
    }

    /**
     * Switches strict mode on or off; it is off by default. In strict mode no request, response or object from them
     * serves two requests. A late access throws {@link IllegalStateException}, and its cause shows where the object was
     * handed out. Each request allocates in strict mode, so use it in tests and staging.
     */
    public ServerBuilder strict(boolean strict) {
        return set(Setting.STRICT, strict);
    }

    /** Sets the object that learns whether the server wants requests, for a readiness check. */
    public ServerBuilder readiness(Readiness readiness) {
        this.readiness = readiness;
        return this;
    }

    /**
     * Sets the executor of blocking handlers, in place of the server's own threads. It may reject a task by
     * {@link java.util.concurrent.RejectedExecutionException}. The server does not shut it down.
     */
    public ServerBuilder blockingExecutor(Executor executor) {
        blockingExecutor = executor;
        return this;
    }

    /**
     * Whether SIGTERM lets the server finish its exchanges and then ends the process with the exit code 0; a second one
     * cuts them. True by default. Without it, and wherever the JVM has no signals to give, a shutdown hook lets them
     * finish as at any other end of the JVM; the exit code is then the JVM's.
     */
    public ServerBuilder handleSignals(boolean handleSignals) {
        handlesSignals = handleSignals;
        return this;
    }

    /**
     * Adds a listener of connections and exchanges. Several are called in the order in which they were added. Without
     * listeners, the engine calls nothing.
     */
    public ServerBuilder listener(ExchangeListener listener) {
        listeners.add(Objects.requireNonNull(listener));
        return this;
    }

    /**
     * Whether system properties and environment variables override what is set here. True by default; a second server
     * in the same process wants false, since both would listen on the same {@code interlock.port}.
     */
    public ServerBuilder overridable(boolean overridable) {
        this.overridable = overridable;
        return this;
    }

    /** Sets the clock of limits, pauses and deadlines, for tests. They call {@link HttpServer#tick} themselves. */
    ServerBuilder clock(LoopClock newClock) {
        clock = newClock;
        return this;
    }

    /**
     * Starts the server: it accepts connections when this returns.
     *
     * <p>A failure that ends the calling thread also ends the process, with the exit code 1, even if another server or
     * a thread pool would keep it alive. A pool catches the failures of its tasks, so such a failure is the caller's.
     * Other servers of the process shut down as for any other end of the JVM. A default handler of uncaught exceptions
     * runs before. If the thread or its group has a handler of its own, that handler decides, and the process does not
     * end.
     *
     * @throws StartException when a setting cannot be read or is out of its range, a property or variable begins like a
     *     setting and is none, the port cannot be listened on, or the router is {@linkplain Router#staleness stale}
     */
    public HttpServer start() {
        try {
            return HttpServer.start(
                    router,
                    settings(),
                    new Surroundings(readiness, blockingExecutor, handlesSignals, List.copyOf(listeners), clock));
        } catch (Throwable e) {
            FailedStart.watch(e);
            throw e;
        }
    }

    /** @throws StartException when a setting cannot be read or is out of its range */
    Settings settings() {
        return settings(overridable ? Overrides.ofProcess() : Overrides.NONE);
    }

    Settings settings(Overrides overrides) {
        return new Settings(chosen, overrides);
    }
}
