package dev.interlock.generated.codec;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.ServerSentEvent;
import dev.interlock.http.ServerSentEvents;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.RequestFixture;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
    private static String written(ServerSentEvent<String> event) {
        EncodedResponse response = new EncodedResponse();
        Results.streamEvents(response, Published.of(List.of(event)));
        return text(response);
    }

    private static String text(EncodedResponse response) {
        StringBuilder text = new StringBuilder();
        stream(response).publisher().subscribe(new Flow.Subscriber<ByteBuf>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(10);
            }

            @Override
            public void onNext(ByteBuf buffer) {
                text.append(buffer.toString(UTF_8));
                buffer.release();
            }

            @Override
            public void onError(Throwable cause) {
                throw new AssertionError(cause);
            }

            @Override
            public void onComplete() {}
        });
        return text.toString();
    }

    private static Content.Stream stream(EncodedResponse response) {
        return (Content.Stream) Objects.requireNonNull(response.content());
    }

    @Test
    void writesOneLinePerField() {
        ServerSentEvent<String> event = ServerSentEvent.of("text")
                .withId("7")
                .withEvent("price")
                .withRetry(Duration.ofSeconds(3))
                .withComment("hi");
        assertThat(written(event)).isEqualTo(": hi\nid: 7\nevent: price\nretry: 3000\ndata: text\n\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'data: \n\n'",
        "a, 'data: a\n\n'",
        "' a', 'data:  a\n\n'",
        "'a\nb', 'data: a\ndata: b\n\n'",
        "'a\rb', 'data: a\ndata: b\n\n'",
        "'a\r\nb', 'data: a\ndata: b\n\n'",
        "'a\n\rb', 'data: a\ndata: \ndata: b\n\n'",
        "'a\n', 'data: a\ndata: \n\n'",
        "'\r\n', 'data: \ndata: \n\n'",
        "'a\n\nevent: b', 'data: a\ndata: \ndata: event: b\n\n'",
        "ä€, 'data: ä€\n\n'"
    })
    void writesOneFieldPerDataLine(String data, String expected) {
        assertThat(written(ServerSentEvent.of(data))).isEqualTo(expected);
    }

    @Test
    void commentLinesBecomeNoField() {
        assertThat(written(ServerSentEvent.ofComment("a\ndata: b"))).isEqualTo(": a\n: data: b\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "\n", "a\0b"})
    void rejectsLineBreaksInIdAndEvent(String text) {
        ServerSentEvent<String> event = ServerSentEvent.of("a");
        assertThrows(IllegalArgumentException.class, () -> event.withId(text));
        var refusal = assertThrows(IllegalArgumentException.class, () -> event.withEvent(text));
        assertThat(refusal).hasMessageThat().contains("event");
    }

    @Test
    void rejectsNegativeRetry() {
        ServerSentEvent<String> event = ServerSentEvent.of("a");
        assertThrows(IllegalArgumentException.class, () -> event.withRetry(Duration.ofMillis(-1)));
    }

    @Test
    void forbidsCachingAndBuffering() {
        EncodedResponse response = new EncodedResponse();
        Results.streamEvents(response, Published.of(List.of(ServerSentEvent.of("a"))));
        assertThat(response.fields().toString())
                .isEqualTo("content-type: text/event-stream\r\ncache-control: no-cache\r\nx-accel-buffering: no\r\n");
    }

    @Test
    void keepsCacheControlOfHandler() {
        EncodedResponse response = new EncodedResponse().header("Cache-Control", "no-store");
        Results.streamEvents(response, Published.of(List.of(ServerSentEvent.of("a"))));
        assertThat(response.fields().toString()).contains("Cache-Control: no-store\r\n");
        assertThat(response.fields().toString()).doesNotContain("no-cache");
    }

    @Test
    void sendsHeartbeatEvery15SecondsByDefault() {
        Published<ServerSentEvent<String>> events = Published.of(List.of());
        EncodedResponse response = new EncodedResponse();
        Results.streamEvents(response, events);
        var heartbeat = Objects.requireNonNull(stream(response).heartbeat());
        assertThat(heartbeat.interval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(heartbeat.text()).isEqualTo(":\n\n");
        Results.streamEvents(response, ServerSentEvents.of(events).heartbeat(Duration.ZERO));
        assertThat(Objects.requireNonNull(stream(response).heartbeat()).interval())
                .isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0.0001S", "PT25H"})
    void limitsHeartbeatInterval(String interval) {
        var events = ServerSentEvents.of(Published.of(List.<ServerSentEvent<String>>of()));
        assertThrows(IllegalArgumentException.class, () -> events.heartbeat(Duration.parse(interval)));
    }

    @Test
    void readsLastEventId() {
        assertThat(ServerSentEvent.lastId(
                        RequestFixture.get("/").header("last-event-id", "ä7").begin()))
                .isEqualTo("ä7");
        assertThat(ServerSentEvent.lastId(
                        RequestFixture.get("/").header("Last-Event-ID", "").begin()))
                .isNull();
        assertThat(ServerSentEvent.lastId(RequestFixture.get("/").begin())).isNull();
    }
}
