package dev.interlock.internal.settings;

import dev.interlock.internal.accesslog.AccessLogOptions;
import dev.interlock.internal.accesslog.LogField;
import dev.interlock.internal.accesslog.LogFormat;
import dev.interlock.internal.form.FormSettings;
import dev.interlock.internal.forwarding.Network;
import dev.interlock.internal.http1.Limits;
import dev.interlock.internal.settings.SettingRule.ExistingDirectory;
import dev.interlock.internal.settings.SettingRule.LogFields;
import dev.interlock.internal.settings.SettingRule.NotBelow;
import dev.interlock.internal.settings.SettingType.Choice;
import dev.interlock.internal.settings.SettingType.Count;
import dev.interlock.internal.settings.SettingType.Files;
import dev.interlock.internal.settings.SettingType.Networks;
import dev.interlock.internal.settings.SettingType.OptionalText;
import dev.interlock.internal.settings.SettingType.Period;
import dev.interlock.internal.settings.SettingType.Size;
import dev.interlock.internal.settings.SettingType.Switch;
import dev.interlock.internal.settings.SettingType.Text;
import dev.interlock.internal.settings.SettingType.Volume;
import dev.interlock.internal.tls.TlsEngine;
import dev.interlock.internal.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Setting of a server. Its value comes from the first of these sources: argument, system property, environment
 * variable, configuration file, builder, default. A new setting needs a declaration here and a method of
 * {@code ServerBuilder}. The declaration defines its format, its checks, its messages and its documentation.
 *
 * @param <T> values of the setting
 */
public final class Setting<T> {
    /** Settings declared so far. Used while this class is initialized. */
    private static final List<Setting<?>> DECLARED = new ArrayList<>();

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int GIB = 1024 * MIB;

    /**
     * Smallest limit on memory with which a server works. It suffices for about a hundred idle connections, or for a
     * few heads and small bodies.
     */
    private static final int LEAST_MEMORY = 256 * KIB;

    private static final String NO_START = "the server does not start";
    private static final String BYTES_TIP = "write bytes, or 64k, or 1m";
    private static final String TIME_TIP = "write 500ms, 10s, 2m or PT10S";

    public static final Setting<String> HOST = setting(
                    "host", new Text("an address or name of this machine"), "0.0.0.0")
            .meaning("address or name of the interface to listen on")
            .beyond(NO_START)
            .tip("0.0.0.0 listens on every address of this machine")
            .declare();

    public static final Setting<Integer> PORT = setting("port", new Count(0, 65_535), 8080)
            .meaning("port to listen on")
            .beyond(NO_START)
            .tip("0 selects a free port")
            .declare();

    public static final Setting<List<Network>> TRUSTED_PROXIES = setting("trusted-proxies", new Networks(), List.of())
            .meaning("networks of the proxies whose fields state client, scheme and host of a request")
            .beyond("the fields are ignored")
            .tip("write 10.0.0.0/8, or 192.0.2.7,2001:db8::/32, or unix")
            .declare();

    public static final Setting<Boolean> PROXY_PROTOCOL = setting("proxy-protocol", new Switch(), false)
            .meaning("whether each connection begins with a header of the PROXY protocol, which states the client's"
                    + " address; if trusted-proxies is set, only these proxies may connect")
            .beyond("a connection without the header is closed")
            .tip("HAProxy sends the header with send-proxy-v2")
            .declare();

    public static final Setting<Boolean> STANDARD_FORWARDED = setting("standard-forwarded", new Switch(), false)
            .meaning("whether trusted proxies set Forwarded (RFC 7239); otherwise they set X-Forwarded-For,"
                    + " X-Forwarded-Proto and X-Forwarded-Host")
            .beyond("the other fields are ignored")
            .tip("most proxies set X-Forwarded-For")
            .declare();

    public static final Setting<Boolean> SERVE_HALF_CLOSED = setting("serve-half-closed", new Switch(), false)
            .meaning("whether a client that closes its half of the connection still gets its response")
            .beyond("the work for an incomplete response is cancelled, and the connection is closed")
            .tip("most clients close a connection only when they leave")
            .declare();

    public static final Setting<Integer> MAX_REQUEST_LINE = setting(
                    "max-request-line", new Size(16, Limits.MAX_HEAD), Limits.DEFAULT.requestLine())
            .meaning("bytes of a request line")
            .beyond("414, and the connection is closed")
            .tip(BYTES_TIP)
            .declare();

    public static final Setting<Integer> MAX_HEAD = setting(
                    "max-head", new Size(16, Limits.MAX_HEAD), Limits.DEFAULT.head())
            .rule(new NotBelow(MAX_REQUEST_LINE))
            .meaning("bytes of a request head with its request line; at least max-request-line")
            .beyond("431, and the connection is closed")
            .tip(BYTES_TIP)
            .declare();

    public static final Setting<Integer> MAX_FIELDS = setting(
                    "max-fields", new Count(1, 10_000), Limits.DEFAULT.fields())
            .meaning("header fields of a request; the same limit applies to its trailer fields")
            .beyond("431, and the connection is closed")
            .tip("browsers send about 20")
            .declare();

    public static final Setting<Integer> MAX_BODY = setting("max-body", new Size(0, GIB), Limits.DEFAULT.body())
            .meaning("bytes of a request body, for routes without `@MaxBody`")
            .beyond("413")
            .tip(BYTES_TIP)
            .declare();

    public static final Setting<Integer> MAX_FORM_FIELDS = setting(
                    "max-form-fields", new Count(1, 1_000_000), FormSettings.DEFAULT.maxFields())
            .meaning("fields of a form, or parts of a multipart body")
            .beyond("413")
            .tip("fields that no parameter reads also count")
            .declare();

    public static final Setting<Integer> MAX_PART_HEAD = setting(
                    "max-part-head", new Size(128, MIB), FormSettings.DEFAULT.maxPartHead())
            .meaning("bytes of the head of a part of a multipart body")
            .beyond("400")
            .tip(BYTES_TIP)
            .declare();

    public static final Setting<Integer> PART_MEMORY = setting(
                    "part-memory", new Size(0, GIB), FormSettings.DEFAULT.partMemory())
            .meaning("bytes of a multipart body's parts that stay in memory, for `@Blocking` handlers")
            .beyond("the rest goes to files")
            .tip(BYTES_TIP)
            .declare();

    public static final Setting<Integer> MAX_PART_FILES = setting(
                    "max-part-files", new Count(0, 100_000), FormSettings.DEFAULT.maxPartFiles())
            .meaning("parts of a multipart body that are too large for memory; each of them becomes a file")
            .beyond("413")
            .tip("parts of up to 8 KiB share one file")
            .declare();

    public static final Setting<String> UPLOAD_DIRECTORY = setting(
                    "upload-directory", new Text("a directory"), System.getProperty("java.io.tmpdir", "."))
            .standardText("the directory of temporary files")
            .rule(new ExistingDirectory())
            .meaning("directory in which the server creates a subdirectory for the files of parts and bodies")
            .beyond("the server does not start without the directory")
            .tip("it must exist, with room for all simultaneous uploads")
            .declare();

    public static final Setting<Long> MAX_STORED_BYTES = setting(
                    "max-stored-bytes", new Volume(MIB, MIB * (long) GIB), 0L)
            .meaning("bytes of all files in upload-directory, for the parts and bodies of all requests; 0 is half of"
                    + " the free space of the file system")
            .beyond("503 with `Retry-After: 1`")
            .tip("0 is half of the free space; write bytes, or 500m, 10g or 1t")
            .declare();

    public static final Setting<Integer> MAX_PIPELINED = setting("max-pipelined", new Size(KIB, GIB), 4 * KIB)
            .meaning("bytes of later requests that the server reads before it has sent a response")
            .beyond("the server stops reading from the connection until the response is sent")
            .tip(BYTES_TIP)
            .declare();

    public static final Setting<Integer> MAX_CONNECTIONS = setting("max-connections", new Count(1, 10_000_000), 50_000)
            .meaning("open connections")
            .beyond("new clients wait until a connection closes; meanwhile the server closes connections after 2 s of"
                    + " idleness, or after 1 s if they have sent nothing")
            .tip("each connection needs a file descriptor: see ulimit -n")
            .declare();

    public static final Setting<Integer> MAX_IN_FLIGHT = setting("max-in-flight", new Count(1, 10_000_000), 10_000)
            .meaning("exchanges in flight: blocking, asynchronous, or with a body that is still arriving")
            .beyond("503 with `Retry-After: 1`, unless the route is `@Essential`")
            .tip("it limits memory: each exchange in flight keeps its request")
            .declare();

    public static final Setting<Duration> TARGET_LATENCY = setting(
                    "target-latency", new Period(MILLISECOND, HOUR, true), Duration.ZERO)
            .meaning("latency of blocking and asynchronous handlers above which the server lets fewer of them work at a"
                    + " time, down to 16; while they are faster, it lets more work, up to max-in-flight; 0 is off")
            .beyond("503 with `Retry-After: 1`, unless the route is `@Essential`")
            .tip("0 switches it off; set it well above the usual latency; " + TIME_TIP)
            .declare();

    public static final Setting<Integer> CONNECTION_MEMORY = setting(
                    "connection-memory", new Size(LEAST_MEMORY, GIB, true), 0)
            .meaning("bytes of heap, and as many bytes of direct memory, for all connections together: received bytes,"
                    + " bodies, decoded messages and unsent responses; 0 is a quarter of the JVM's limits")
            .beyond("503 with `Retry-After: 1`, unless the route is `@Essential`; new clients wait; the server"
                    + " closes the connections with the most memory and the least progress. One body at a"
                    + " time may exceed the limit")
            .tip("0 is a quarter of -Xmx and of -XX:MaxDirectMemorySize; " + BYTES_TIP)
            .declare();

    public static final Setting<Integer> MAX_STREAMS = setting("max-streams", new Count(0, 10_000_000), 0)
            .meaning("bodies that handlers read as streams at the same time; 0 is half of blocking-threads")
            .beyond("503 with `Retry-After: 1`, unless the route is `@Essential`")
            .tip("each can occupy a blocking thread until its client has sent the body")
            .declare();

    public static final Setting<Duration> EXCHANGE_TIMEOUT = setting(
                    "exchange-timeout", new Period(MILLISECOND, DAY, true), Duration.ofSeconds(30))
            .meaning("time from the moment at which the handler could start until its response begins, and time without"
                    + " progress of a streamed response, for routes without `@Timeout`; 0 is no limit")
            .beyond("503, and the work of the handler is cancelled; a response that has begun is cut")
            .tip("0 switches it off; " + TIME_TIP)
            .declare();

    public static final Setting<Duration> STREAM_TIMEOUT = setting(
                    "stream-timeout", new Period(MILLISECOND, DAY, true), Duration.ofMinutes(10))
            .meaning("time from the head to the last byte of a body that a handler reads as a stream or that goes to"
                    + " a file; 0 is no limit")
            .beyond("408, and the connection is closed")
            .tip("0 disables it; " + TIME_TIP)
            .declare();

    public static final Setting<Duration> HEAD_TIMEOUT = setting(
                    "head-timeout", new Period(MILLISECOND, DAY, false), Duration.ofSeconds(10))
            .meaning("time from the first to the last byte of a request head")
            .beyond("408, and the connection is closed")
            .tip(TIME_TIP)
            .declare();

    public static final Setting<Duration> IDLE_TIMEOUT = setting(
                    "idle-timeout", new Period(MILLISECOND, DAY, false), Duration.ofSeconds(60))
            .meaning("time without progress while a connection waits for its client")
            .beyond("the connection is closed, after a 408 if a body was arriving")
            .tip(TIME_TIP)
            .declare();

    public static final Setting<Integer> MIN_BODY_RATE = setting("min-body-rate", new Size(0, GIB), 240)
            .meaning("average bytes per second of a request body, checked after head-timeout has passed; 0 is no"
                    + " limit")
            .beyond("408, and the connection is closed")
            .tip("0 disables it; " + BYTES_TIP)
            .declare();

    public static final Setting<Integer> MIN_RESPONSE_RATE = setting("min-response-rate", new Size(0, GIB), 240)
            .meaning("bytes a second that a client reads on average while its response waits for it, once the head"
                    + " timeout has passed; 0 is no limit. Streams of events with a heartbeat are exempt")
            .beyond("the connection is cut")
            .tip("0 switches it off; " + BYTES_TIP)
            .declare();

    public static final Setting<Duration> SHUTDOWN_DEADLINE = setting(
                    "shutdown-deadline", new Period(MILLISECOND, DAY, true), Duration.ofSeconds(10))
            .meaning("time for exchanges in flight to finish when the server shuts down")
            .beyond("the connection is cut")
            .tip(TIME_TIP)
            .declare();

    public static final Setting<Duration> SHUTDOWN_DELAY = setting(
                    "shutdown-delay", new Period(MILLISECOND, HOUR, true), Duration.ZERO)
            .meaning("time in which a server still serves requests after its shutdown has begun, but is not ready, so"
                    + " that load balancers notice")
            .beyond("the server accepts no more connections, and closes each connection after its response")
            .tip(TIME_TIP)
            .declare();

    public static final Setting<Integer> EVENT_LOOP_THREADS = setting(
                    "event-loop-threads",
                    new Count(1, 1024),
                    Math.min(Runtime.getRuntime().availableProcessors(), 1024))
            .standardText("one per processor")
            .meaning("threads that read requests, call handlers and write responses")
            .beyond("connections share the threads")
            .tip("the default is one per processor; more do not help")
            .declare();

    public static final Setting<Integer> BLOCKING_THREADS = setting("blocking-threads", new Count(1, 10_000), 200)
            .meaning("threads for `@Blocking` routes on Java 17 to 20; from Java 21 on, these routes use virtual"
                    + " threads")
            .beyond("requests wait for a thread, and count as in flight")
            .tip("use the number of handlers that block at the same time")
            .declare();

    public static final Setting<Optional<Transport.Kind>> TRANSPORT = setting(
                    "transport", new Choice<>(Transport.Kind.class, "auto"), Optional.empty())
            .meaning("kernel interface for sockets")
            .beyond("the server does not start if the interface is not available")
            .tip("auto uses the best one of this machine")
            .declare();

    public static final Setting<List<String>> TLS_CERTIFICATE = setting(
                    "tls-certificate", new Files("paths of files, joined by commas"), List.of())
            .meaning("files of the [certificates](tls.md), the default one first: chains in PEM, or PKCS#12 with the"
                    + " key; with a certificate, the port speaks TLS")
            .beyond(NO_START)
            .tip("name a file in PEM with the certificate of the server first")
            .declare();

    public static final Setting<List<String>> TLS_KEY = setting(
                    "tls-key", new Files("paths of files, joined by commas"), List.of())
            .standardText("in the file of the certificate")
            .meaning("files of the private keys in PEM, in the order of tls-certificate; an empty element is a key in"
                    + " the file of its certificate")
            .beyond(NO_START)
            .tip("name one file for each certificate")
            .declare();

    public static final Setting<String> TLS_KEY_PASSWORD = setting(
                    "tls-key-password", new OptionalText("a password"), "")
            .meaning("password of encrypted private keys and of PKCS#12")
            .beyond(NO_START)
            .tip("set it by the environment or a file, because other users can see arguments")
            .declare();

    public static final Setting<List<String>> TLS_OCSP_RESPONSE = setting(
                    "tls-ocsp-response", new Files("paths of files, joined by commas"), List.of())
            .meaning("files of OCSP responses in DER that the server staples, in the order of tls-certificate; an empty"
                    + " element is none; needs the engine openssl")
            .beyond(NO_START)
            .tip("openssl ocsp -respout FILE writes one")
            .declare();

    public static final Setting<Optional<ClientCertificates>> TLS_CLIENT_CERTIFICATES = setting(
                    "tls-client-certificates", new Choice<>(ClientCertificates.class, "none"), Optional.empty())
            .meaning("whether clients present certificates; with wanted, a client may present none")
            .beyond("the handshake fails")
            .tip("required and wanted need tls-client-ca")
            .declare();

    public static final Setting<String> TLS_CLIENT_CA = setting(
                    "tls-client-ca", new OptionalText("a path of a file"), "")
            .meaning("file in PEM with the authorities that certify clients")
            .beyond("the handshake fails")
            .tip("name a file in PEM, and set tls-client-certificates to required or wanted")
            .declare();

    public static final Setting<Boolean> TLS_REJECT_UNKNOWN_NAMES = setting(
                    "tls-reject-unknown-names", new Switch(), false)
            .meaning("whether a client that asks for a host name without a certificate is rejected; otherwise it gets"
                    + " the first certificate")
            .beyond("the alert unrecognized_name")
            .tip("a client without a name gets the first certificate in any case")
            .declare();

    public static final Setting<Boolean> TLS_ONLY_1_3 = setting("tls-only-1-3", new Switch(), false)
            .meaning("whether TLS 1.2 is switched off")
            .beyond("the handshake fails")
            .tip("clients older than 2019 may not know TLS 1.3")
            .declare();

    public static final Setting<Optional<TlsEngine.Kind>> TLS_ENGINE = setting(
                    "tls-engine", new Choice<>(TlsEngine.Kind.class, "auto"), Optional.empty())
            .meaning("implementation of TLS; auto is openssl if netty-tcnative is on the class path, or else jdk")
            .beyond("the server does not start if the implementation is not available")
            .tip("auto uses openssl if it is available")
            .declare();

    public static final Setting<List<String>> TLS_TICKET_KEYS = setting(
                    "tls-ticket-keys", new Files("paths of files, joined by commas"), List.of())
            .standardText("random keys")
            .meaning("files with the keys of session tickets, the newest first; nodes with the same files resume each"
                    + " other's sessions; needs the engine openssl")
            .beyond("a full handshake")
            .tip("openssl rand -out FILE 48 writes a key")
            .declare();

    public static final Setting<Duration> TLS_TICKET_ROTATION = setting(
                    "tls-ticket-rotation",
                    new Period(Duration.ofMinutes(1), Duration.ofDays(7), false),
                    Duration.ofHours(8))
            .meaning("time after which a new random key of session tickets replaces the oldest of three")
            .beyond("a full handshake")
            .tip(TIME_TIP)
            .declare();

    public static final Setting<Duration> TLS_RELOAD_INTERVAL = setting(
                    "tls-reload-interval", new Period(MILLISECOND, DAY, true), Duration.ofSeconds(10))
            .meaning("time between two checks for changed TLS files; with 0, only SIGHUP checks them")
            .beyond("later handshakes use the new files")
            .tip("0 disables the checks; " + TIME_TIP)
            .declare();

    public static final Setting<Duration> TLS_HANDSHAKE_TIMEOUT = setting(
                    "tls-handshake-timeout", new Period(MILLISECOND, HOUR, false), Duration.ofSeconds(10))
            .meaning("time from the start of a connection to the end of its handshake")
            .beyond("the connection is closed")
            .tip(TIME_TIP)
            .declare();

    public static final Setting<Integer> TLS_MAX_HANDSHAKES = setting(
                    "tls-max-handshakes", new Count(1, 1_000_000), 1000)
            .meaning("handshakes in progress")
            .beyond("further clients wait; meanwhile the server closes connections whose handshake takes more than 2 s")
            .tip("each takes up to 32 KiB")
            .declare();

    public static final Setting<Integer> TLS_MAX_CLIENT_HELLO = setting(
                    "tls-max-client-hello", new Size(KIB, 64 * KIB), 16 * KIB)
            .meaning("bytes of a ClientHello")
            .beyond("the connection is closed")
            .tip("clients send 200 to 2000 bytes; " + BYTES_TIP)
            .declare();

    public static final Setting<Integer> HTTP2_MAX_STREAMS = setting("http2-max-streams", new Count(1, 100_000), 100)
            .meaning("requests of one connection of HTTP/2 that are in progress")
            .beyond("RST_STREAM with REFUSED_STREAM")
            .tip("applies only to a server with the extension router-http2")
            .declare();

    public static final Setting<Integer> HTTP2_STREAM_WINDOW = setting(
                    "http2-stream-window", new Size(65_535, 16 * MIB), 65_535)
            .meaning("bytes of a request body by HTTP/2 that may be in flight")
            .beyond("the client waits until the handler has taken bytes")
            .tip("each stream may hold as many bytes in memory; " + BYTES_TIP)
            .declare();

    public static final Setting<Integer> HTTP2_CONNECTION_WINDOW = setting(
                    "http2-connection-window", new Size(65_535, GIB), MIB)
            .meaning("bytes of all request bodies of one connection of HTTP/2 that may be in flight")
            .beyond("the client waits")
            .tip("a larger window makes uploads over long distances faster; " + BYTES_TIP)
            .declare();

    public static final Setting<Integer> HTTP2_MAX_CONTINUATIONS = setting(
                    "http2-max-continuations", new Count(0, 10_000), 31)
            .meaning("CONTINUATION frames of one field block of HTTP/2; at least one for each 8 KiB of max-head")
            .beyond("the connection is closed")
            .tip("clients send frames of 16 KiB, so few requests need more than one")
            .declare();

    public static final Setting<String> HTTP2_FLOOD_LIMITS = setting(
                    "http2-flood-limits", new OptionalText("limits such as pings=1000/100, joined by commas"), "")
            .standardText("see [HTTP/2](http2.md)")
            .meaning("limits on cheap frames of one connection of HTTP/2, each a kind with a burst and a number per"
                    + " second")
            .beyond("the connection is closed")
            .tip("for example pings=1000/100,settings=100/10")
            .declare();

    public static final Setting<Duration> STALL_THRESHOLD = setting(
                    "stall-threshold", new Period(MILLISECOND, HOUR, true), Duration.ofMillis(100))
            .meaning("time that a handler may occupy an event loop; 0 is no limit")
            .beyond("a warning in the log, with the handler's stack")
            .tip("0 disables the warning; " + TIME_TIP)
            .declare();

    public static final Setting<Duration> SLOW_EXCHANGE = setting(
                    "slow-exchange", new Period(MILLISECOND, HOUR, true), Duration.ofSeconds(1))
            .meaning("shortest time of a slow exchange, which is an event of the Flight Recorder; it counts from the"
                    + " head of the request to the last byte of the response; 0 is no events. The default applies to"
                    + " servers with an admin port, an access log or a listener")
            .beyond("an event `interlock.SlowExchange`, if a recording runs")
            .tip("0 disables the events; " + TIME_TIP)
            .declare();

    public static final Setting<Boolean> STRICT = setting("strict", new Switch(), false)
            .meaning("strict mode, for tests and staging: no object serves two requests, so each request allocates")
            .beyond("a late access to an object throws an exception that shows where the object came from")
            .tip("true is for tests and staging, false for production")
            .declare();

    public static final Setting<Optional<LogFormat>> ACCESS_LOG = setting(
                    "access-log", new Choice<>(LogFormat.class, "off"), Optional.empty())
            .meaning("format of the access log")
            .beyond("one line for each exchange")
            .tip("json for machines, combined for tools that read Apache's logs")
            .declare();

    public static final Setting<String> ACCESS_LOG_TO = setting(
                    "access-log-to", new Text("stdout, slf4j or a file"), AccessLogOptions.STDOUT)
            .meaning("target of the access log: `stdout`, the logger `interlock.access` (`slf4j`), or a file")
            .beyond("the server does not start if the file cannot be written")
            .tip("its directory must exist")
            .declare();

    public static final Setting<String> ACCESS_LOG_FIELDS = setting(
                    "access-log-fields", new Text("names of fields, joined by commas"), LogField.STANDARD)
            .standardText("see [access log](access-log.md)")
            .rule(new LogFields())
            .meaning("fields of a line in JSON, or additional fields of the combined format")
            .beyond(NO_START)
            .tip("for example time,client,status,header.x-shard")
            .declare();

    public static final Setting<String> ACCESS_LOG_MASKED = setting(
                    "access-log-masked",
                    new Text("names of header fields, cookies and query parameters, joined by commas"),
                    "code,key,sig,signature,x-amz-signature,x-goog-signature,x-hub-signature,x-hub-signature-256")
            .standardText("see [access log](access-log.md)")
            .meaning("names whose values the access log masks, in addition to names that mark a secret")
            .beyond("`***` instead of the value")
            .tip("names such as token need no entry")
            .declare();

    public static final Setting<Long> ACCESS_LOG_MAX_BYTES = setting(
                    "access-log-max-bytes", new Volume(64 * KIB, MIB * (long) GIB), 100L * MIB)
            .meaning("bytes of the file of the access log; 0 is no limit")
            .beyond("the file is renamed, and a new one begins")
            .tip("0 leaves the rotation to another program; write bytes, or 500m, 10g or 1t")
            .declare();

    public static final Setting<Integer> ACCESS_LOG_KEEP = setting("access-log-keep", new Count(0, 1000), 10)
            .meaning("renamed files of the access log")
            .beyond("the oldest file is deleted")
            .tip("all files together take (access-log-keep + 1) * access-log-max-bytes")
            .declare();

    public static final Setting<Integer> ACCESS_LOG_BUFFER = setting("access-log-buffer", new Size(64 * KIB, GIB), MIB)
            .meaning("bytes of the lines of one event loop that wait to be written; rounded up to a power of two")
            .beyond("further lines are dropped and counted")
            .tip(BYTES_TIP)
            .declare();

    public static final Setting<String> ADMIN_HOST = setting(
                    "admin-host", new Text("an address or name of this machine"), "127.0.0.1")
            .meaning("address or name of the interface on which the admin port listens")
            .beyond(NO_START)
            .tip("0.0.0.0 listens on every address of this machine, so protect it from other networks")
            .declare();

    public static final Setting<Integer> ADMIN_PORT = setting("admin-port", new Count(-1, 65_535), -1)
            .meaning("port for [health, metrics and the state of the server](admin.md); -1 is none")
            .beyond(NO_START)
            .tip("0 selects a free port, and -1 is no port")
            .declare();

    public static final Setting<Duration> ADMIN_CHECK_CACHE = setting(
                    "admin-check-cache", new Period(MILLISECOND, HOUR, true), Duration.ofSeconds(1))
            .meaning("time for which the result of a health check is used again")
            .beyond("the next probe calls the check")
            .tip("0 calls the check for each probe that comes while none runs; " + TIME_TIP)
            .declare();

    public static final Setting<Duration> ADMIN_STALL_LIMIT = setting(
                    "admin-stall-limit", new Period(MILLISECOND, HOUR, true), Duration.ofSeconds(10))
            .meaning("time for which an event loop may stall before the server is not live; 0 is no limit")
            .beyond("`/health/live` is DOWN, so that an orchestrator restarts the process")
            .tip("0 disables the limit; " + TIME_TIP)
            .declare();

    /** All settings, in the order of the documentation. */
    public static final List<Setting<?>> ALL = List.copyOf(DECLARED);

    private final String name;
    private final SettingType<T> type;
    private final T standard;
    private final String standardText;
    private final @Nullable SettingRule<T> rule;
    private final String meaning;
    private final String beyond;
    private final String tip;

    private Setting(SettingDeclaration<T> declaration) {
        name = declaration.name;
        type = declaration.type;
        standard = declaration.standard;
        standardText = declaration.standardText;
        rule = declaration.rule;
        meaning = declaration.meaning;
        beyond = declaration.beyond;
        tip = declaration.tip;
    }

    /**
     * Begins a declaration.
     *
     * @param name words joined by hyphens
     * @param type format and range of the values
     * @param standard default value
     */
    static <T> SettingDeclaration<T> setting(String name, SettingType<T> type, T standard) {
        return new SettingDeclaration<>(name, type, standard);
    }

    /**
     * Adds the setting of a complete declaration to {@link #ALL}.
     *
     * @throws IllegalStateException if the name is taken
     */
    static <T> Setting<T> add(SettingDeclaration<T> declaration) {
        for (Setting<?> each : DECLARED) {
            declaration.require(!each.name.equals(declaration.name), "is declared twice");
        }
        Setting<T> setting = new Setting<>(declaration);
        DECLARED.add(setting);
        return setting;
    }

    /** Returns the name, which consists of words joined by hyphens: {@code max-head}. */
    public String name() {
        return name;
    }

    /** Returns the format and range of the values. */
    public SettingType<T> type() {
        return type;
    }

    /** Returns the default value. */
    public T standard() {
        return standard;
    }

    /** Returns the text of the default for the documentation. */
    public String standardText() {
        return standardText;
    }

    /** Returns the rule in addition to the range, or null. */
    @Nullable
    public SettingRule<T> rule() {
        return rule;
    }

    /** Returns the description for the documentation. */
    public String meaning() {
        return meaning;
    }

    /** Returns the effect of exceeding the limit, for the documentation. */
    public String beyond() {
        return beyond;
    }

    /** Returns the tip for a rejected value. */
    public String tip() {
        return tip;
    }

    /** Returns the name of the system property: {@code interlock.max-head}. */
    public String property() {
        return Overrides.PROPERTY_PREFIX + name;
    }

    /** Returns the name of the environment variable: {@code INTERLOCK_MAX_HEAD}. */
    public String variable() {
        return Overrides.VARIABLE_PREFIX + name.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name;
    }
}
