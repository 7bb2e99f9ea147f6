package dev.interlock.internal.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Implementation of TLS.
 *
 * @param description name and version, for the log
 */
public record TlsEngine(Kind kind, String description) {
    private static final int KIB = 1024;

    /** Kind of implementation. */
    public enum Kind {
        /** BoringSSL or OpenSSL, by netty-tcnative. */
        OPENSSL,
        /** The implementation of the JDK. */
        JDK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Returns an implementation.
     *
     * @param wanted kind of the implementation; if empty, OpenSSL if it is on the class path, or else the JDK's
     * @throws TlsException if the implementation is not available
     */
    public static TlsEngine of(Optional<Kind> wanted) throws TlsException {
        Throwable obstacle = wanted.equals(Optional.of(Kind.JDK)) ? null : obstacle();
        if (wanted.equals(Optional.of(Kind.OPENSSL)) && obstacle != null) {
            throw new TlsException("The TLS engine openssl is not available: " + root(obstacle)
                    + ". Tip: add io.netty:netty-tcnative-boringssl-static with the classifier of this system");
        }
        boolean isNative = obstacle == null && !wanted.equals(Optional.of(Kind.JDK));
        return isNative ? ofOpenSsl() : ofJdk();
    }

    private static TlsEngine ofOpenSsl() {
        return new TlsEngine(Kind.OPENSSL, OpenSsl.versionString() + " of netty-tcnative" + tcnativeVersion());
    }

    /** Returns a space and the version of netty-tcnative; empty if its jar was merged into another jar. */
    private static String tcnativeVersion() {
        try {
            // By name, because the library is optional.
            Class<?> library =
                    Class.forName("io.netty.internal.tcnative.Library", false, OpenSsl.class.getClassLoader());
            String version = library.getPackage().getImplementationVersion();
            return version == null ? "" : " " + version;
        } catch (ClassNotFoundException e) {
            return "";
        }
    }

    private static TlsEngine ofJdk() {
        return new TlsEngine(Kind.JDK, "the JDK, version " + System.getProperty("java.version"));
    }

    /** Returns the reason why OpenSSL is not available, or null. Loads its native library. */
    private static @Nullable Throwable obstacle() {
        try {
            return OpenSsl.unavailabilityCause();
        } catch (LinkageError e) {
            // An application may leave out the jar of the classes, too.
            return e;
        }
    }

    /** Returns the message of the innermost cause. */
    private static String root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    SslProvider provider() {
        return kind == Kind.OPENSSL ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
    }

    /**
     * Returns the bytes of memory to charge for one connection. The measured memory was 6 KiB for an idle connection
     * and 15 KiB for a handshake with the JDK, and 19 KiB and 15 KiB with OpenSSL. Most memory of OpenSSL is native.
     *
     * @param established whether the handshake is over
     */
    int bytes(boolean established) {
        if (kind == Kind.OPENSSL) {
            return established ? 20 * KIB : 32 * KIB;
        }
        return established ? 8 * KIB : 24 * KIB;
    }
}
