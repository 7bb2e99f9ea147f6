package dev.interlock.jsonb;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.HttpException;
import dev.interlock.internal.message.RequestFixture;
import dev.interlock.json.GenericType;
import dev.interlock.json.JsonShapes;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Reads random documents: complete, truncated and damaged documents. */
class JsonbCodecPropertyTest {
    private static final int BAD_REQUEST = 400;
    private static final JsonbCodec<Map<String, Object>> CODEC = JsonbCodecs.byDefault(
                    JsonbCodecPropertyTest.class, JsonShapes::new)
            .codec(GenericType.of(Map.class, String.class, Object.class), "{?}");

    @Provide
    static Arbitrary<Map<String, Object>> documents() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.strings().map(JsonbCodecPropertyTest::wellFormed),
                Arbitraries.integers().map(Integer::longValue),
                Arbitraries.of(true, false),
                Arbitraries.of(0.5, -2.25, 1e-7));
        Arbitrary<Object> values = Arbitraries.recursive(
                () -> scalars,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(it -> it), objects(inner).map(it -> it)),
                0,
                4);
        return objects(values);
    }

    private static Arbitrary<Map<String, Object>> objects(Arbitrary<Object> values) {
        return Arbitraries.maps(Arbitraries.strings().ofMaxLength(5).map(JsonbCodecPropertyTest::wellFormed), values)
                .ofMaxSize(4);
    }

    /** Removes unpaired surrogates, which UTF-8 cannot encode. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    private static byte[] written(Map<String, Object> document) {
        ByteWriter target = new ByteWriter(16);
        CODEC.write(target, document);
        return Arrays.copyOf(target.array(), target.length());
    }

    private static Map<String, Object> read(byte[] text) {
        return CODEC.read(RequestFixture.request("POST", "/").body(text).begin());
    }

    /** Reads a body and returns the status of the response. Any other exception fails the test. */
    private static int status(byte[] text) {
        try {
            assertThat(read(text)).isNotNull();
            return 200;
        } catch (HttpException e) {
            return e.status();
        }
    }

    @Property
    void readsWrittenDocuments(@ForAll("documents") Map<String, Object> document) {
        assertThat(read(written(document))).isEqualTo(document);
    }

    @Property(tries = 300)
    void rejectsEveryPrefix(@ForAll("documents") Map<String, Object> document) {
        byte[] text = written(document);
        for (int length = 0; length < text.length; length++) {
            assertThat(status(Arrays.copyOf(text, length))).isEqualTo(BAD_REQUEST);
        }
    }

    @Property
    void readsOrRejectsChangedText(
            @ForAll("documents") Map<String, Object> document, @ForAll long seed, @ForAll byte with) {
        byte[] text = written(document);
        text[(int) Math.floorMod(seed, (long) text.length)] = with;
        assertThat(status(text)).isAnyOf(200, BAD_REQUEST);
    }

    @Property
    void readsOrRejectsAnyBytes(@ForAll byte[] text) {
        assertThat(status(text)).isAnyOf(200, BAD_REQUEST);
    }
}
