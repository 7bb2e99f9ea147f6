package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.Execution;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.Heartbeat;
import dev.interlock.processor.testing.Exchange;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests handlers that respond with server-sent events. */
final class EventsTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Events.class)
            public final class Api {}
            """;

    private static final String EVENTS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import java.math.BigDecimal;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;
            import org.jspecify.annotations.Nullable;

            @Controller
            public final class Events {
              enum Phase {
                OPEN, SHUT;

                @Override public String toString() { return "never shown"; }
              }

              @Get("/text") Flow.Publisher<ServerSentEvent<String>> text() {
                return published(ServerSentEvent.of("a\\nb").withId("7").withEvent("price"));
              }
              @Get("/number") Flow.Publisher<ServerSentEvent<BigDecimal>> number() {
                return published(ServerSentEvent.of(new BigDecimal("1.50")));
              }
              @Get("/phase") Flow.Publisher<ServerSentEvent<Phase>> phase() {
                return published(ServerSentEvent.of(Phase.OPEN));
              }
              @Get("/quick") ServerSentEvents<String> quick() {
                return ServerSentEvents.of(text()).heartbeat(Duration.ofSeconds(2));
              }
              @Get("/later") CompletionStage<Optional<ServerSentEvents<String>>> later(@Query boolean there) {
                return CompletableFuture.completedFuture(there ? Optional.of(quick()) : Optional.empty());
              }
              @Get("/since") Flow.Publisher<ServerSentEvent<String>> since(
                  @Header("Last-Event-ID") @Nullable String last, Request request) {
                return published(ServerSentEvent.of(last + " " + ServerSentEvent.lastId(request)));
              }

              private static <T> Flow.Publisher<T> published(T item) {
                return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                  private int step;
                  @Override public void request(long n) {
                    if (step++ == 0) { subscriber.onNext(item); } else { subscriber.onComplete(); }
                  }
                  @Override public void cancel() {}
                });
              }
            }
            """;

    private static RunningApp app;

    @BeforeAll
    static void compile() throws Exception {
        app = RunningApp.of(API, EVENTS);
    }

    @Test
    void writesEventsAsPublished() throws Exception {
        ReceivedResponse response = app.get("/text");
        assertThat(response.body()).isEqualTo("id: 7\nevent: price\ndata: a\ndata: b\n\n");
        assertThat(response.fields()).contains("content-type: text/event-stream\r\n");
        assertThat(response.fields()).contains("cache-control: no-cache\r\n");
    }

    @Test
    void acceptsEveryTextAsData() throws Exception {
        assertThat(app.get("/number").body()).isEqualTo("data: 1.50\n\n");
        assertThat(app.get("/phase").body()).isEqualTo("data: OPEN\n\n");
    }

    @Test
    void routesDeclareEvents() {
        var route = app.route("GET", "/text");
        assertThat(route.produces()).containsExactly("text/event-stream");
        assertThat(route.execution()).isEqualTo(Execution.ASYNCHRONOUS);
    }

    @Test
    void handlerSetsHeartbeat() throws Exception {
        assertThat(heartbeat("/text").interval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(heartbeat("/quick").interval()).isEqualTo(Duration.ofSeconds(2));
    }

    private static Heartbeat heartbeat(String path) throws Exception {
        Exchange exchange = app.begin("GET", path, "");
        var content = (Content.Stream) Objects.requireNonNull(exchange.content());
        return Objects.requireNonNull(content.heartbeat());
    }

    @Test
    void stageDecidesWhetherEventsFollow() throws Exception {
        assertThat(app.get("/later?there=true").body()).startsWith("id: 7\n");
        assertThat(app.get("/later?there=false").status()).isEqualTo(404);
    }

    @Test
    void handlerReceivesLastEventId() throws Exception {
        assertThat(app.send("GET", "/since", "", "last-event-id: 41").body()).isEqualTo("data: 41 41\n\n");
        assertThat(app.get("/since").body()).isEqualTo("data: null null\n\n");
    }
}
