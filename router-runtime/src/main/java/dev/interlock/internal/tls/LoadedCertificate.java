package dev.interlock.internal.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A certificate with its private key.
 *
 * @param chain the certificate first, then its issuers
 */
record LoadedCertificate(PrivateKey key, List<X509Certificate> chain, OcspResponse ocspResponse) {
    /** First byte of every file in DER: the tag of a sequence. */
    private static final byte SEQUENCE = 0x30;

    /** Reads a certificate, and checks that the key belongs to it. */
    static LoadedCertificate of(CertificateFiles files, FileContents contents, String password) throws TlsException {
        byte[] content = contents.of(files.certificate());
        OcspResponse ocsp = files.ocspResponse().isEmpty()
                ? OcspResponse.NONE
                : new OcspResponse(contents.of(files.ocspResponse()));
        LoadedCertificate loaded;
        if (content.length > 0 && content[0] == SEQUENCE && files.key().isEmpty()) {
            loaded = ofPkcs12(files.certificate(), content, password, ocsp);
        } else {
            List<X509Certificate> chain = certificates(files.certificate(), content);
            String keyFile = files.key().isEmpty() ? files.certificate() : files.key();
            PublicKey publicKey = chain.get(0).getPublicKey();
            PrivateKey key = new PrivateKeyReader(keyFile, publicKey, password).read(contents.of(keyFile));
            loaded = new LoadedCertificate(key, chain, ocsp);
        }
        if (!loaded.isPair()) {
            throw new TlsException("The private key in " + (files.key().isEmpty() ? files.certificate() : files.key())
                    + " does not belong to the first certificate in " + files.certificate()
                    + ". Tip: the certificate of the server comes first, then its issuers");
        }
        return loaded;
    }

    /** Reads the certificates of a file. Other content, such as a private key, is skipped. */
    static List<X509Certificate> certificates(String file, byte[] content) throws TlsException {
        List<X509Certificate> all = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            String text = new String(content, ISO_8859_1);
            String begin = "-----BEGIN CERTIFICATE-----";
            for (int at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + 1)) {
                byte[] one = Arrays.copyOfRange(content, at, content.length);
                all.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(one)));
            }
        } catch (CertificateException e) {
            throw new TlsException(file + " has a malformed certificate: " + e.getMessage()
                    + ". Tip: openssl x509 -in FILE -text shows the mistake");
        }
        if (all.isEmpty()) {
            throw new TlsException(
                    file + " has no certificate. Tip: it needs a line -----BEGIN CERTIFICATE-----, or PKCS#12");
        }
        return List.copyOf(all);
    }

    private static LoadedCertificate ofPkcs12(String file, byte[] content, String password, OcspResponse ocsp)
            throws TlsException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            char[] secret = password.toCharArray();
            store.load(new ByteArrayInputStream(content), secret);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    List<X509Certificate> chain = new ArrayList<>();
                    for (Certificate each : store.getCertificateChain(alias)) {
                        chain.add((X509Certificate) each);
                    }
                    return new LoadedCertificate((PrivateKey) store.getKey(alias, secret), List.copyOf(chain), ocsp);
                }
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException(file + " cannot be read as PKCS#12: " + e.getMessage()
                    + ". Tip: check tls-key-password, or name a file in PEM");
        }
        throw new TlsException(file + " has no private key. Tip: openssl pkcs12 -export writes chain and key");
    }

    /** Returns whether the public key of the certificate verifies a signature that the private key has made. */
    private boolean isPair() {
        PublicKey publicKey = chain.get(0).getPublicKey();
        String name = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            byte[] text = publicKey.getEncoded();
            Signature signature = Signature.getInstance(name);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
