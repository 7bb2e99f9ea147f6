package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.server.HttpServer;
import dev.interlock.server.ServerBuilder;
import dev.interlock.server.StartException;
import dev.interlock.testing.TestClient;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Routers that were compiled before the classes of their sources changed. */
final class RouterSourcesTest {
    private static Router router(int sources, Predicate<Integer> isCurrent) {
        return new Router(TrailingSlash.STRICT, List.of()) {
            @Override
            public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
                return NOT_FOUND;
            }

            @Override
            public void handle(int route, Request request, Response response) {
                throw unknownRoute(route);
            }

            @Override
            protected int sources() {
                return sources;
            }

            @Override
            protected String source(int source) {
                return "a.C" + source;
            }

            @Override
            protected boolean isCurrent(int source) {
                return isCurrent.test(source);
            }

            @Override
            protected String application() {
                return "a.Api";
            }
        };
    }

    private static final String TIP = "Tip: compile a.Api, with the classes and jars of the server";

    @Test
    void isCurrentWithEqualDigests() {
        assertThat(router(0, source -> false).staleness()).isNull();
        assertThat(router(3, source -> true).staleness()).isNull();
    }

    @Test
    void namesEachChangedClass() {
        Router router = router(3, source -> source == 1);
        assertThat(router.staleness())
                .isEqualTo("a.C0, a.C2 changed after " + router.getClass().getName() + " was compiled. " + TIP);
    }

    @Test
    void namesThreeClassesAndCountsOthers() {
        assertThat(router(1000, source -> false).staleness()).startsWith("a.C0, a.C1, a.C2 and 997 more changed ");
    }

    /** The class of a digest may be missing, or come from another release. */
    @Test
    void unlinkableDigestIsMissing() {
        Router router = router(3, source -> {
            if (source == 1) {
                throw new NoClassDefFoundError("a/C1_Digest");
            }
            if (source == 2) {
                throw new NoSuchMethodError("is");
            }
            return false;
        });
        assertThat(router.staleness())
                .isEqualTo(
                        "a.C0 changed after " + router.getClass().getName() + " was compiled. The digest of a.C1, a.C2,"
                                + " which " + router.getClass().getName()
                                + " was compiled with, is missing. Tip: compile a.C1, a.C2"
                                + " with the annotation processor of Interlock, then a.Api, with the classes"
                                + " and jars of the server");
    }

    /** An application that was compiled for the class path may run on the module path. */
    @Test
    void ignoresUnexportedDigest() {
        Router router = router(2, source -> {
            if (source == 0) {
                throw new IllegalAccessError("module shop does not read module library");
            }
            return true;
        });
        assertThat(router.staleness()).isNull();
    }

    @Test
    void staleRouterStopsServerStart() {
        Router router = router(1, source -> false);
        ServerBuilder server = HttpServer.builder(router).host("127.0.0.1").port(0);
        StartException failure = assertThrows(StartException.class, server::start);
        assertThat(failure).hasMessageThat().isEqualTo(router.staleness());
    }

    @Test
    void staleRouterStopsTestClientStart() {
        Router router = router(1, source -> false);
        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> TestClient.of(router));
        assertThat(failure).hasMessageThat().isEqualTo(router.staleness());
    }
}
