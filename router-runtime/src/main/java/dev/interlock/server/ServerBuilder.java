package dev.interlock.server;

import dev.interlock.http.Readiness;
import dev.interlock.http.Router;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.internal.process.FailedStart;
import dev.interlock.internal.settings.AccessLogSettings;
import dev.interlock.internal.settings.Overrides;
import dev.interlock.internal.settings.ProtocolFactory;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.SettingException;
import dev.interlock.internal.settings.SettingValues;
import dev.interlock.internal.settings.Settings;
import dev.interlock.internal.settings.TlsSettings;
import dev.interlock.log.AccessLog;
import dev.interlock.observe.ExchangeListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Builder of a server. {@link #start()} checks the settings. Not safe for use by several threads.
 *
 * <p>{@linkplain #arguments Arguments}, system properties, environment variables and the
 * {@linkplain #config configuration file} override most settings. For example, {@code interlock.max-head}, or else
 * {@code INTERLOCK_MAX_HEAD}, overrides {@link #maxHead}. In these sources, a duration has the form {@code 500ms},
 * {@code 10s}, {@code 2m} or {@code PT10S}, and a number of bytes {@code 65536}, {@code 64k} or {@code 1m}.
 */
public final class ServerBuilder {
    private final Router router;
    private final SettingValues chosen = new SettingValues();
    private boolean overridable = true;
    private @Nullable Path configuration;
    private boolean handlesSignals = true;
    private Readiness readiness = new Readiness();
    private @Nullable Executor blockingExecutor;
    private final List<ExchangeListener> listeners = new ArrayList<>();
    private @Nullable X509ExtendedKeyManager keyManager;
    private Admin admin = Admin.port(-1);
    private List<String> arguments = List.of();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<ProtocolFactory> protocols = new ArrayList<>();
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

    /**
     * Sets the port to listen on: 0 to 65535, 8080 by default. For 0, the system chooses a free port; see
     * {@link HttpServer#port()}.
     */
    public ServerBuilder port(int port) {
        return set(Setting.PORT, port);
    }

    /**
     * Makes the {@link #port} speak TLS. Replaces the TLS of an earlier call. Properties such as
     * {@code interlock.tls-certificate}, and the environment variables of the same settings, override the values. Does
     * not apply to an {@link #endpoint}.
     */
    public ServerBuilder tls(Tls tls) {
        TlsSettings.replace(tls.values(), chosen);
        keyManager = tls.keyManager();
        return this;
    }

    /**
     * Sets the networks of the proxies in front of the server, such as {@code 10.0.0.0/8} or {@code 2001:db8::7}; none
     * by default. If a request comes from such a proxy, its X-Forwarded-For, X-Forwarded-Proto and X-Forwarded-Host
     * state the client's address, the scheme and the authority of the {@link dev.interlock.http.Request}. The fields
     * are read from their end, and only as far as trusted proxies wrote them. Each proxy must set or remove all three
     * fields. The name {@code unix} stands for the clients of unix domain sockets.
     *
     * @throws StartException for text that is no network
     */
    public ServerBuilder trustedProxies(String... networks) {
        return set(Setting.TRUSTED_PROXIES, Endpoint.networks(networks));
    }

    /**
     * Sets whether each connection begins with a header of the PROXY protocol, version 1 or 2; false by default. The
     * header states the client's address. A connection without a valid header is closed. If there are
     * {@link #trustedProxies}, connections from all other clients are closed, too. Without trusted proxies, every
     * client that reaches the port may state any address. Applies only to {@link #port}, not to an {@link #endpoint}.
     */
    public ServerBuilder proxyProtocol(boolean expected) {
        return set(Setting.PROXY_PROTOCOL, expected);
    }

    /**
     * Sets whether trusted proxies set Forwarded (RFC 7239) instead of the X-Forwarded fields; false by default. Only
     * one kind counts, because a proxy that sets one kind passes on fields of the other kind from clients.
     */
    public ServerBuilder standardForwarded(boolean standard) {
        return set(Setting.STANDARD_FORWARDED, standard);
    }

    /**
     * Sets whether a client that closes its half of the connection still gets its response; false by default. TCP
     * reports a client that leaves in the same way. So by default, the server ends the work for a response that is not
     * complete: it cancels the stage or the publisher, and interrupts the blocking handler, as after a reset. It sends
     * a complete response in any case.
     */
    public ServerBuilder serveHalfClosed(boolean serve) {
        return set(Setting.SERVE_HALF_CLOSED, serve);
    }

    /**
     * Limits the bytes of a request line: 16 to 1048576, 8 KiB by default. If a request line is longer, the response is
     * 414.
     */
    public ServerBuilder maxRequestLine(int bytes) {
        return set(Setting.MAX_REQUEST_LINE, bytes);
    }

    /**
     * Limits the bytes of a request head: from the limit of the request line to 1048576, 16 KiB by default. If a head
     * is larger, the response is 431.
     */
    public ServerBuilder maxHead(int bytes) {
        return set(Setting.MAX_HEAD, bytes);
    }

    /**
     * Limits the header fields of a request, and its trailer fields: 1 to 10000, 100 by default. If a request has more,
     * the response is 431.
     */
    public ServerBuilder maxFields(int fields) {
        return set(Setting.MAX_FIELDS, fields);
    }

    /**
     * Limits the bytes of a body, for routes without a limit of their own: 0 to 1073741824, 1 MiB by default. If a body
     * is larger, the response is 413.
     */
    public ServerBuilder maxBody(int bytes) {
        return set(Setting.MAX_BODY, bytes);
    }

    /**
     * Limits the fields of a form, and the parts of a multipart body: 1 to 1000000, 1000 by default. If a body has
     * more, the response is 413.
     */
    public ServerBuilder maxFormFields(int fields) {
        return set(Setting.MAX_FORM_FIELDS, fields);
    }

    /**
     * Limits the bytes of the head of a part in a multipart body: 128 to 1048576, 8 KiB by default. If a head is
     * larger, the response is 400.
     */
    public ServerBuilder maxPartHead(int bytes) {
        return set(Setting.MAX_PART_HEAD, bytes);
    }

    /**
     * Limits the memory, in bytes, for the parts of a multipart body that a {@code @Blocking} handler reads: 0 to 1
     * GiB, 64 KiB by default. The rest is stored in files.
     */
    public ServerBuilder partMemory(int bytes) {
        return set(Setting.PART_MEMORY, bytes);
    }

    /**
     * Limits the number of parts of a multipart body that have their own files: 0 to 100000, 100 by default. If a body
     * has more, the response is 413. Parts of up to 8 KiB share one file and do not count.
     */
    public ServerBuilder maxPartFiles(int files) {
        return set(Setting.MAX_PART_FILES, files);
    }

    /**
     * Sets the directory in which the server creates a subdirectory for the files of parts and bodies. The default is
     * the system's directory for temporary files.
     */
    public ServerBuilder uploadDirectory(Path directory) {
        return set(Setting.UPLOAD_DIRECTORY, directory.toString());
    }

    /**
     * Limits the bytes of all files in the upload directory, parts and bodies of all requests together: 1 MiB to 1 PiB.
     * The default, 0, is half of the free space of the file system. If a request would exceed the limit, the response
     * is 503 with {@code Retry-After: 1}.
     */
    public ServerBuilder maxStoredBytes(long bytes) {
        return set(Setting.MAX_STORED_BYTES, bytes);
    }

    /**
     * Limits the bytes of later requests that the server reads before it has sent a response: 1024 to 1073741824, 4 KiB
     * by default. At the limit, the server does not read from the connection until the response is sent.
     */
    public ServerBuilder maxPipelined(int bytes) {
        return set(Setting.MAX_PIPELINED, bytes);
    }

    /**
     * Limits the open connections: 1 to 10000000, 50000 by default. Further clients wait until a connection closes.
     * While a client waits, the server closes idle connections: first connections that have sent nothing for a second,
     * then connections that have waited for their next request for two seconds.
     */
    public ServerBuilder maxConnections(int connections) {
        return set(Setting.MAX_CONNECTIONS, connections);
    }

    /**
     * Limits the exchanges in flight: 1 to 10000000, 10000 by default. An exchange counts if its handler is blocking or
     * asynchronous, or if its request body is still arriving. Beyond the limit, the response is 503 with
     * {@code Retry-After: 1}, unless the route is essential.
     */
    public ServerBuilder maxInFlight(int exchanges) {
        return set(Setting.MAX_IN_FLIGHT, exchanges);
    }

    /**
     * Limits the memory that all connections hold together: 256 KiB to 1 GiB. The limit applies to the heap and,
     * separately, to direct memory. Received bytes, bodies, decoded messages and unsent responses count. The default,
     * 0, is a quarter of the JVM's limit on each kind of memory.
     *
     * <p>Beyond half of the limit, the server does not read pipelined requests. Beyond seven eighths, further clients
     * wait, and the server closes the connections that hold the most memory and make the least progress. If a request
     * would exceed the limit, the response is 503 with {@code Retry-After: 1}, unless the route is essential. One body
     * at a time may exceed the limit.
     */
    public ServerBuilder connectionMemory(int bytes) {
        return set(Setting.CONNECTION_MEMORY, bytes);
    }

    /**
     * Sets the latency that blocking and asynchronous handlers should keep: a millisecond to an hour, or 0 to switch
     * this off, which is the default. While handlers are slower, the server lets fewer of them work at a time. While
     * they are faster, it lets more of them work. The number stays between 16 and {@link #maxInFlight}. Further
     * requests get 503 with {@code Retry-After}, unless their route is {@link dev.interlock.annotation.Essential}.
     * Choose a latency well above the usual one.
     */
    public ServerBuilder targetLatency(Duration latency) {
        return set(Setting.TARGET_LATENCY, latency);
    }

    /**
     * Limits the bodies that handlers read while they arrive, as {@code InputStream} or {@code Flow.Publisher}: 0 to
     * 10000000. Beyond the limit, the response is 503 with {@code Retry-After: 1}, unless the route is essential.
     * Bodies that arrive together with their heads do not count.
     *
     * <p>The default, 0, is half of the {@linkplain #blockingThreads blocking threads}: on Java 17 to 20, each body may
     * hold a thread until its client has sent all of it. Set the limit if you set a {@link #blockingExecutor}.
     */
    public ServerBuilder maxStreams(int streams) {
        return set(Setting.MAX_STREAMS, streams);
    }

    /**
     * Limits the time of exchanges whose routes have no {@link dev.interlock.annotation.Timeout}: a millisecond to a
     * day, 30 seconds by default, 0 for no limit. The time runs from the moment at which the handler could start until
     * the response begins. After this time, the response is 503, and the work of the handler is cancelled. For a
     * streamed response, the same limit applies to the time for which its publisher makes no progress.
     */
    public ServerBuilder exchangeTimeout(Duration timeout) {
        return set(Setting.EXCHANGE_TIMEOUT, timeout);
    }

    /**
     * Limits the time from the head to the last byte of a body that a handler reads as a stream, or that goes to a
     * file: a millisecond to a day, 10 minutes by default, 0 for no limit. If the body takes longer, the response is
     * 408.
     */
    public ServerBuilder streamTimeout(Duration timeout) {
        return set(Setting.STREAM_TIMEOUT, timeout);
    }

    /**
     * Limits the time from the first to the last byte of a request head: a millisecond to a day, 10 seconds by default.
     * If the head takes longer, the response is 408.
     */
    public ServerBuilder headTimeout(Duration timeout) {
        return set(Setting.HEAD_TIMEOUT, timeout);
    }

    /**
     * Limits the time for which a connection makes no progress: a millisecond to a day, 60 seconds by default. There is
     * no progress while no bytes of a request or body arrive, or while the client does not read its response. After
     * this time, the server closes the connection. If a body is incomplete, the server first sends the response 408.
     */
    public ServerBuilder idleTimeout(Duration timeout) {
        return set(Setting.IDLE_TIMEOUT, timeout);
    }

    /**
     * Sets the minimum average rate of a request body in bytes per second: 0 to 1073741824, 240 by default. The limit
     * applies once the {@link #headTimeout} has passed. If a body is slower, the response is 408. 0 switches the limit
     * off.
     */
    public ServerBuilder minBodyRate(int bytesPerSecond) {
        return set(Setting.MIN_BODY_RATE, bytesPerSecond);
    }

    /**
     * Sets the minimum average rate at which a client reads its response, in bytes per second: 0 to 1073741824, 240 by
     * default. The limit applies while bytes wait for the client, once the {@link #headTimeout} has passed. If the
     * client is slower, the connection is cut. 0 switches the limit off.
     */
    public ServerBuilder minResponseRate(int bytesPerSecond) {
        return set(Setting.MIN_RESPONSE_RATE, bytesPerSecond);
    }

    /**
     * Limits the time in which exchanges in flight may finish when the server shuts down: 0 to a day, 10 seconds by
     * default. After that, the server closes their connections.
     */
    public ServerBuilder shutdownDeadline(Duration deadline) {
        return set(Setting.SHUTDOWN_DEADLINE, deadline);
    }

    /**
     * Sets the time for which the server still serves requests after its shutdown has begun: 0 to an hour, 0 by
     * default. During this time, the server is not {@linkplain #readiness ready}, so that load balancers can notice the
     * shutdown. The {@link #shutdownDeadline} counts from the end of this time.
     */
    public ServerBuilder shutdownDelay(Duration delay) {
        return set(Setting.SHUTDOWN_DELAY, delay);
    }

    /**
     * Sets the number of event loop threads: 1 to 1024, one per processor by default. These threads read requests, run
     * handlers and write responses.
     */
    public ServerBuilder eventLoopThreads(int threads) {
        return set(Setting.EVENT_LOOP_THREADS, threads);
    }

    /**
     * Limits the threads for blocking handlers on Java 17 to 20: 1 to 10000, 200 by default. From Java 21 on, each call
     * has its own virtual thread, and this setting has no effect.
     */
    public ServerBuilder blockingThreads(int threads) {
        return set(Setting.BLOCKING_THREADS, threads);
    }

    /** Sets the kernel interface for sockets. The default is {@link TransportType#AUTO}. */
    public ServerBuilder transport(TransportType transport) {
        return set(Setting.TRANSPORT, transport.kind());
    }

    /**
     * Sets the time for which a handler may hold up an event loop before the server logs a warning with the handler's
     * stack: a millisecond to an hour, 100 milliseconds by default. 0 switches the warning off.
     */
    public ServerBuilder stallThreshold(Duration threshold) {
        return set(Setting.STALL_THRESHOLD, threshold);
    }

    /**
     * Sets the minimum time of a slow exchange: a millisecond to an hour, 1 second by default. Slow exchanges are
     * events of the JDK's Flight Recorder. The time counts from the head of the request to the last byte of the
     * response. 0 switches these events off. The default applies to servers with an {@link #admin(int) admin port}, an
     * {@link #accessLog} or a {@link #listener}, because they observe each exchange anyway.
     */
    public ServerBuilder slowExchange(Duration time) {
        return set(Setting.SLOW_EXCHANGE, time);
    }

    /**
     * Switches strict mode on or off; it is off by default. In strict mode, the server never reuses a request, a
     * response, or an object that one of them has returned. Use of these objects after the end of the request throws
     * {@link IllegalStateException}. The cause of the exception shows where the application got the object. Each
     * request allocates in strict mode, so use it in tests and staging.
     */
    public ServerBuilder strict(boolean strict) {
        return set(Setting.STRICT, strict);
    }

    /** Sets the object that the server updates for a readiness check; see {@link Readiness}. */
    public ServerBuilder readiness(Readiness readiness) {
        this.readiness = readiness;
        return this;
    }

    /**
     * Sets the executor of blocking handlers, in place of the server's own threads. The executor may reject a task by
     * {@link java.util.concurrent.RejectedExecutionException}. The server does not shut the executor down.
     */
    public ServerBuilder blockingExecutor(Executor executor) {
        blockingExecutor = executor;
        return this;
    }

    /**
     * Sets whether the server handles signals; true by default. At SIGTERM, the server lets its exchanges finish, and
     * then ends the process with the exit code 0. A second SIGTERM closes all connections at once. At SIGHUP, a server
     * that writes its access log to a file opens the file again, and a server with TLS loads changed files. If false,
     * or if the JVM does not support signals, a shutdown hook lets the exchanges finish, as at any other end of the
     * JVM. The JVM then determines the exit code.
     */
    public ServerBuilder handleSignals(boolean handleSignals) {
        handlesSignals = handleSignals;
        return this;
    }

    /** Adds an address on which the server also listens. */
    public ServerBuilder endpoint(Endpoint endpoint) {
        endpoints.add(Objects.requireNonNull(endpoint));
        return this;
    }

    /**
     * Adds a protocol that the server speaks in addition to HTTP/1.1, on its port and on each {@link #endpoint}. With
     * TLS, the client chooses by ALPN (RFC 7301); the server prefers protocols in the order in which they were added,
     * and HTTP/1.1 last. Without TLS, the first bytes of the client choose. The admin port speaks only HTTP/1.1.
     *
     * <pre>{@code
     * HttpServer.builder(router).protocol(Http2.protocol()).start();
     * }</pre>
     *
     * @throws IllegalArgumentException if the protocol does not come from an extension of Interlock
     */
    public ServerBuilder protocol(ProtocolExtension protocol) {
        if (!(protocol instanceof ProtocolFactory factory)) {
            throw new IllegalArgumentException(protocol
                    + " is no protocol that the server can speak. Tip: pass one of an extension, such as"
                    + " Http2.protocol()");
        }
        factory.putInto(chosen);
        protocols.add(factory);
        return this;
    }

    /**
     * Adds a listener of connections and exchanges. The server calls listeners in the order in which they were added,
     * and in reverse order for {@link ExchangeListener#scopeClosed}.
     */
    public ServerBuilder listener(ExchangeListener listener) {
        listeners.add(Objects.requireNonNull(listener));
        return this;
    }

    /**
     * Names a properties file in UTF-8 that overrides this builder. Lines such as {@code interlock.max-head=32k} are
     * settings. Properties without this prefix belong to the application. A system property or an environment variable
     * overrides the file. The argument {@code --config} (see {@link #arguments}), or else the property
     * {@code interlock.config}, or else the variable {@code INTERLOCK_CONFIG}, can name another file instead. This
     * method has no effect if this builder is not {@link #overridable}.
     */
    public ServerBuilder config(Path file) {
        configuration = file;
        return this;
    }

    /**
     * Writes an access log: one line for each exchange. Replaces an earlier access log. Properties such as
     * {@code interlock.access-log-to}, and the variables of the same settings, override its values.
     */
    public ServerBuilder accessLog(AccessLog log) {
        AccessLogSettings.put(log.settings(), chosen);
        return this;
    }

    /**
     * Serves health checks, metrics and the state of the server on a second port, on 127.0.0.1. Replaces an earlier
     * admin port. See {@link #admin(Admin)}.
     *
     * @param port 0 to 65535; for 0, the system chooses a free port, see {@link HttpServer#adminPort()}; -1 for none,
     *     which is the default
     */
    public ServerBuilder admin(int port) {
        return admin(Admin.port(port));
    }

    /**
     * Serves health checks, metrics and the state of the server on a second port. Replaces an earlier admin port.
     * Properties such as {@code interlock.admin-host}, and the variables of the same settings, override its values.
     */
    public ServerBuilder admin(Admin port) {
        admin = port;
        port.putInto(chosen);
        return this;
    }

    /**
     * Reads settings from the arguments of the command line: {@code --port 9000}, {@code --max-head=32k} and so on for
     * each setting. Arguments override all other sources, even if this builder is not {@link #overridable}.
     * {@code --config} names the configuration file. If an argument is not known or has no value, the server does not
     * start.
     */
    public ServerBuilder arguments(String... commandLine) {
        arguments = List.of(commandLine);
        return this;
    }

    /**
     * Sets whether system properties, environment variables and the {@linkplain #config configuration file} override
     * the values of this builder. True by default. Use false for a second server in the same process. Otherwise, both
     * would listen on the same {@code interlock.port}.
     */
    public ServerBuilder overridable(boolean overridable) {
        this.overridable = overridable;
        return this;
    }

    /** Sets the clock for limits, pauses and deadlines. Only for tests that call {@link HttpServer#tick}. */
    ServerBuilder clock(LoopClock newClock) {
        clock = newClock;
        return this;
    }

    /**
     * Starts the server. It accepts connections when this method returns.
     *
     * <p>If the start fails and the exception ends the calling thread, the process also ends, with the exit code 1,
     * even if another server or a thread pool would keep it alive. A thread pool catches the exceptions of its tasks,
     * so code in a pool must handle this exception itself. Before the process ends, the default handler of uncaught
     * exceptions runs, and other servers of the process shut down as at any other end of the JVM. If the thread or its
     * group has its own handler of uncaught exceptions, the process does not end.
     *
     * @throws StartException if a setting cannot be read or is out of its range, if an argument is not known, if a
     *     property or variable has the prefix of settings but is not a setting, if the server cannot listen on an
     *     address, if a file of TLS cannot be used, if two admin pages have one path, or if a router is
     *     {@linkplain Router#staleness stale}
     */
    public HttpServer start() {
        try {
            return HttpServer.start(
                    router,
                    settings(),
                    new Surroundings(
                            readiness,
                            blockingExecutor,
                            handlesSignals,
                            List.copyOf(listeners),
                            List.copyOf(endpoints),
                            List.copyOf(protocols),
                            keyManager,
                            admin,
                            clock));
        } catch (Throwable e) {
            FailedStart.watch(e);
            throw e;
        }
    }

    /** @throws StartException if a setting cannot be read or is out of its range */
    Settings settings() {
        try {
            return settings(
                    overridable ? Overrides.ofProcess(arguments, configuration) : Overrides.ofArguments(arguments));
        } catch (SettingException e) {
            throw new StartException(String.valueOf(e.getMessage()));
        }
    }

    Settings settings(Overrides overrides) {
        try {
            return new Settings(chosen, overrides);
        } catch (SettingException e) {
            throw new StartException(String.valueOf(e.getMessage()));
        }
    }
}
