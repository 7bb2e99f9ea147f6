package dev.interlock.internal.tls;

import dev.interlock.internal.engine.ConcurrencyLimit;
import dev.interlock.internal.log.ServerLog;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * TLS of one endpoint: its limits, and its certificates, which change with their files. Event loops read the
 * certificates at any time. One thread at a time reloads them.
 */
public final class TlsEndpoint {
    private static final Logger LOG = ServerLog.of(TlsEndpoint.class);

    private final String name;
    private final TlsOptions options;
    private final TlsEngine engine;
    private final List<String> applicationProtocols;
    private final ConcurrencyLimit handshakes;
    private final TlsStatistics statistics = new TlsStatistics();
    private final @Nullable TicketKeys tickets;

    /** Files of the last attempt to load certificates, successful or not. */
    private FileContents attempted;
    /** Files of the current certificates. */
    private FileContents used;
    /** Message of the failure that was logged last, or null if the files can be used. */
    private @Nullable String reported;

    private volatile Certificates certificates;

    /**
     * Reads the files.
     *
     * @param name address of the endpoint, for the log
     * @param applicationProtocols names of the protocols that ALPN can choose, the preferred one first
     * @throws TlsException if a file cannot be used
     */
    public TlsEndpoint(String name, TlsOptions options, TlsEngine engine, List<String> applicationProtocols)
            throws TlsException {
        this.name = name;
        this.options = options;
        this.engine = engine;
        this.applicationProtocols = applicationProtocols;
        handshakes = new ConcurrencyLimit(options.maxHandshakes());
        tickets = engine.kind() == TlsEngine.Kind.OPENSSL ? new TicketKeys() : null;
        requireSupported();
        attempted = FileContents.read(options);
        used = attempted;
        certificates = load(used);
    }

    /** Rejects options that the TLS engine of the JDK does not support. */
    private void requireSupported() throws TlsException {
        if (tickets != null) {
            return;
        }
        boolean staples = options.certificates().stream()
                .anyMatch(each -> !each.ocspResponse().isEmpty());
        if (staples || !options.ticketKeys().isEmpty()) {
            throw new TlsException("The TLS engine of the JDK takes no " + (staples ? "OCSP responses" : "ticket keys")
                    + " from files. Tip: add io.netty:netty-tcnative-boringssl-static to the class path");
        }
    }

    private Certificates load(FileContents contents) throws TlsException {
        List<X509Certificate> authorities = options.hasClients()
                ? LoadedCertificate.certificates(options.clientAuthorities(), contents.of(options.clientAuthorities()))
                : List.of();
        List<OpenSslSessionTicketKey> keys = tickets == null ? List.of() : tickets.of(options, contents);
        ContextFactory factory = new ContextFactory(options, engine, applicationProtocols, authorities, keys);
        List<LoadedCertificate> loaded = new ArrayList<>();
        for (CertificateFiles each : options.certificates()) {
            loaded.add(LoadedCertificate.of(each, contents, options.keyPassword()));
        }
        return serve(loaded, factory);
    }

    private Certificates serve(List<LoadedCertificate> loaded, ContextFactory factory) throws TlsException {
        List<ServedCertificate> served = new ArrayList<>();
        boolean complete = false;
        try {
            if (options.keyManager() != null) {
                served.add(factory.ofKeyManager());
            }
            for (LoadedCertificate each : loaded) {
                served.add(factory.create(each));
            }
            complete = true;
            return new Certificates(served, options.rejectsUnknownNames());
        } finally {
            if (!complete) {
                served.forEach(ServedCertificate::release);
            }
        }
    }

    /**
     * Loads the certificates again if a file has changed since the last attempt. Handshakes that begin later use them.
     * If a file cannot be used, keeps the current certificates, and logs the reason once.
     */
    public synchronized void reload() {
        try {
            FileContents contents = FileContents.read(options);
            if (contents.isSameAs(attempted)) {
                reported = null;
                return;
            }
            replace(loadOnce(contents));
            attempted = contents;
            used = contents;
            reported = null;
            statistics.countReload();
            LOG.info("Loaded changed TLS files of {}: certificates of {}", name, certificates);
        } catch (TlsException | RuntimeException e) {
            report(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Loads the certificates. If the files cannot be used, does not try the same files again. After an Error, for
     * example for lack of memory, the next check tries again.
     */
    private Certificates loadOnce(FileContents contents) throws TlsException {
        try {
            return load(contents);
        } catch (TlsException | RuntimeException e) {
            attempted = contents;
            throw e;
        }
    }

    private void report(String message) {
        if (!message.equals(reported)) {
            reported = message;
            statistics.countFailedReload();
            LOG.error("Changed TLS files of {} cannot be used, so the old ones stay in use: {}", name, message);
        }
    }

    private void replace(Certificates next) {
        Certificates former = certificates;
        certificates = next;
        former.all().forEach(ServedCertificate::release);
    }

    /** Replaces the oldest random key of session tickets. Does nothing if the keys come from files or the JDK. */
    public synchronized void rotateTicketKeys() {
        TicketKeys own = tickets;
        if (own == null || !options.ticketKeys().isEmpty()) {
            return;
        }
        own.rotate();
        try {
            OpenSslSessionTicketKey[] keys = own.of(options, used).toArray(new OpenSslSessionTicketKey[0]);
            for (ServedCertificate each : certificates.all()) {
                if (each.context().sessionContext() instanceof OpenSslSessionContext sessions) {
                    sessions.setTicketKeys(keys);
                }
            }
        } catch (TlsException e) {
            throw new IllegalStateException("Random keys need no files", e);
        }
    }

    /**
     * Creates the handler that encrypts and decrypts, with the certificate for a host name. Returns null if unknown
     * names are rejected and no certificate has the name.
     */
    @Nullable
    SslHandler newHandler(@Nullable String serverName, ByteBufAllocator allocator) {
        SslHandler handler = null;
        while (handler == null) {
            ServedCertificate chosen = certificates.choose(serverName);
            if (chosen == null) {
                return null;
            }
            // Null if another thread has just replaced the certificates.
            handler = chosen.newHandler(allocator);
        }
        return handler;
    }

    TlsOptions options() {
        return options;
    }

    public TlsEngine engine() {
        return engine;
    }

    public TlsStatistics statistics() {
        return statistics;
    }

    /** Returns the limit on handshakes in progress, which also counts them. */
    public ConcurrencyLimit handshakes() {
        return handshakes;
    }

    /** Returns the time at which the first certificate expires, or null if a key manager supplies the certificates. */
    public @Nullable Instant expiry() {
        return certificates.expiry();
    }

    /** Describes the certificates for the log. */
    public String describe() {
        return certificates.toString();
    }

    /** Releases the certificates after the last connection has closed. */
    public synchronized void close() {
        certificates.all().forEach(ServedCertificate::release);
    }
}
