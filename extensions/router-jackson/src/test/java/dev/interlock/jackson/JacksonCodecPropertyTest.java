package dev.interlock.jackson;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.HttpException;
import dev.interlock.internal.message.RequestFixture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Reads truncated and damaged bodies with Jackson. */
class JacksonCodecPropertyTest {
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;
    private static final byte[] TEXT =
            "{\"id\":7,\"names\":[\"\u00e9\\u00e9\",\"\"],\"sizes\":{\"a\":[1,2],\"b\":[]},\"rate\":1.5e3}"
                    .getBytes(UTF_8);
    private static final JacksonCodec<Document> CODEC = JacksonCodecs.of(
                    JacksonCodecs.standard(JacksonCodecPropertyTest.class))
            .codec(Document.class);

    record Document(long id, List<String> names, Map<String, List<Integer>> sizes, double rate) {}

    /** Reads a body and returns the status of the response. Any other exception fails the test. */
    private static int status(byte[] text) {
        try {
            assertThat(CODEC.read(RequestFixture.request("POST", "/").body(text).begin()))
                    .isNotNull();
            return 200;
        } catch (HttpException e) {
            return e.status();
        }
    }

    @Test
    void rejectsEveryPrefix() {
        for (int length = 0; length < TEXT.length; length++) {
            assertThat(status(Arrays.copyOf(TEXT, length))).isEqualTo(BAD_REQUEST);
        }
        assertThat(status(TEXT)).isEqualTo(200);
    }

    @Test
    void namesInProblemsAreExcerpts() {
        String name = "n".repeat(30_000);
        for (String body : new String[] {
            "{\"sizes\": {\"" + name + "\": 1}}",
            "{\"sizes\": {\"" + name + "\": [1, {}]}}",
            "{\"" + name + "\": 1, \"" + name + "\": 1}",
        }) {
            HttpException e = assertThrows(
                    HttpException.class,
                    () -> CODEC.read(RequestFixture.request("POST", "/")
                            .body(body.getBytes(UTF_8))
                            .begin()));
            String pointer = String.valueOf(e.problem().extension("pointer"));
            assertThat(pointer).contains("/" + "n".repeat(63) + "\u2026");
            assertThat(pointer.length()).isLessThan(100);
            assertThat(e.problem().toString().length()).isLessThan(300);
        }
    }

    @Property
    void readsOrRejectsChangedText(@ForAll long seed, @ForAll byte with, @ForAll boolean inserted) {
        int at = (int) Math.floorMod(seed, (long) TEXT.length);
        byte[] text = Arrays.copyOf(TEXT, TEXT.length + (inserted ? 1 : 0));
        if (inserted) {
            System.arraycopy(TEXT, at, text, at + 1, TEXT.length - at);
        }
        text[at] = with;
        // If the damage is in a name, a member is missing.
        assertThat(status(text)).isAnyOf(200, BAD_REQUEST, UNPROCESSABLE);
    }

    @Property
    void readsOrRejectsAnyBytes(@ForAll byte[] text) {
        assertThat(status(text)).isAnyOf(200, BAD_REQUEST);
    }
}
