package dev.interlock.internal.tls;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.testing.ApplicationWithout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice of the implementation of TLS. The class path of the tests has netty-tcnative. */
final class TlsEngineTest {
    private static final String LIBRARY = "io.netty.internal.tcnative.";

    @Test
    void choosesBoringSsl() throws TlsException {
        TlsEngine engine = TlsEngine.of(Optional.empty());
        assertThat(engine.kind()).isEqualTo(TlsEngine.Kind.OPENSSL);
        assertThat(engine.description()).matches("BoringSSL of netty-tcnative [0-9.]+Final");
    }

    @Test
    void choosesWantedOne() throws TlsException {
        TlsEngine engine = TlsEngine.of(Optional.of(TlsEngine.Kind.JDK));
        assertThat(engine.kind()).isEqualTo(TlsEngine.Kind.JDK);
        assertThat(engine.description()).isEqualTo("the JDK, version " + System.getProperty("java.version"));
    }

    /** Without the jar of netty-tcnative, and without Netty's classes for it. */
    @ParameterizedTest
    @ValueSource(strings = {LIBRARY, "io.netty.handler.ssl.OpenSsl"})
    void choosesJdkWithoutLibrary(String hidden) throws Exception {
        assertThat(without(hidden, null).toString()).contains("kind=jdk");
    }

    @Test
    void missingLibraryIsExplained() {
        InvocationTargetException thrown =
                assertThrows(InvocationTargetException.class, () -> without(LIBRARY, "OPENSSL"));
        String message =
                String.valueOf(Objects.requireNonNull(thrown.getCause()).getMessage());
        assertThat(message).startsWith("The TLS engine openssl is not available: ");
        assertThat(message).contains("Tip: add io.netty:netty-tcnative-boringssl-static");
        assertThat(message).doesNotContain("\n");
    }

    /** Calls {@link TlsEngine#of} in an application that lacks classes. */
    private static Object without(String hidden, @Nullable String wanted) throws Exception {
        try (ApplicationWithout application = new ApplicationWithout(hidden)) {
            Class<?> kinds = application.loadClass(TlsEngine.Kind.class.getName());
            Optional<?> kind = Arrays.stream(kinds.getEnumConstants())
                    .filter(each -> ((Enum<?>) each).name().equals(wanted))
                    .findFirst();
            Method of = application.loadClass(TlsEngine.class.getName()).getMethod("of", Optional.class);
            return of.invoke(null, kind);
        }
    }
}
