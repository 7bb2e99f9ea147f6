package dev.interlock.server;

import dev.interlock.http.FormSettings;
import dev.interlock.http1.Limits;
import dev.interlock.server.SettingType.Choice;
import dev.interlock.server.SettingType.Count;
import dev.interlock.server.SettingType.Period;
import dev.interlock.server.SettingType.Size;
import dev.interlock.server.SettingType.Switch;
import dev.interlock.server.SettingType.Text;
import dev.interlock.server.SettingType.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A setting of a server, set by a system property, an environment variable or the builder, in this order.
 *
 * @param <T> its values
 * @param name in words joined by hyphens
 * @param type the format of values, and the range
 * @param standard the default
 * @param meaning text for the documentation
 * @param beyond effect of exceeding it, for the documentation
 * @param tip for a value outside of the range
 */
record Setting<T>(String name, SettingType<T> type, T standard, String meaning, String beyond, String tip) {
    private static final String PROPERTY_PREFIX = "interlock.";
    private static final String VARIABLE_PREFIX = "INTERLOCK_";

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int GIB = 1024 * MIB;

    /** Bytes with which a server still works: about a hundred idle connections, or a few heads and small bodies. */
    private static final int LEAST_MEMORY = 256 * KIB;

    private static final String NO_START = "the server does not start";
    private static final String BYTES_TIP = "write bytes, or 64k, or 1m";
    private static final String TIME_TIP = "write 500ms, 10s, 2m or PT10S";

    static final Setting<String> HOST = new Setting<>(
            "host",
            new Text("an address or name of this machine"),
            "0.0.0.0",
            "address or name of the interface to listen on",
            NO_START,
            "0.0.0.0 stands for every address of this machine");

    static final Setting<Integer> PORT =
            new Setting<>("port", new Count(0, 65_535), 8080, "port to listen on", NO_START, "0 takes a free one");

    static final Setting<Integer> MAX_REQUEST_LINE = new Setting<>(
            "max-request-line",
            new Size(16, Limits.MAX_HEAD),
            Limits.DEFAULT.requestLine(),
            "bytes of a request line",
            "414, and the connection is closed",
            BYTES_TIP);

    static final Setting<Integer> MAX_HEAD = new Setting<>(
            "max-head",
            new Size(16, Limits.MAX_HEAD),
            Limits.DEFAULT.head(),
            "bytes of a request head, its request line included; not below max-request-line",
            "431, and the connection is closed",
            BYTES_TIP);

    static final Setting<Integer> MAX_FIELDS = new Setting<>(
            "max-fields",
            new Count(1, 10_000),
            Limits.DEFAULT.fields(),
            "header fields of a request, and trailer fields",
            "431, and the connection is closed",
            "browsers send about 20");

    static final Setting<Integer> MAX_BODY = new Setting<>(
            "max-body",
            new Size(0, GIB),
            Limits.DEFAULT.body(),
            "bytes of a request body, for routes without `@MaxBody`",
            "413",
            BYTES_TIP);

    static final Setting<Integer> MAX_FORM_FIELDS = new Setting<>(
            "max-form-fields",
            new Count(1, 1_000_000),
            FormSettings.DEFAULT.maxFields(),
            "fields of a form, parts of a multipart body",
            "413",
            "fields of names that no parameter has count as well");

    static final Setting<Integer> MAX_PART_HEAD = new Setting<>(
            "max-part-head",
            new Size(128, MIB),
            FormSettings.DEFAULT.maxPartHead(),
            "bytes of the head of a part of a multipart body",
            "400",
            BYTES_TIP);

    static final Setting<Integer> PART_MEMORY = new Setting<>(
            "part-memory",
            new Size(0, GIB),
            FormSettings.DEFAULT.partMemory(),
            "bytes of the parts of a multipart body that `@Blocking` handlers have in memory",
            "the rest is held in files",
            BYTES_TIP);

    static final Setting<Integer> MAX_PART_FILES = new Setting<>(
            "max-part-files",
            new Count(0, 100_000),
            FormSettings.DEFAULT.maxPartFiles(),
            "parts of a multipart body that are too large for memory, each of which is a file",
            "413",
            "parts of up to 8 KiB share one file");

    static final Setting<String> UPLOAD_DIRECTORY = new Setting<>(
            "upload-directory",
            new Text("a directory"),
            System.getProperty("java.io.tmpdir", "."),
            "directory in which the server makes one of its own for parts that are held in files",
            "",
            "it has to be there, with room for what is uploaded at a time");

    static final Setting<Long> MAX_STORED_BYTES = new Setting<>(
            "max-stored-bytes",
            new Volume(MIB, MIB * (long) GIB),
            0L,
            "bytes of all files in upload-directory: parts and bodies of all requests together; 0 is half of the free"
                    + " space of the file system",
            "503 with `Retry-After: 1`",
            "0 takes half of what is free; write bytes, or 500m, 10g or 1t");

    static final Setting<Integer> MAX_PIPELINED = new Setting<>(
            "max-pipelined",
            new Size(KIB, GIB),
            4 * KIB,
            "bytes of further requests that are read while a response is being made",
            "the connection is not read until the response is made",
            BYTES_TIP);

    static final Setting<Integer> MAX_CONNECTIONS = new Setting<>(
            "max-connections",
            new Count(1, 10_000_000),
            50_000,
            "open connections",
            "clients wait until a connection closes; meanwhile idle connections are closed, after 2 s or, if silent, 1 s",
            "each connection takes a file descriptor: see ulimit -n");

    static final Setting<Integer> MAX_IN_FLIGHT = new Setting<>(
            "max-in-flight",
            new Count(1, 10_000_000),
            10_000,
            "exchanges in flight: blocking and asynchronous ones, and those whose bodies are still arriving",
            "503 with `Retry-After: 1`, unless the route is `@Essential`",
            "it bounds memory: an exchange in flight holds its request");

    static final Setting<Integer> CONNECTION_MEMORY = new Setting<>(
            "connection-memory",
            new Size(LEAST_MEMORY, GIB, true),
            0,
            "bytes of heap, and as many of direct memory, that all connections hold together: received bytes, bodies, decoded"
                    + " messages, unsent responses; 0 is a quarter of what the JVM may use of each",
            "503 with `Retry-After: 1`, unless the route is `@Essential`; further clients wait; the connections that hold most and"
                    + " move least are closed. One body at a time may exceed it",
            "0 takes a quarter of what -Xmx and -XX:MaxDirectMemorySize say; " + BYTES_TIP);

    static final Setting<Integer> MAX_STREAMS = new Setting<>(
            "max-streams",
            new Count(0, 10_000_000),
            0,
            "bodies that handlers read while they arrive, at a time; 0 is half of blocking-threads",
            "503 with `Retry-After: 1`, unless the route is `@Essential`",
            "each may hold a blocking thread for as long as its client takes");

    static final Setting<Duration> STREAM_TIMEOUT = new Setting<>(
            "stream-timeout",
            new Period(MILLISECOND, DAY, true),
            Duration.ofMinutes(10),
            "time for a body that a handler reads as a stream, or that goes to a file, from its head to its last byte; 0 is no"
                    + " limit",
            "408, and the connection is closed",
            "0 switches it off; " + TIME_TIP);

    static final Setting<Duration> HEAD_TIMEOUT = new Setting<>(
            "head-timeout",
            new Period(MILLISECOND, DAY, false),
            Duration.ofSeconds(10),
            "time from the first byte of a request head to its last",
            "408, and the connection is closed",
            TIME_TIP);

    static final Setting<Duration> IDLE_TIMEOUT = new Setting<>(
            "idle-timeout",
            new Period(MILLISECOND, DAY, false),
            Duration.ofSeconds(60),
            "time in which a connection neither sends nor takes anything while it should",
            "the connection is closed; within a body after 408",
            TIME_TIP);

    static final Setting<Integer> MIN_BODY_RATE = new Setting<>(
            "min-body-rate",
            new Size(0, GIB),
            240,
            "bytes a second that a request body brings on average, once the head timeout has passed; 0 is no limit",
            "408, and the connection is closed",
            "0 switches it off; " + BYTES_TIP);

    static final Setting<Duration> SHUTDOWN_DEADLINE = new Setting<>(
            "shutdown-deadline",
            new Period(MILLISECOND, DAY, true),
            Duration.ofSeconds(10),
            "time that exchanges in flight get to finish when the server shuts down",
            "the connection is cut",
            TIME_TIP);

    static final Setting<Duration> SHUTDOWN_DELAY = new Setting<>(
            "shutdown-delay",
            new Period(MILLISECOND, HOUR, true),
            Duration.ZERO,
            "time for which a server that is to shut down serves on, not ready, so that load balancers notice",
            "connections are no longer accepted, and answers close theirs",
            TIME_TIP);

    static final Setting<Integer> EVENT_LOOP_THREADS = new Setting<>(
            "event-loop-threads",
            new Count(1, 1024),
            Math.min(Runtime.getRuntime().availableProcessors(), 1024),
            "threads that read, handle and write",
            "",
            "one per processor, the default, is the most that helps");

    static final Setting<Integer> BLOCKING_THREADS = new Setting<>(
            "blocking-threads",
            new Count(1, 10_000),
            200,
            "threads for `@Blocking` routes on Java 17 to 20; from 21 on those have virtual threads",
            "requests wait, in flight, for a thread",
            "as many as exchanges block at a time");

    static final Setting<TransportType> TRANSPORT = new Setting<>(
            "transport",
            new Choice<>(TransportType.class),
            TransportType.AUTO,
            "how sockets reach the kernel",
            "the server does not start where it is not available",
            "auto takes the best that this machine has");

    static final Setting<Duration> STALL_THRESHOLD = new Setting<>(
            "stall-threshold",
            new Period(MILLISECOND, HOUR, true),
            Duration.ofMillis(100),
            "time for which a handler may hold an event loop; 0 is any time",
            "a warning in the log, with the handler's stack",
            "0 switches the warning off; " + TIME_TIP);

    static final Setting<Boolean> STRICT = new Setting<>(
            "strict",
            new Switch(),
            false,
            "strict mode, for tests and staging: no object serves two requests, so each request allocates",
            "a late access throws, and shows where the object was handed out",
            "true is for tests and staging, false for production");

    /** Every setting, in the order of the documentation. */
    static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            MAX_REQUEST_LINE,
            MAX_HEAD,
            MAX_FIELDS,
            MAX_BODY,
            MAX_FORM_FIELDS,
            MAX_PART_HEAD,
            PART_MEMORY,
            MAX_PART_FILES,
            UPLOAD_DIRECTORY,
            MAX_STORED_BYTES,
            MAX_PIPELINED,
            MAX_CONNECTIONS,
            MAX_IN_FLIGHT,
            CONNECTION_MEMORY,
            MAX_STREAMS,
            STREAM_TIMEOUT,
            HEAD_TIMEOUT,
            IDLE_TIMEOUT,
            MIN_BODY_RATE,
            SHUTDOWN_DEADLINE,
            SHUTDOWN_DELAY,
            EVENT_LOOP_THREADS,
            BLOCKING_THREADS,
            TRANSPORT,
            STALL_THRESHOLD,
            STRICT);

    /** The system property: {@code interlock.max-head}. */
    String property() {
        return PROPERTY_PREFIX + name;
    }

    /** The environment variable: {@code INTERLOCK_MAX_HEAD}. */
    String variable() {
        return VARIABLE_PREFIX + name.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /**
     * No two settings have one name. The hash code that a record has by itself is linked at run time, and all are
     * hashed at the start.
     */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    static boolean isProperty(String name) {
        return name.startsWith(PROPERTY_PREFIX);
    }

    static boolean isVariable(String name) {
        return name.startsWith(VARIABLE_PREFIX);
    }
}
