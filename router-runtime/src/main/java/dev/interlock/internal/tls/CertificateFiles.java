package dev.interlock.internal.tls;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of one certificate.
 *
 * @param certificate path of a PEM file with the chain, or of a PKCS#12 file with chain and key
 * @param key path of a PEM file with the private key; empty if it is in the file of the certificate
 * @param ocspResponse path of a file with an OCSP response in DER; empty for none
 */
public record CertificateFiles(String certificate, String key, String ocspResponse) {
    List<Path> all() {
        List<Path> all = new ArrayList<>();
        all.add(Path.of(certificate));
        if (!key.isEmpty()) {
            all.add(Path.of(key));
        }
        if (!ocspResponse.isEmpty()) {
            all.add(Path.of(ocspResponse));
        }
        return all;
    }
}
