package dev.interlock.internal.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Reads a private key in PEM: PKCS#8, encrypted PKCS#8, or the older formats of OpenSSL for RSA and EC keys. The older
 * formats do not name the algorithm, so the reader takes it from the public key.
 */
final class PrivateKeyReader {
    private static final String BEGIN = "-----BEGIN ";
    private static final String PRIVATE_KEY = "PRIVATE KEY-----";
    /** Object identifier of the encryption scheme PBES2 (RFC 8018). */
    private static final String PBES2 = "1.2.840.113549.1.5.13";

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    /** Version of PKCS#8: the integer 0. */
    private static final byte[] VERSION = {2, 1, 0};

    private final String file;
    private final PublicKey publicKey;
    private final String password;

    /**
     * @param file name of the file, for messages
     * @param publicKey public key of the certificate
     * @param password password of an encrypted key; empty for none
     */
    PrivateKeyReader(String file, PublicKey publicKey, String password) {
        this.file = file;
        this.publicKey = publicKey;
        this.password = password;
    }

    PrivateKey read(byte[] content) throws TlsException {
        String text = new String(content, ISO_8859_1);
        int marker = text.indexOf(PRIVATE_KEY);
        int begin = text.lastIndexOf(BEGIN, marker);
        int end = text.indexOf("-----END ", marker);
        if (marker < 0 || begin < 0 || end < 0) {
            throw new TlsException(file + " has no private key. Tip: it needs a line -----BEGIN PRIVATE KEY-----");
        }
        String kind = text.substring(begin + BEGIN.length(), marker).strip();
        try {
            byte[] der = Base64.getMimeDecoder().decode(text.substring(marker + PRIVATE_KEY.length(), end));
            return key(kind, der);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new TlsException(file + " has a private key that cannot be read: " + e.getMessage()
                    + (kind.equals("ENCRYPTED") ? ". Tip: check tls-key-password" : ". Tip: use PKCS#8 in PEM"));
        }
    }

    private PrivateKey key(String kind, byte[] der) throws TlsException, GeneralSecurityException, IOException {
        return switch (kind) {
            case "" -> generate(new PKCS8EncodedKeySpec(der));
            case "ENCRYPTED" -> generate(decrypt(der));
            case "RSA", "EC" -> generate(new PKCS8EncodedKeySpec(wrap(der)));
            default ->
                throw new TlsException(file + " has a private key of the kind " + kind
                        + ", which is not supported. Tip: convert it with openssl pkcs8 -topk8");
        };
    }

    private PrivateKey generate(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        return KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(spec);
    }

    private PKCS8EncodedKeySpec decrypt(byte[] der) throws TlsException, GeneralSecurityException, IOException {
        if (password.isEmpty()) {
            throw new TlsException(file + " has an encrypted private key. Tip: set tls-key-password");
        }
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
        AlgorithmParameters parameters = info.getAlgParameters();
        // For PBES2, only the text of the parameters is a name that the JDK accepts.
        boolean isPbes2 = parameters != null
                && (info.getAlgName().equals(PBES2) || info.getAlgName().equals("PBES2"));
        String algorithm = isPbes2 ? parameters.toString() : info.getAlgName();
        PBEKeySpec secret = new PBEKeySpec(password.toCharArray());
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(algorithm).generateSecret(secret), parameters);
        return info.getKeySpec(cipher);
    }

    /** Wraps a key of an older format in PKCS#8, with the algorithm identifier of the public key. */
    private byte[] wrap(byte[] der) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(VERSION);
        content.write(algorithm(publicKey.getEncoded()));
        content.write(element(OCTET_STRING, der));
        return element(SEQUENCE, content.toByteArray());
    }

    /** Returns the first element of a DER sequence. In a public key, this is the algorithm identifier. */
    private static byte[] algorithm(byte[] sequence) {
        int from = 2 + lengthBytes(sequence, 1);
        int length = sequence[from + 1];
        return Arrays.copyOfRange(sequence, from, from + 2 + length);
    }

    /** Returns the number of bytes that follow the first byte of a DER length. */
    private static int lengthBytes(byte[] der, int at) {
        return der[at] < 0 ? der[at] & 0x7f : 0;
    }

    /** Encodes an element in DER. */
    private static byte[] element(int tag, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else if (content.length < 0x100) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >>> Byte.SIZE);
            out.write(content.length);
        }
        out.write(content);
        return out.toByteArray();
    }
}
