package dev.interlock.server;

import dev.interlock.http.Router;
import dev.interlock.http1.Limits;
import java.time.Duration;

/** The settings of a server to be started. Nothing is checked before {@link #start()}. */
public final class ServerBuilder {
    private final Router router;
    private String host = "0.0.0.0";
    private int port = 8080;
    private int maxRequestLine = Limits.DEFAULT.requestLine();
    private int maxHead = Limits.DEFAULT.head();
    private int maxFields = Limits.DEFAULT.fields();
    private int maxBody = Limits.DEFAULT.body();
    private Duration headTimeout = Duration.ofSeconds(10);
    private Duration idleTimeout = Duration.ofSeconds(60);
    private Duration shutdownDeadline = Duration.ofSeconds(10);
    private int eventLoopThreads = Runtime.getRuntime().availableProcessors();

    ServerBuilder(Router router) {
        this.router = router;
    }

    /** The address or name of the interface to listen on; 0.0.0.0, every interface, unless it is set. */
    public ServerBuilder host(String host) {
        this.host = host;
        return this;
    }

    /** The port to listen on, 0 to 65535; 8080 unless it is set. 0 takes a free one: see {@link HttpServer#port()}. */
    public ServerBuilder port(int port) {
        this.port = port;
        return this;
    }

    /** Bytes of the longest request line, 16 to 1048576; longer ones are answered with 414. 8 KiB unless it is set. */
    public ServerBuilder maxRequestLine(int bytes) {
        maxRequestLine = bytes;
        return this;
    }

    /** Bytes of the largest request head, the request line's to 1048576; else 431. 16 KiB unless it is set. */
    public ServerBuilder maxHead(int bytes) {
        maxHead = bytes;
        return this;
    }

    /** The most header fields of a request, 1 to 10000; else 431. 100 unless it is set. */
    public ServerBuilder maxFields(int fields) {
        maxFields = fields;
        return this;
    }

    /** Bytes of the largest body for routes without a limit of their own; else 413. 1 MiB unless it is set. */
    public ServerBuilder maxBody(int bytes) {
        maxBody = bytes;
        return this;
    }

    /** How long a request head may take from its first byte to its last; else 408. 10 seconds unless it is set. */
    public ServerBuilder headTimeout(Duration timeout) {
        headTimeout = timeout;
        return this;
    }

    /**
     * How long a connection may do nothing: send no request, no more of a body (408), or read no more of a response. 60
     * seconds unless it is set.
     */
    public ServerBuilder idleTimeout(Duration timeout) {
        idleTimeout = timeout;
        return this;
    }

    /** How long exchanges in flight may take when the server closes. 10 seconds unless it is set. */
    public ServerBuilder shutdownDeadline(Duration deadline) {
        shutdownDeadline = deadline;
        return this;
    }

    /** Threads that read, handle and write, 1 to 1024; one per processor unless it is set. */
    public ServerBuilder eventLoopThreads(int threads) {
        eventLoopThreads = threads;
        return this;
    }

    /**
     * Starts the server: it accepts connections when this returns.
     *
     * @throws StartException when a setting is out of its range or the port cannot be listened on
     */
    public HttpServer start() {
        return HttpServer.start(router, settings());
    }

    private Settings settings() {
        Limits limits;
        try {
            limits = new Limits(maxRequestLine, maxHead, maxFields, maxBody);
        } catch (IllegalArgumentException e) {
            throw new StartException("A setting is out of its range: " + e.getMessage(), e);
        }
        return new Settings(host, port, limits, headTimeout, idleTimeout, shutdownDeadline, eventLoopThreads);
    }
}
