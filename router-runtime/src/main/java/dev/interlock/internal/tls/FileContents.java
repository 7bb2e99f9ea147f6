package dev.interlock.internal.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Contents of the files of one endpoint, all read at about the same time. A digest shows whether a file has changed.
 * Its modification time would not: the time may stay the same, and a symbolic link may lead to another file.
 */
final class FileContents {
    /** Limit on the bytes of a file. A bundle of all public authorities has 200 KiB. */
    private static final int MAX_BYTES = 4 << 20;

    private final Map<Path, byte[]> bytes = new HashMap<>();
    private final byte[] digest;

    private FileContents(List<Path> files) throws TlsException {
        MessageDigest digests = sha256();
        for (Path each : files) {
            byte[] content = read(each);
            bytes.put(each, content);
            digests.update((each + ":" + content.length + ":").getBytes(UTF_8));
            digests.update(content);
        }
        digest = digests.digest();
    }

    /** Reads the files. */
    static FileContents read(TlsOptions options) throws TlsException {
        try {
            return new FileContents(options.files());
        } catch (InvalidPathException e) {
            throw new TlsException("'" + e.getInput() + "' is not a path. Tip: name an existing file");
        }
    }

    private static byte[] read(Path file) throws TlsException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new TlsException(file + " has more than " + MAX_BYTES + " bytes. Tip: name a file in PEM");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new TlsException(file + " does not exist. Tip: name an existing file", e);
        } catch (IOException e) {
            throw new TlsException(file + " cannot be read: " + e + ". Tip: check its permissions", e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Returns the content of a file that was read. */
    byte[] of(String path) {
        byte[] content = bytes.get(Path.of(path));
        if (content == null) {
            throw new IllegalArgumentException(path + " was not read");
        }
        return content;
    }

    /** Returns whether all files have the same content as before. */
    boolean isSameAs(FileContents other) {
        return Arrays.equals(digest, other.digest);
    }
}
