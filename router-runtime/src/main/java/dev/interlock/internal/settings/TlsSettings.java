package dev.interlock.internal.settings;

import dev.interlock.internal.engine.ServerProtocol;
import dev.interlock.internal.tls.CertificateFiles;
import dev.interlock.internal.tls.TlsEndpoint;
import dev.interlock.internal.tls.TlsEngine;
import dev.interlock.internal.tls.TlsException;
import dev.interlock.internal.tls.TlsOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Converts the TLS settings of an endpoint when the server starts. */
public final class TlsSettings {
    private static final List<Setting<?>> OF_ENDPOINT = List.of(
            Setting.TLS_CERTIFICATE,
            Setting.TLS_KEY,
            Setting.TLS_KEY_PASSWORD,
            Setting.TLS_OCSP_RESPONSE,
            Setting.TLS_CLIENT_CERTIFICATES,
            Setting.TLS_CLIENT_CA);

    private static final String PREFIX = "tls-";

    private TlsSettings() {}

    /** Switches TLS off, for an endpoint whose TLS is not set. The TLS settings of the server do not apply to it. */
    public static void switchOff(SettingValues values) {
        for (Setting<?> each : OF_ENDPOINT) {
            reset(each, values);
        }
    }

    /** Replaces all TLS settings in {@code values} by those in {@code tls}. */
    public static void replace(SettingValues tls, SettingValues values) {
        for (Setting<?> each : Setting.ALL) {
            if (each.name().startsWith(PREFIX)) {
                values.remove(each);
            }
        }
        values.putAll(tls);
    }

    private static <T> void reset(Setting<T> setting, SettingValues values) {
        values.put(setting, setting.standard());
    }

    /** Returns whether the settings name a certificate. */
    private static boolean isOn(Settings settings) {
        return !settings.get(Setting.TLS_CERTIFICATE).isEmpty();
    }

    /**
     * Loads the certificates of an endpoint. Returns null if it has no TLS.
     *
     * @param name address of the endpoint, for messages
     * @param keyManager source of the default certificate, or null
     * @param protocols protocols that ALPN can choose, the preferred one first
     * @throws SettingException if settings contradict each other
     * @throws TlsException if a file cannot be used, or the TLS engine is not available
     */
    public static @Nullable TlsEndpoint open(
            String name, Settings settings, @Nullable X509ExtendedKeyManager keyManager, List<ServerProtocol> protocols)
            throws TlsException {
        if (!isOn(settings) && keyManager == null) {
            requireNone(settings);
            return null;
        }
        requireSameNumber(Setting.TLS_KEY, settings);
        requireSameNumber(Setting.TLS_OCSP_RESPONSE, settings);
        requireAuthorities(settings);
        TlsEngine engine = TlsEngine.of(settings.get(Setting.TLS_ENGINE));
        List<String> names =
                protocols.stream().map(ServerProtocol::applicationProtocol).toList();
        return new TlsEndpoint(name, options(settings, keyManager), engine, names);
    }

    /** Rejects other TLS settings if no certificate is set. Otherwise the port would silently have no TLS. */
    private static void requireNone(Settings settings) {
        for (Setting<?> each : OF_ENDPOINT) {
            if (!settings.get(each).equals(each.standard())) {
                throw new SettingException(each.name() + " is set to " + settings.describe(each)
                        + ", but tls-certificate is not. Tip: name the file of the certificate");
            }
        }
    }

    private static void requireSameNumber(Setting<List<String>> setting, Settings settings) {
        int count = settings.get(setting).size();
        if (count > 0 && count != settings.get(Setting.TLS_CERTIFICATE).size()) {
            throw new SettingException(setting.name() + " names " + count + " files, " + settings.describe(setting)
                    + ", but tls-certificate "
                    + settings.get(Setting.TLS_CERTIFICATE).size() + ". Tip: "
                    + setting.tip());
        }
    }

    private static void requireAuthorities(Settings settings) {
        boolean hasFile = !settings.get(Setting.TLS_CLIENT_CA).isEmpty();
        if (hasFile != settings.get(Setting.TLS_CLIENT_CERTIFICATES).isPresent()) {
            throw new SettingException("tls-client-certificates is "
                    + settings.describe(Setting.TLS_CLIENT_CERTIFICATES) + ", but tls-client-ca "
                    + (hasFile ? "names a file" : "names no file") + ". Tip: " + Setting.TLS_CLIENT_CA.tip());
        }
    }

    private static TlsOptions options(Settings settings, @Nullable X509ExtendedKeyManager keyManager) {
        Optional<ClientCertificates> clients = settings.get(Setting.TLS_CLIENT_CERTIFICATES);
        return new TlsOptions(
                certificates(settings),
                keyManager,
                settings.get(Setting.TLS_KEY_PASSWORD),
                settings.get(Setting.TLS_CLIENT_CA),
                clients.equals(Optional.of(ClientCertificates.REQUIRED)),
                settings.get(Setting.TLS_REJECT_UNKNOWN_NAMES),
                settings.get(Setting.TLS_ONLY_1_3),
                settings.get(Setting.TLS_TICKET_KEYS),
                settings.get(Setting.TLS_HANDSHAKE_TIMEOUT),
                settings.get(Setting.TLS_MAX_HANDSHAKES),
                settings.get(Setting.TLS_MAX_CLIENT_HELLO));
    }

    private static List<CertificateFiles> certificates(Settings settings) {
        List<String> certificates = settings.get(Setting.TLS_CERTIFICATE);
        List<CertificateFiles> all = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            all.add(new CertificateFiles(
                    certificates.get(i),
                    element(settings.get(Setting.TLS_KEY), i),
                    element(settings.get(Setting.TLS_OCSP_RESPONSE), i)));
        }
        return List.copyOf(all);
    }

    /** Returns an element of a list, or an empty text if the list is empty. */
    private static String element(List<String> list, int index) {
        return list.isEmpty() ? "" : list.get(index);
    }
}
