package dev.interlock.internal.settings;

import dev.interlock.internal.http1.Http1;
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

/** Converts the settings of TLS. This happens once for each endpoint, when the server starts. */
public final class TlsSettings {
    private static final List<Setting<?>> OF_ENDPOINT = List.of(
            Setting.TLS_CERTIFICATE,
            Setting.TLS_KEY,
            Setting.TLS_KEY_PASSWORD,
            Setting.TLS_OCSP_RESPONSE,
            Setting.TLS_CLIENT_CERTIFICATES,
            Setting.TLS_CLIENT_CA);

    private TlsSettings() {}

    /** Sets TLS off for an endpoint that does not choose it. The files of the server are for the server's own port. */
    public static void setOff(SettingValues values) {
        for (Setting<?> each : OF_ENDPOINT) {
            setStandard(each, values);
        }
    }

    private static <T> void setStandard(Setting<T> setting, SettingValues values) {
        values.put(setting, setting.standard());
    }

    /** Returns whether the settings name a certificate. */
    public static boolean isOn(Settings settings) {
        return !settings.get(Setting.TLS_CERTIFICATE).isEmpty();
    }

    /**
     * Loads the certificates of an endpoint. Returns null if it has no TLS.
     *
     * @param name address of the endpoint, for messages
     * @param keyManager source of the default certificate, or null
     * @throws TlsException if a file cannot be used, or the implementation is not available
     */
    public static @Nullable TlsEndpoint open(
            String name, Settings settings, @Nullable X509ExtendedKeyManager keyManager, Http1 http1)
            throws TlsException {
        if (!isOn(settings) && keyManager == null) {
            return null;
        }
        TlsEngine engine = TlsEngine.of(settings.get(Setting.TLS_ENGINE));
        return new TlsEndpoint(name, options(settings, keyManager), engine, List.of(http1.applicationProtocol()));
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
                settings.get(Setting.TLS_TICKET_ROTATION),
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
