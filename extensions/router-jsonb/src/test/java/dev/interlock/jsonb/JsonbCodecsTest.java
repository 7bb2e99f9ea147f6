package dev.interlock.jsonb;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.json.GenericType;
import dev.interlock.json.JsonShapes;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class JsonbCodecsTest {
    /** A type without an adapter. */
    record Unknown(int number) {}

    private static final Type TEXTS = GenericType.of(Map.class, String.class, Object.class);

    private static String written(JsonbCodec<Map<String, Object>> codec, Map<String, Object> value) {
        ByteWriter text = new ByteWriter(64);
        codec.write(text, value);
        return new String(text.array(), 0, text.length(), US_ASCII);
    }

    @Test
    void firstUseCreatesDefault() {
        AtomicInteger made = new AtomicInteger();
        JsonbCodecs codecs = JsonbCodecs.byDefault(JsonbCodecsTest.class, () -> {
            made.incrementAndGet();
            return new JsonShapes();
        });
        JsonbCodec<Map<String, Object>> one = codecs.codec(TEXTS, "");
        JsonbCodec<Map<String, Object>> other = codecs.codec(TEXTS, "");
        codecs.codec(Unknown.class, "");
        assertThat(made.get()).isEqualTo(0);

        assertThat(written(one, Map.of("a", "b"))).isEqualTo("{\"a\":\"b\"}");
        assertThat(written(one, Map.of("c", "d"))).isEqualTo("{\"c\":\"d\"}");
        assertThat(written(other, Map.of())).isEqualTo("{}");

        assertThat(made.get()).isEqualTo(1);
    }

    @Test
    void concurrentUsesWaitForDefault() throws Exception {
        AtomicInteger made = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        JsonbCodecs codecs = JsonbCodecs.byDefault(JsonbCodecsTest.class, () -> {
            made.incrementAndGet();
            begun.countDown();
            await(goOn);
            return new JsonShapes();
        });
        JsonbCodec<Map<String, Object>> codec = codecs.codec(TEXTS, "");
        FutureTask<String> first = new FutureTask<>(() -> written(codec, Map.of("a", "b")));
        FutureTask<String> second = new FutureTask<>(() -> written(codec, Map.of("c", "d")));
        new Thread(first).start();
        await(begun);
        Thread waiting = new Thread(second);
        waiting.start();
        while (waiting.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }

        goOn.countDown();

        assertThat(first.get()).isEqualTo("{\"a\":\"b\"}");
        assertThat(second.get()).isEqualTo("{\"c\":\"d\"}");
        assertThat(made.get()).isEqualTo(1);
    }

    @Test
    void brokenDefaultFailsEachUse() {
        JsonbCodec<Unknown> codec =
                JsonbCodecs.byDefault(JsonbCodecsTest.class, JsonShapes::new).codec(Unknown.class, "");
        JsonbCodecs configured = JsonbCodecs.of(JsonbCodecs.standard(JsonbCodecsTest.class), new JsonShapes());
        String atTheStart = assertThrows(IllegalArgumentException.class, () -> configured.codec(Unknown.class, ""))
                .getMessage();

        for (int i = 0; i < 2; i++) {
            assertThat(assertThrows(IllegalArgumentException.class, codec::bound))
                    .hasMessageThat()
                    .isEqualTo(atTheStart);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void checksConfigurationAtOnce() {
        JsonbCodecs codecs = JsonbCodecs.of(JsonbCodecs.standard(JsonbCodecsTest.class), new JsonShapes());

        assertThrows(IllegalArgumentException.class, () -> codecs.codec(Unknown.class, ""));
    }
}
