package dev.interlock.server;

import dev.interlock.http.Readiness;
import dev.interlock.http.Router;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.observe.ExchangeListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Builder of a server. Settings are not checked before {@link #start()}. Not safe for use by several threads.
 *
 * <p>The process can override most settings: {@link #maxHead} by the system property {@code interlock.max-head}, or
 * else by the environment variable {@code INTERLOCK_MAX_HEAD}, and so on. There, a duration has the form {@code 500ms},
 * {@code 10s}, {@code 2m} or {@code PT10S}, and a number of bytes {@code 65536}, {@code 64k} or {@code 1m}.
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

    /** Sets the address or host name to listen on. The default is 0.0.0.0, every interface. */
    public ServerBuilder host(String host) {
        return set(Setting.HOST, host);
    }

    /** Sets the port to listen on: 0 to 65535, 8080 by default. 0 takes a free port: see {@link HttpServer#port()}. */
    public ServerBuilder port(int port) {
        return set(Setting.PORT, port);
    }

    /** Limits the bytes of a request line: 16 to 1048576, 8 KiB by default. A longer one gets 414. */
    public ServerBuilder maxRequestLine(int bytes) {
        return set(Setting.MAX_REQUEST_LINE, bytes);
    }

    /**
     * Limits the bytes of a request head: from the limit of the request line to 1048576, 16 KiB by default. A larger
     * one gets 431.
     */
    public ServerBuilder maxHead(int bytes) {
        return set(Setting.MAX_HEAD, bytes);
    }

    /** Limits the header fields of a request, and its trailer fields: 1 to 10000, 100 by default. More get 431. */
    public ServerBuilder maxFields(int fields) {
        return set(Setting.MAX_FIELDS, fields);
    }

    /**
     * Limits the bytes of a body, for routes without a limit of their own: 0 to 1073741824, 1 MiB by default. A larger
     * body gets 413.
     */
    public ServerBuilder maxBody(int bytes) {
        return set(Setting.MAX_BODY, bytes);
    }

    /** Limits the fields of a form, and the parts of a multipart body: 1 to 1000000, 1000 by default. More get 413. */
    public ServerBuilder maxFormFields(int fields) {
        return set(Setting.MAX_FORM_FIELDS, fields);
    }

    /**
     * Limits the bytes of the head of a part in a multipart body: 128 to 1048576, 8 KiB by default. A larger one gets
     * 400.
     */
    public ServerBuilder maxPartHead(int bytes) {
        return set(Setting.MAX_PART_HEAD, bytes);
    }

    /**
     * Limits the bytes in memory of the parts of a multipart body that a {@code @Blocking} handler reads: 0 to 1 GiB,
     * 64 KiB by default. Files hold the rest.
     */
    public ServerBuilder partMemory(int bytes) {
        return set(Setting.PART_MEMORY, bytes);
    }

    /**
     * Limits the parts of a multipart body that become files of their own: 0 to 100000, 100 by default. A body with
     * more gets 413. Parts of up to 8 KiB share one file and do not count.
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
     * Limits the time from the first byte of a request head to its last: a millisecond to a day, 10 seconds by default.
     * A later one gets 408.
     */
    public ServerBuilder headTimeout(Duration timeout) {
        return set(Setting.HEAD_TIMEOUT, timeout);
    }

    /**
     * Limits the time in which a connection makes no progress: it receives no request, no more of a body, or its client
     * reads no more of a response. A millisecond to a day, 60 seconds by default. Then the connection closes; an
     * incomplete body gets 408 before.
     */
    public ServerBuilder idleTimeout(Duration timeout) {
        return set(Setting.IDLE_TIMEOUT, timeout);
    }

    /**
     * Sets the least average rate of a request body in bytes per second: 0 to 1073741824, 240 by default. It applies
     * after the {@link #headTimeout}. A slower body gets 408. 0 switches the limit off.
     */
    public ServerBuilder minBodyRate(int bytesPerSecond) {
        return set(Setting.MIN_BODY_RATE, bytesPerSecond);
    }

    /**
     * Limits the time in which exchanges in flight may finish when the server shuts down: 0 to a day, 10 seconds by
     * default. Then they are cut.
     */
    public ServerBuilder shutdownDeadline(Duration deadline) {
        return set(Setting.SHUTDOWN_DEADLINE, deadline);
    }

    /**
     * Sets the time for which the server still serves after its shutdown has begun: 0 to an hour, 0 by default.
     * Meanwhile it is not {@linkplain #readiness ready}, so that load balancers can notice. The
     * {@link #shutdownDeadline} counts from the end of this time.
     */
    public ServerBuilder shutdownDelay(Duration delay) {
        return set(Setting.SHUTDOWN_DELAY, delay);
    }

    /** Sets the number of event loop threads, which read, handle and write: 1 to 1024, one per processor by default. */
    public ServerBuilder eventLoopThreads(int threads) {
        return set(Setting.EVENT_LOOP_THREADS, threads);
    }

    /**
     * Limits the threads for blocking handlers on Java 17 to 20: 1 to 10000, 200 by default. From Java 21 on, each call
     * has a virtual thread.
     */
    public ServerBuilder blockingThreads(int threads) {
        return set(Setting.BLOCKING_THREADS, threads);
    }

    /** Sets the interface of the kernel for sockets. The default is {@link TransportType#AUTO}. */
    public ServerBuilder transport(TransportType transport) {
        return set(Setting.TRANSPORT, transport);
    }

    /**
     * Sets the time after which the server warns of a handler that holds an event loop, with its stack: a millisecond
     * to an hour, 100 milliseconds by default. 0 switches the warning off.
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
     * Sets whether SIGTERM lets the server finish its exchanges and then ends the process with the exit code 0; a
     * second SIGTERM cuts the exchanges. True by default. If false, or if the JVM has no signals, a shutdown hook lets
     * the exchanges finish, as at any other end of the JVM, and the exit code is the JVM's.
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
     * Sets whether system properties and environment variables override the values of this builder. True by default.
     * Use false for a second server in the same process: both would listen on the same {@code interlock.port}.
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
