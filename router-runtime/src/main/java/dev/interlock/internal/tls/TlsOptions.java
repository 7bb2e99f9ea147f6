package dev.interlock.internal.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Options of one endpoint with TLS.
 *
 * @param certificates files of the certificates, the default one first; may be empty if there is a key manager
 * @param keyManager source of the default certificate, or null for the first of the files
 * @param keyPassword password of encrypted keys; empty for none
 * @param clientAuthorities file with the certificates of the authorities that certify clients; empty for none
 * @param needsClient whether clients without a certificate are rejected
 * @param rejectsUnknownNames whether a client that asks for an unknown host name is rejected; otherwise it gets the
 *     default certificate
 * @param onlyTls13 whether TLS 1.2 is switched off
 * @param ticketKeys files with the keys of session tickets, the newest first; empty for random keys
 * @param handshakeTimeout time limit from the start of a connection to the end of its handshake
 * @param maxHandshakes limit on the handshakes in progress, over all event loops
 * @param maxClientHello limit on the bytes of a ClientHello
 */
public record TlsOptions(
        List<CertificateFiles> certificates,
        @Nullable X509ExtendedKeyManager keyManager,
        String keyPassword,
        String clientAuthorities,
        boolean needsClient,
        boolean rejectsUnknownNames,
        boolean onlyTls13,
        List<String> ticketKeys,
        Duration handshakeTimeout,
        int maxHandshakes,
        int maxClientHello) {

    /** Returns whether clients can present certificates. */
    boolean hasClients() {
        return !clientAuthorities.isEmpty();
    }

    /** Returns all files that the endpoint reads. */
    List<Path> files() {
        List<Path> all = new ArrayList<>();
        for (CertificateFiles each : certificates) {
            all.addAll(each.all());
        }
        if (hasClients()) {
            all.add(Path.of(clientAuthorities));
        }
        ticketKeys.forEach(each -> all.add(Path.of(each)));
        return all;
    }
}
