package dev.interlock.server;

import dev.interlock.internal.settings.ClientCertificates;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.SettingValues;
import dev.interlock.internal.settings.TlsSettings;
import dev.interlock.internal.tls.TlsEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a server or of an {@link Endpoint}: certificates and limits. Immutable: each method returns a changed copy.
 *
 * <p>{@link ServerBuilder#start()} reads the files. It fails if a file cannot be used, or if a value is out of its
 * range. The running server reads changed files again. Existing connections then stay open.
 *
 * <pre>{@code
 * HttpServer.builder(router)
 *         .port(8443)
 *         .tls(Tls.certificate(Path.of("/etc/shop/chain.pem"), Path.of("/etc/shop/key.pem")))
 *         .start();
 * }</pre>
 */
public final class Tls {
    private final SettingValues values;
    private final @Nullable X509ExtendedKeyManager keyManager;

    private Tls(SettingValues values, @Nullable X509ExtendedKeyManager keyManager) {
        this.values = values;
        this.keyManager = keyManager;
    }

    private static Tls none(@Nullable X509ExtendedKeyManager keyManager) {
        SettingValues values = new SettingValues();
        TlsSettings.switchOff(values);
        return new Tls(values, keyManager);
    }

    /**
     * Returns TLS with a certificate and its private key.
     *
     * @param chain file in PEM: the certificate of the server first, then its issuers
     * @param key file in PEM: PKCS#8, also encrypted, or an RSA or EC key of OpenSSL
     */
    public static Tls certificate(Path chain, Path key) {
        return none(null).withCertificate(chain, key);
    }

    /** Returns TLS with a certificate and its private key from one file, in PKCS#12 or in PEM. */
    public static Tls certificate(Path both) {
        return none(null).withCertificate(both);
    }

    /**
     * Returns TLS with the certificates of a key manager. The key manager must be safe for use by several threads. Each
     * handshake asks it for a certificate, so it can replace certificates itself.
     */
    public static Tls keyManager(X509ExtendedKeyManager manager) {
        return none(Objects.requireNonNull(manager));
    }

    private <T> Tls with(Setting<T> setting, T value) {
        SettingValues changed = values.copy();
        changed.put(setting, value);
        return new Tls(changed, keyManager);
    }

    /**
     * Returns a copy with a further certificate, which serves the DNS names that it contains, wildcards included. A
     * client that asks for no host name, or for one that no certificate contains, gets the first certificate.
     */
    public Tls withCertificate(Path chain, Path key) {
        return with(chain.toString(), key.toString());
    }

    /** Like {@link #withCertificate(Path, Path)}, with certificate and key in one file, in PKCS#12 or in PEM. */
    public Tls withCertificate(Path both) {
        return with(both.toString(), "");
    }

    private Tls with(String certificate, String key) {
        return with(Setting.TLS_CERTIFICATE, append(Setting.TLS_CERTIFICATE, certificate))
                .with(Setting.TLS_KEY, append(Setting.TLS_KEY, key));
    }

    private List<String> append(Setting<List<String>> setting, String file) {
        List<String> before = values.get(setting);
        List<String> files = new ArrayList<>(before == null ? List.of() : before);
        files.add(file);
        return List.copyOf(files);
    }

    /** Returns a copy with the password of encrypted private keys and of files in PKCS#12. */
    public Tls withKeyPassword(String password) {
        return with(Setting.TLS_KEY_PASSWORD, password);
    }

    /**
     * Returns a copy in which each client must present a certificate; see {@link dev.interlock.http.Request#tls()}.
     *
     * @param authorities file in PEM with the certificates of the authorities that certify clients
     */
    public Tls withClientCertificates(Path authorities) {
        return with(ClientCertificates.REQUIRED, authorities);
    }

    /** Returns a copy in which a client may present a certificate; see {@link #withClientCertificates}. */
    public Tls withOptionalClientCertificates(Path authorities) {
        return with(ClientCertificates.WANTED, authorities);
    }

    private Tls with(ClientCertificates clients, Path authorities) {
        return with(Setting.TLS_CLIENT_CERTIFICATES, Optional.of(clients))
                .with(Setting.TLS_CLIENT_CA, authorities.toString());
    }

    /**
     * Returns a copy that rejects a client that asks for a host name that no certificate contains. By default, it gets
     * the first certificate.
     */
    public Tls rejectingUnknownNames() {
        return with(Setting.TLS_REJECT_UNKNOWN_NAMES, true);
    }

    /** Returns a copy without TLS 1.2. */
    public Tls onlyTls13() {
        return with(Setting.TLS_ONLY_1_3, true);
    }

    /**
     * Returns a copy with keys for session tickets from files, which several nodes can share. The first key encrypts
     * new tickets, and all keys decrypt tickets. By default, the keys are random. Needs netty-tcnative.
     *
     * @param newestFirst files of 32 bytes or more
     */
    public Tls withTicketKeys(Path... newestFirst) {
        return with(Setting.TLS_TICKET_KEYS, texts(newestFirst));
    }

    /**
     * Returns a copy that staples OCSP responses. Needs netty-tcnative.
     *
     * @param responses files in DER, one for each certificate, in the same order
     */
    public Tls withOcspResponses(Path... responses) {
        return with(Setting.TLS_OCSP_RESPONSE, texts(responses));
    }

    private static List<String> texts(Path... files) {
        return Stream.of(files).map(Path::toString).toList();
    }

    /**
     * Limits the time from the start of a connection to the end of its handshake: a millisecond to an hour, 10 seconds
     * by default. After this time, the connection is closed.
     */
    public Tls withHandshakeTimeout(Duration timeout) {
        return with(Setting.TLS_HANDSHAKE_TIMEOUT, timeout);
    }

    /**
     * Limits the handshakes in progress: 1 to 1000000, 1000 by default. Further clients wait. While a client waits, the
     * server closes connections whose handshake takes more than two seconds.
     */
    public Tls withMaxHandshakes(int handshakes) {
        return with(Setting.TLS_MAX_HANDSHAKES, handshakes);
    }

    /**
     * Sets the time between two checks for changed files: a millisecond to a day, 10 seconds by default. With 0, the
     * server checks the files only at SIGHUP.
     */
    public Tls withReloadInterval(Duration interval) {
        return with(Setting.TLS_RELOAD_INTERVAL, interval);
    }

    /**
     * Sets the time after which a new random key for session tickets replaces the oldest of three keys: a minute to 7
     * days, 8 hours by default. Has no effect on {@linkplain #withTicketKeys keys from files}.
     */
    public Tls withTicketRotation(Duration time) {
        return with(Setting.TLS_TICKET_ROTATION, time);
    }

    /** Returns a copy that uses the TLS of the JDK, even if netty-tcnative is on the class path. */
    public Tls usingJdk() {
        return with(Setting.TLS_ENGINE, Optional.of(TlsEngine.Kind.JDK));
    }

    /** Returns a copy that uses netty-tcnative. If it is not available, the server does not start. */
    public Tls usingOpenSsl() {
        return with(Setting.TLS_ENGINE, Optional.of(TlsEngine.Kind.OPENSSL));
    }

    /** Limits the bytes of a ClientHello: 1 KiB to 64 KiB, 16 KiB by default. Beyond it, the connection is closed. */
    public Tls withMaxClientHello(int bytes) {
        return with(Setting.TLS_MAX_CLIENT_HELLO, bytes);
    }

    SettingValues values() {
        return values;
    }

    @Nullable
    X509ExtendedKeyManager keyManager() {
        return keyManager;
    }
}
