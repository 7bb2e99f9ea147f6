package dev.interlock.codec;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.json.GenericType;
import dev.interlock.json.JsonShapes;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class JsonbCodecsTest {
    /** Has no adapter. */
    record Unknown(int number) {}

    private static final Type TEXTS = GenericType.of(Map.class, String.class, Object.class);

    private static String written(JsonbCodec<Map<String, Object>> codec, Map<String, Object> value) {
        ByteWriter text = new ByteWriter(64);
        codec.write(text, value);
        return new String(text.array(), 0, text.length(), US_ASCII);
    }

    @Test
    void theDefaultIsMadeByTheFirstCodecThatIsUsed() {
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
    void aConfigurationIsCheckedAtOnce() {
        JsonbCodecs codecs = JsonbCodecs.of(JsonbCodecs.standard(JsonbCodecsTest.class), new JsonShapes());

        assertThrows(IllegalArgumentException.class, () -> codecs.codec(Unknown.class, ""));
    }
}
