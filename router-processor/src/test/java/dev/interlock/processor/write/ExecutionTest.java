package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.Execution;
import dev.interlock.http.RouteInfo;
import dev.interlock.processor.testing.Exchange;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests on which threads handlers run. Also tests responses that complete later, and bodies that arrive later. */
final class ExecutionTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = {Handlers.class, Slow.class, Heir.class})
            public final class Api {}
            """;

    private static final String IMPORTS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import io.netty.buffer.ByteBuf;
            import java.io.*;
            import java.nio.charset.StandardCharsets;
            import java.util.*;
            import java.util.concurrent.*;
            import org.jspecify.annotations.Nullable;

            """;

    private static final String HANDLERS = IMPORTS + """
            @Controller
            public final class Handlers {
              @Get("/loop") String loop() { return "now"; }
              @Get("/blocking") @Blocking String blocking() { return "slowly"; }
              @Get("/both") @Blocking CompletionStage<String> both() { return done("later"); }
              @Get("/millis") @Timeout("250ms") @MaxConcurrent(3) String millis() { return "soon"; }
              @Get("/hours") @Timeout("24h") @Blocking String hours() { return "late"; }
              @Get("/no-limit") @Timeout("0s") CompletionStage<String> noLimit() { return done("ever"); }
              @Get("/essential") @Essential String essential() { return "alive"; }

              @Get("/empty") CompletionStage<Optional<String>> empty() { return done(Optional.empty()); }
              @Get("/null") CompletionStage<@Nullable String> none() { return done(null); }
              @Get("/there") CompletionStage<@Nullable String> there() { return done("there"); }
              @Delete("/void") CompletionStage<Void> nothing() { return done(null); }
              @Delete("/nullable-void") CompletionStage<@Nullable Void> nullableVoid() { return done(null); }
              @Post("/accepted") @dev.interlock.annotation.Status(202) CompletionStage<Void> accepted() {
                return done(null);
              }
              @Post("/created") @dev.interlock.annotation.Status(201) CompletionStage<String> created() {
                return done("made");
              }
              @Post("/own") CompletionStage<Void> own(Response response) {
                return done(null).thenRun(() -> response.status(203).body().append("own"));
              }

              @Get("/refused") CompletionStage<String> refused() {
                return CompletableFuture.failedFuture(new HttpException(409, "no"));
              }
              @Get("/no-stage") CompletionStage<String> noStage() { return null; }
              @Get("/no-void") CompletionStage<Void> noVoid() { return null; }
              @Get("/no-publisher") Flow.Publisher<String> noPublisher() { return null; }

              @Get("/named/{value}") CompletionStage<Optional<String>> named(
                  String value, @Query String answer, @Query String value2) {
                return done(Optional.of(value + answer + value2));
              }

              @Post("/stream") @Blocking long stream(@Body InputStream in) throws IOException {
                return in.transferTo(OutputStream.nullOutputStream());
              }

              @Post("/collect") CompletionStage<String> collect(@Body Flow.Publisher<ByteBuf> body) {
                Collector collector = new Collector();
                body.subscribe(collector);
                return collector.text;
              }
              @Post("/echo") Flow.Publisher<ByteBuf> echo(@Body Flow.Publisher<ByteBuf> body) { return body; }
              @Post("/wait") @Blocking void waits(@Body Flow.Publisher<ByteBuf> body, Response response) throws Exception {
                Collector collector = new Collector();
                body.subscribe(collector);
                response.body().append(collector.text.get(10, TimeUnit.SECONDS));
              }

              private static <T> CompletionStage<T> done(T value) { return CompletableFuture.completedFuture(value); }

              static final class Collector implements Flow.Subscriber<ByteBuf> {
                final CompletableFuture<String> text = new CompletableFuture<>();
                private final StringBuilder collected = new StringBuilder();

                @Override public void onSubscribe(Flow.Subscription subscription) { subscription.request(Long.MAX_VALUE); }
                @Override public void onNext(ByteBuf buffer) {
                  collected.append(buffer.toString(StandardCharsets.UTF_8));
                  buffer.release();
                }
                @Override public void onError(Throwable failure) { text.completeExceptionally(failure); }
                @Override public void onComplete() { text.complete(collected.toString()); }
              }
            }
            """;

    private static final String SLOW = IMPORTS + """
            @Controller("/slow")
            @Blocking
            @Timeout("2m")
            @Essential
            public final class Slow {
              @Get("/a") @Timeout("3s") String a() { return "a"; }
              @Get("/b") CompletionStage<String> b() { return new Done(); }

              static final class Done extends CompletableFuture<String> {
                Done() { complete("b"); }
              }
            }
            """;

    private static final String HEIR = IMPORTS + """
            interface Finder<T> {
              @Get("/found") default CompletionStage<Optional<T>> find() {
                return CompletableFuture.completedFuture(Optional.of(value()));
              }
              T value();
            }

            @Essential
            interface Probe {
              @Get("/probe") default String probe() { return "well"; }
            }

            abstract class Base {
              @Get("/base") @Blocking String base() { return "base"; }
              @Get("/overridden") @Blocking String overridden() { return "base"; }
            }

            @Controller("/heir")
            public final class Heir extends Base implements Finder<Heir.Kind>, Probe {
              enum Kind { GOOD }

              @Override public Kind value() { return Kind.GOOD; }
              @Get("/own") String own() { return "own"; }
              @Override @Get("/overridden") String overridden() { return "heir"; }
            }
            """;

    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.of(API, HANDLERS, SLOW, HEIR);
    }

    private static Map<String, Execution> executions() {
        return app.routes().stream().collect(Collectors.toMap(RouteInfo::template, RouteInfo::execution));
    }

    @Test
    void annotationsLimitTimeAndConcurrency() {
        Map<String, RouteInfo> routes =
                app.routes().stream().collect(Collectors.toMap(RouteInfo::template, route -> route));
        assertThat(Objects.requireNonNull(routes.get("/millis")).timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(Objects.requireNonNull(routes.get("/millis")).maxConcurrent())
                .isEqualTo(3);
        assertThat(Objects.requireNonNull(routes.get("/hours")).timeout()).isEqualTo(Duration.ofHours(24));
        assertThat(Objects.requireNonNull(routes.get("/no-limit")).timeout()).isEqualTo(Duration.ZERO);
        assertThat(Objects.requireNonNull(routes.get("/essential")).timeout()).isNull();
        assertThat(Objects.requireNonNull(routes.get("/essential")).maxConcurrent())
                .isEqualTo(0);
        assertThat(Objects.requireNonNull(routes.get("/slow/a")).timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(Objects.requireNonNull(routes.get("/slow/b")).timeout()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void resultsAndAnnotationsDecideExecution() {
        Map<String, Execution> executions = executions();
        assertThat(executions).containsAtLeast("/loop", Execution.EVENT_LOOP, "/essential", Execution.EVENT_LOOP);
        assertThat(executions).containsAtLeast("/blocking", Execution.BLOCKING, "/both", Execution.BLOCKING);
        assertThat(executions).containsAtLeast("/empty", Execution.ASYNCHRONOUS, "/void", Execution.ASYNCHRONOUS);
        assertThat(executions).containsAtLeast("/echo", Execution.ASYNCHRONOUS, "/wait", Execution.BLOCKING);
    }

    @Test
    void classAnnotationsApplyToHandlers() {
        Map<String, Execution> executions = executions();
        assertThat(executions).containsAtLeast("/slow/a", Execution.BLOCKING, "/slow/b", Execution.BLOCKING);
        assertThat(executions)
                .containsAtLeast(
                        "/heir/base", Execution.BLOCKING,
                        "/heir/overridden", Execution.EVENT_LOOP,
                        "/heir/own", Execution.EVENT_LOOP,
                        "/heir/found", Execution.ASYNCHRONOUS);
        assertThat(app.routes().stream().filter(RouteInfo::essential).map(RouteInfo::template))
                .containsExactly("/essential", "/slow/a", "/slow/b", "/heir/probe");
    }

    @Test
    void routesDeclareStreamedBodies() {
        assertThat(app.routes().stream().filter(RouteInfo::streamedBody).map(RouteInfo::template))
                .containsExactly("/stream", "/collect", "/echo", "/wait");
        assertThat(app.route("POST", "/stream").consumes()).containsExactly("*/*");
        assertThat(app.route("POST", "/echo").produces()).containsExactly("application/octet-stream");
        assertThat(app.route("GET", "/no-publisher").produces()).containsExactly("text/plain");
    }

    @Test
    void absentLaterResultGets404() throws Exception {
        assertThat(app.get("/empty").status()).isEqualTo(404);
        assertThat(app.get("/null").status()).isEqualTo(404);
        assertThat(app.get("/no-publisher").status()).isEqualTo(404);
        assertThat(app.get("/there").body()).isEqualTo("there");
    }

    @Test
    void laterResponsesHaveStatus() throws Exception {
        assertResponse("DELETE", "/void", 204, "");
        assertResponse("DELETE", "/nullable-void", 204, "");
        assertResponse("POST", "/accepted", 202, "");
        assertResponse("POST", "/created", 201, "made");
        assertResponse("POST", "/own", 203, "own");
        assertThat(app.route("DELETE", "/void").status()).isEqualTo(204);
        assertThat(app.route("POST", "/own").status()).isEqualTo(200);
    }

    private static void assertResponse(String method, String target, int status, String body) throws Exception {
        Exchange exchange = app.begin(method, target, "");
        assertWithMessage(target).that(exchange.isAwaiting()).isTrue();
        ReceivedResponse response = exchange.end();
        assertWithMessage(target).that(response.status()).isEqualTo(status);
        assertWithMessage(target).that(response.body()).isEqualTo(body);
    }

    @Test
    void failedStageRespondsLikeThrowingHandler() throws Exception {
        Exchange exchange = app.begin("GET", "/refused", "");
        assertThat(exchange.isAwaiting()).isTrue();
        assertThat(exchange.end().status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no-stage", "/no-void"})
    void nullStageIsHandlerMistake(String target) {
        NullPointerException failure = assertThrows(NullPointerException.class, () -> app.get(target));
        assertThat(failure).hasMessageThat().isEqualTo("The handler returned null instead of a CompletionStage");
        // The stack trace contains the generated method of the route. The server's log contains the handler.
        assertThat(Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getMethodName))
                .contains(target.equals("/no-stage") ? "getNoStage" : "getNoVoid");
    }

    @Test
    void acceptsParametersNamedAsGeneratedVariables() throws Exception {
        assertThat(app.get("/named/a?answer=b&value2=c").body()).isEqualTo("abc");
    }

    @Test
    void inheritsTypesOfHandlersAndStages() throws Exception {
        assertThat(app.get("/heir/found").body()).isEqualTo("GOOD");
        assertThat(app.get("/slow/b").body()).isEqualTo("b");
    }

    @Test
    void blockingHandlersReadStreamedBodies() throws Exception {
        assertThat(app.send("POST", "/stream", "abc").body()).isEqualTo("3");
        assertThat(app.send("POST", "/wait", "abc").body()).isEqualTo("abc");
    }

    @Test
    void asynchronousHandlersReadStreamedBodies() throws Exception {
        assertThat(app.send("POST", "/collect", "abc").body()).isEqualTo("abc");
        assertThat(app.send("POST", "/echo", "abc").body()).isEqualTo("abc");
        assertThat(app.send("POST", "/echo", "").body()).isEqualTo("");
    }
}
