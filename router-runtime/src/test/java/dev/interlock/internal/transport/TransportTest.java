package dev.interlock.internal.transport;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.server.HttpServer;
import dev.interlock.server.RawClient;
import dev.interlock.server.TestRouter;
import dev.interlock.server.TransportType;
import dev.interlock.testing.ApplicationWithout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TransportTest {
    @Test
    void auto_choosesAvailableTransport() {
        Transport transport = Transport.best();

        assertThat(Transport.of(transport.type()).type()).isEqualTo(transport.type());
    }

    @Test
    void nio_isAlwaysAvailable() {
        assertThat(Transport.of(Transport.Kind.NIO).type()).isEqualTo(Transport.Kind.NIO);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void otherSystem_isRejectedInOneLine() {
        TransportException thrown = assertThrows(TransportException.class, () -> Transport.of(Transport.Kind.KQUEUE));

        assertThat(thrown).hasMessageThat().startsWith("The transport kqueue is not available: Only supported on OSX");
        assertThat(thrown).hasMessageThat().endsWith("Tip: kqueue works on macOS; nio works everywhere");
        assertThat(thrown).hasMessageThat().doesNotContain("\n");
    }

    @Test
    void missingJar_isRejectedWithArtifacts() {
        InvocationTargetException thrown = assertThrows(
                InvocationTargetException.class,
                () -> withoutPackage("io.netty.channel.uring.", Transport.Kind.IO_URING));

        assertThat(thrown)
                .hasCauseThat()
                .hasMessageThat()
                .startsWith(
                        "The transport io_uring is not available: io.netty.channel.uring.IoUring is not on the class"
                                + " path. Tip: netty-transport-classes-io_uring and netty-transport-native-io_uring"
                                + " contain it");
    }

    @Test
    void nioNeedsNoJarOfUnixSockets() throws Exception {
        assertThat(withoutPackage("io.netty.channel.unix.", Transport.Kind.NIO).toString())
                .contains("type=nio");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void autoWithoutEpoll_triesNext() throws Exception {
        assertThat(withoutPackage("io.netty.channel.epoll.", null).toString()).doesNotContain("type=epoll");
    }

    @ParameterizedTest
    @EnumSource(TransportType.class)
    void servesOnEachAvailableTransport(TransportType type) throws Exception {
        assumeTrue(isAvailable(type));
        HttpServer server = HttpServer.builder(new TestRouter())
                .overridable(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .transport(type)
                .start();
        try (server;
                RawClient client = new RawClient(server.port())) {
            client.get("/hello").get("/large").get("/hello");
            assertThat(client.response().body()).isEqualTo("hello");
            assertThat(client.response().body()).hasLength(TestRouter.LARGE_BYTES);
            assertThat(client.response().body()).isEqualTo("hello");

            client.get("/hello").halfClose();
            assertThat(client.response().body()).isEqualTo("hello");
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    private static boolean isAvailable(TransportType type) {
        try {
            return type == TransportType.AUTO
                    || Transport.of(Transport.Kind.valueOf(type.name()))
                            .type()
                            .name()
                            .equals(type.name());
        } catch (TransportException e) {
            return false;
        }
    }

    /** Calls {@link Transport#of} or {@link Transport#best} in an application that lacks classes. */
    private static Object withoutPackage(String hidden, Transport.@Nullable Kind type)
            throws ReflectiveOperationException {
        ClassLoader application = new ApplicationWithout(hidden);
        Class<?> transport = application.loadClass(Transport.class.getName());
        if (type == null) {
            Method best = transport.getDeclaredMethod("best");
            best.setAccessible(true);
            return best.invoke(null);
        }
        Class<?> types = application.loadClass(Transport.Kind.class.getName());
        Method of = transport.getDeclaredMethod("of", types);
        of.setAccessible(true);
        Object asked = Arrays.stream(types.getEnumConstants())
                .filter(constant -> constant.toString().equals(type.toString()))
                .findFirst()
                .orElseThrow();
        return of.invoke(null, asked);
    }
}
