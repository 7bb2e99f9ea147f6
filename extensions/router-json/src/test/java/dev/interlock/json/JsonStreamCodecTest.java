package dev.interlock.json;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.generated.codec.Published;
import dev.interlock.http.HttpException;
import dev.interlock.http.Response;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests lines and arrays of values. The values in these tests are plain texts without quotes. */
class JsonStreamCodecTest {
    private static final BiConsumer<ByteWriter, String> WRITER = JsonStreamCodecTest::write;

    private static void write(ByteWriter into, String value) {
        if (value.equals("bad")) {
            throw new IllegalStateException("bad");
        }
        into.append(value);
    }

    /** Requests a given number of elements at a time. Collects all elements. */
    private static final class Collector<T> implements Flow.Subscriber<T> {
        final List<String> items = new ArrayList<>();
        private final int step;

        @Nullable
        Throwable failure;

        boolean complete;
        Flow.@Nullable Subscription subscription;

        Collector(int step) {
            this.step = step;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            if (step > 0) {
                newSubscription.request(step);
            }
        }

        @Override
        public void onNext(T item) {
            if (item instanceof ByteBuf buffer) {
                items.add(buffer.toString(UTF_8));
                buffer.release();
            } else {
                items.add(String.valueOf(item));
            }
            if (step > 0 && items.size() % step == 0) {
                subscription().request(step);
            }
        }

        Flow.Subscription subscription() {
            return Objects.requireNonNull(subscription);
        }

        @Override
        public void onError(Throwable cause) {
            failure = cause;
        }

        @Override
        public void onComplete() {
            complete = true;
        }
    }

    private static Collector<ByteBuf> lines(Response response, Published<String> values) {
        JsonStreamCodec.lines(response, values, WRITER);
        return sent(response, 1);
    }

    private static Collector<ByteBuf> array(Published<String> values, int step) {
        EncodedResponse response = new EncodedResponse();
        JsonStreamCodec.array(response, values, WRITER);
        assertThat(response.headerValue("content-type")).isEqualTo("application/json");
        return sent(response, step);
    }

    private static Collector<ByteBuf> sent(Response response, int step) {
        Collector<ByteBuf> collector = new Collector<>(step);
        ((Content.Stream) Objects.requireNonNull(EncodedResponse.of(response).content()))
                .publisher()
                .subscribe(collector);
        return collector;
    }

    @Test
    void writesOneLinePerValue() {
        EncodedResponse response = new EncodedResponse();
        Collector<ByteBuf> lines = lines(response, Published.of(List.of("1", "2")));
        assertThat(lines.items).containsExactly("1\n", "2\n").inOrder();
        assertThat(lines.complete).isTrue();
        assertThat(response.headerValue("content-type")).isEqualTo("application/x-ndjson");
    }

    @Test
    void keepsTypeThatWasSet() {
        EncodedResponse lines = new EncodedResponse().contentType("application/jsonl");
        assertThat(lines(lines, Published.of(List.of("1"))).items).containsExactly("1\n");
        assertThat(lines.headerValue("content-type")).isEqualTo("application/jsonl");
        EncodedResponse array = new EncodedResponse().contentType("application/vnd.prices+json");
        JsonStreamCodec.array(array, Published.of(List.of()), WRITER);
        assertThat(array.headerValue("content-type")).isEqualTo("application/vnd.prices+json");
    }

    @ParameterizedTest
    @CsvSource({"'', []", "1, [1]", "'1 2', '[1,2]'", "'1 2 3', '[1,2,3]'"})
    void writesArrayOfAllValues(String values, String array) {
        for (int step : new int[] {1, 2, 3, 100}) {
            List<String> items = values.isEmpty() ? List.of() : List.of(values.split(" ", -1));
            Collector<ByteBuf> sent = array(Published.of(items), step);
            assertThat(String.join("", sent.items)).isEqualTo(array);
            assertThat(sent.complete).isTrue();
        }
    }

    @Test
    void lastBracketWaitsForRequest() {
        Collector<ByteBuf> sent = array(Published.of(List.of("1")), 0);
        sent.subscription().request(1);
        assertThat(sent.items).containsExactly("[1");
        assertThat(sent.complete).isFalse();
        sent.subscription().request(1);
        assertThat(sent.items).containsExactly("[1", "]").inOrder();
        assertThat(sent.complete).isTrue();
    }

    @Test
    void failedArrayHasNoEnd() {
        for (Published<String> values : List.of(
                new Published<>(List.of("1"), new IllegalStateException()), Published.of(List.of("1", "bad", "2")))) {
            Collector<ByteBuf> sent = array(values, 100);
            assertThat(sent.items).containsExactly("[1");
            assertThat(sent.failure).isInstanceOf(IllegalStateException.class);
            assertThat(sent.complete).isFalse();
        }
    }

    private static Collector<String> read(int step, int longest, String... buffers) {
        List<ByteBuf> body = new ArrayList<>();
        for (String buffer : buffers) {
            body.add(Unpooled.copiedBuffer(buffer, UTF_8));
        }
        return read(step, longest, Published.of(body));
    }

    private static Collector<String> read(int step, int longest, Flow.Publisher<ByteBuf> body) {
        Collector<String> collector = new Collector<>(step);
        ElementReader<String> reader = text -> {
            if (text.contentEquals("bad")) {
                throw new HttpException(400, "bad");
            }
            return text.toString().strip();
        };
        body.subscribe(new JsonLines<>(collector, reader, longest));
        return collector;
    }

    @Test
    void readsLinesAcrossBuffers() {
        String body = "1\n\n 2\r\n \t\r\n3ä\n4";
        for (int cut = 0; cut <= body.length(); cut++) {
            for (int step : new int[] {1, 3, 100}) {
                Collector<String> values = read(step, 100, body.substring(0, cut), body.substring(cut));
                assertThat(values.items).containsExactly("1", "2", "3ä", "4").inOrder();
                assertThat(values.complete).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\n ", " "})
    void readsBodyWithoutValues(String body) {
        Collector<String> values = read(1, 100, body);
        assertThat(values.items).isEmpty();
        assertThat(values.complete).isTrue();
    }

    @Test
    void publishesOnlyRequestedValues() {
        Collector<String> values = read(0, 100, "1\n2\n3\n");
        assertThat(values.items).isEmpty();
        values.subscription().request(2);
        assertThat(values.items).containsExactly("1", "2").inOrder();
        assertThat(values.complete).isFalse();
        values.subscription().request(1);
        assertThat(values.items).containsExactly("1", "2", "3").inOrder();
        values.subscription().request(1);
        assertThat(values.complete).isTrue();
    }

    @Test
    void invalidLineFailsWithItsNumber() {
        Collector<String> values = read(100, 100, "1\n\nbad\n4\n");
        assertThat(values.items).containsExactly("1");
        HttpException problem = (HttpException) Objects.requireNonNull(values.failure);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.problem().extension("line")).isEqualTo(3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\n12345678901\n", "1\n123456789012345", "1\n12345678901"})
    void rejectsTooLongLine(String body) {
        for (int cut = 0; cut <= body.length(); cut++) {
            Collector<String> values = read(100, 10, body.substring(0, cut), body.substring(cut));
            assertThat(values.items).containsExactly("1");
            HttpException problem = (HttpException) Objects.requireNonNull(values.failure);
            assertThat(problem.status()).isEqualTo(413);
            assertThat(problem.problem().extension("line")).isEqualTo(2L);
        }
    }

    @Test
    void acceptsLongestLine() {
        assertThat(read(100, 10, "1234567890\n1234567890").items).hasSize(2);
    }

    @Test
    void failsWithBody() {
        IllegalStateException broken = new IllegalStateException();
        Collector<String> values =
                read(100, 100, new Published<>(List.of(Unpooled.copiedBuffer("1\n2", UTF_8)), broken));
        assertThat(values.items).containsExactly("1");
        assertThat(values.failure).isSameInstanceAs(broken);
    }

    @Test
    void cancellationStopsValues() {
        Published<ByteBuf> body = Published.of(List.of(Unpooled.copiedBuffer("1\n2\n", UTF_8)));
        Collector<String> values = read(0, 100, body);
        values.subscription().request(1);
        values.subscription().cancel();
        values.subscription().request(10);
        assertThat(values.items).containsExactly("1");
        assertThat(body.isCancelled()).isTrue();
    }

    @Test
    void rejectsNonPositiveRequest() {
        Collector<String> values = read(0, 100, "1\n");
        values.subscription().request(0);
        assertThat(values.failure).isInstanceOf(IllegalArgumentException.class);
    }
}
