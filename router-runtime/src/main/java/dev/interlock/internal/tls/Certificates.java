package dev.interlock.internal.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Certificates that an endpoint serves at one time. All come from the same state of its files. Immutable, so a
 * handshake never sees the chain of one certificate with the key of another.
 */
final class Certificates {
    /** Kind of a subject alternative name: dNSName (RFC 5280 section 4.2.1.6). */
    static final int DNS_NAME = 2;

    private final List<ServedCertificate> all;
    private final boolean rejectsUnknownNames;
    private final Map<String, ServedCertificate> exact = new HashMap<>();
    /** Certificates of wildcards, by the name after the asterisk, such as {@code .shop.example}. */
    private final Map<String, ServedCertificate> wildcards = new HashMap<>();

    /** @param all certificates, the default one first; at least one */
    Certificates(List<ServedCertificate> all, boolean rejectsUnknownNames) {
        this.all = List.copyOf(all);
        this.rejectsUnknownNames = rejectsUnknownNames;
        for (ServedCertificate each : all) {
            for (String name : names(each)) {
                if (name.startsWith("*.")) {
                    wildcards.putIfAbsent(name.substring(1), each);
                } else {
                    exact.putIfAbsent(name, each);
                }
            }
        }
    }

    /** Returns the DNS names of a certificate in lowercase; empty for the certificates of a key manager. */
    private static List<String> names(ServedCertificate certificate) {
        List<String> names = new ArrayList<>();
        if (!certificate.chain().isEmpty()) {
            for (String name : alternativeNames(certificate.chain().get(0), DNS_NAME)) {
                names.add(name.toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    /** Returns the subject alternative names of a kind (RFC 5280 section 4.2.1.6). */
    static List<String> alternativeNames(X509Certificate certificate, int kind) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            for (List<?> each : all == null ? List.<List<?>>of() : all) {
                if (each.get(0) instanceof Integer number && number == kind && each.get(1) instanceof String name) {
                    names.add(name);
                }
            }
        } catch (CertificateParsingException e) {
            // Names that cannot be read match no host name.
            return List.of();
        }
        return List.copyOf(names);
    }

    /**
     * Returns the certificate for a host name: the one with this name, else the one with a wildcard for its first
     * label, else the default one. Instead of the default one, returns null if unknown names are rejected.
     *
     * @param name host name in lowercase, or null if the client has named none
     */
    @Nullable
    ServedCertificate choose(@Nullable String name) {
        ServedCertificate standard = all.get(0);
        if (name == null) {
            return standard;
        }
        ServedCertificate chosen = exact.get(name);
        int dot = name.indexOf('.');
        if (chosen == null && dot > 0) {
            chosen = wildcards.get(name.substring(dot));
        }
        return chosen == null && !rejectsUnknownNames ? standard : chosen;
    }

    List<ServedCertificate> all() {
        return all;
    }

    /** Returns the time at which the first certificate expires, or null if a key manager supplies the certificates. */
    @Nullable
    Instant expiry() {
        Instant first = null;
        for (ServedCertificate each : all) {
            for (X509Certificate certificate : each.chain()) {
                Instant end = certificate.getNotAfter().toInstant();
                first = first == null || end.isBefore(first) ? end : first;
            }
        }
        return first;
    }

    /** Describes the certificates for the log. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner("; ");
        for (ServedCertificate each : all) {
            if (each.chain().isEmpty()) {
                text.add("those of the key manager");
            } else {
                X509Certificate own = each.chain().get(0);
                List<String> names = names(each);
                text.add((names.isEmpty() ? own.getSubjectX500Principal().getName() : String.join(", ", names))
                        + " until " + own.getNotAfter().toInstant());
            }
        }
        return text.toString();
    }
}
