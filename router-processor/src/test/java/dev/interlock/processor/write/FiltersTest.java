package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Exchange;
import dev.interlock.processor.testing.RunningApp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests how filters are called for immediate responses and for later responses. */
final class FiltersTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Orders.class, filters = {First.class, Second.class})
            public final class Api {}
            """;

    private static final String ORDERS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import java.util.concurrent.*;

            @Controller
            public final class Orders {
              @Get("/now") String now(Response response) { return said(response, "now"); }
              @Get("/later") CompletionStage<String> later(Response response) {
                said(response, "later");
                return CompletableFuture.completedFuture("later");
              }
              @Get("/never") CompletionStage<String> never() {
                return CompletableFuture.failedFuture(new HttpException(409, "no"));
              }
              @Route(method = "AFTER", path = "/\\u00fc") String after() { return "after"; }

              static String said(Response response, String what) {
                response.addHeader("said", what);
                return what;
              }
            }
            """;

    private static final String FILTER = """
            package shop;

            import dev.interlock.http.*;

            public final class %1$s implements Filter {
              @Override public boolean before(Request request, Response response) {
                response.addHeader("before", "%1$s");
                return !"%1$s".equals(request.header("refuse"));
              }
              @Override public void after(Request request, Response response) {
                response.addHeader("after", "%1$s");
              }
            }
            """;

    private RunningApp app;

    @BeforeEach
    void compile() throws ReflectiveOperationException {
        app = RunningApp.of(API, ORDERS, FILTER.formatted("First"), FILTER.formatted("Second"));
    }

    private static String said(String fields) {
        return fields.replaceAll("content-type: .*\r\n", "").replace("\r\n", "; ");
    }

    @Test
    void afterFollowsCompleteResponse() throws Exception {
        assertThat(said(app.get("/now").fields()))
                .isEqualTo("before: First; before: Second; said: now; after: Second; after: First; ");
    }

    @Test
    void afterWaitsForLaterResponse() throws Exception {
        Exchange exchange = app.begin("GET", "/later", "");
        assertThat(said(exchange.fields())).isEqualTo("before: First; before: Second; said: later; ");
        assertThat(said(exchange.end().fields()))
                .isEqualTo("before: First; before: Second; said: later; after: Second; after: First; ");
    }

    @Test
    void afterSkipsFailure() throws Exception {
        assertThat(app.get("/never").fields()).doesNotContain("after");
    }

    @Test
    void respondingFilterEndsExchange() throws Exception {
        assertThat(said(app.send("GET", "/later", "", "refuse: Second").fields()))
                .isEqualTo("before: First; before: Second; after: First; ");
        assertThat(said(app.send("GET", "/later", "", "refuse: First").fields()))
                .isEqualTo("before: First; ");
    }

    @Test
    void acceptsRouteNamedAfter() throws Exception {
        assertThat(app.send("AFTER", "/%C3%BC", "").body()).isEqualTo("after");
    }
}
