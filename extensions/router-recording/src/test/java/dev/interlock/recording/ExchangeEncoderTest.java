package dev.interlock.recording;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.CodedInputStream;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.recording.segment.Lengths;
import dev.interlock.replay.recorded.RecordedExchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Encodes captured exchanges, with and without fields from the cache. */
final class ExchangeEncoderTest {
    private static final TextHead PLAIN = new TextHead(0, "", "", "Content-Type", "text/plain");
    private static final String TOKEN = "abcdefghijklmnopqrstuvwxyz";

    private final CapturedEntries entries = new CapturedEntries(List.of());
    private final ExchangeEncoder encoder = entries.newEncoder();

    private static byte[] encode(ExchangeEncoder encoder, byte[] entry) {
        ByteWriter out = new ByteWriter(0);
        encoder.append(entry, 0, 1_700_000_000_000_000_000L, out);
        return Arrays.copyOf(out.array(), out.length());
    }

    private RecordedExchange recorded(byte[] entry) throws IOException {
        byte[] encoded = encode(encoder, entry);
        assertThat(CodedInputStream.newInstance(encoded).readRawVarint32()).isEqualTo(encoded.length - Lengths.BYTES);
        return RecordedExchange.parseFrom(Arrays.copyOfRange(encoded, Lengths.BYTES, encoded.length));
    }

    private byte[] entry(int before, int status, String... fields) {
        TextHead head = new TextHead(before, "/a".repeat(1 + before % 3), "page=" + before, fields);
        return entries.entry(7, null, head, status, PLAIN, "hello");
    }

    private static String fields(RecordedExchange exchange) {
        StringBuilder all = new StringBuilder();
        exchange.getRequest()
                .getFieldsList()
                .forEach(each -> all.append(each.getName().toString(ISO_8859_1))
                        .append('=')
                        .append(each.getValue().toString(ISO_8859_1))
                        .append(' '));
        return all.toString();
    }

    @Test
    void equalFieldsAtOtherPlacesComeFromTheCache() throws Exception {
        for (int before : new int[] {0, 0, 5, 100, 50_000}) {
            RecordedExchange exchange = recorded(entry(before, 200, "Accept", "*/*", "X-Api-Key", TOKEN));
            assertThat(fields(exchange)).startsWith("Accept=*/* X-Api-Key=~");
            assertThat(exchange.getRequest().getTarget().toStringUtf8())
                    .isEqualTo("/a".repeat(1 + before % 3) + "?page=" + before);
        }
    }

    /** HTTP/2 has nothing between names and values, so other fields may have the same bytes. */
    @Test
    void equalBytesWithOtherBoundsAreOtherFields() throws Exception {
        assertThat(fields(recorded(entry(0, 200, "ab", "c", "d", "e")))).isEqualTo("ab=c d=e ");
        assertThat(fields(recorded(entry(0, 200, "a", "bc", "d", "e")))).isEqualTo("a=bc d=e ");
        assertThat(fields(recorded(entry(0, 200, "ab", "c", "d", "e")))).isEqualTo("ab=c d=e ");
        assertThat(fields(recorded(entry(0, 200, "abc", "de")))).isEqualTo("abc=de ");
    }

    /** An error may repeat a value of the request, even if the fields of the request are in the cache. */
    @Test
    void errorsThatRepeatCachedSecretsAreHidden() throws Exception {
        for (int i = 0; i < 3; i++) {
            recorded(entry(0, 200, "Authorization", "Bearer " + TOKEN));
        }
        TextHead head = new TextHead(0, "/a", "", "Authorization", "Bearer " + TOKEN);
        TextHead echo = new TextHead(0, "", "", "Content-Type", "text/plain", "X-Reason", TOKEN + " is unknown");
        RecordedExchange failed = recorded(entries.entry(7, null, head, 401, echo, TOKEN + " is unknown"));
        assertThat(failed.toString()).doesNotContain(TOKEN);
        assertThat(failed.getResponse().getBody().getDigest().isEmpty()).isFalse();
        assertThat(fields(failed)).startsWith("Authorization=Bearer ~");
    }

    @Test
    void cachedAndNewFieldsAreTheSame() throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < 1_500; i++) {
            byte[] entry = entries.entry(
                    random.nextInt(3),
                    null,
                    head(random),
                    random.nextInt(20) == 0 ? 404 : 200,
                    response(random),
                    "{\"a\":1}");
            assertWithMessage("exchange %s", i)
                    .that(encode(encoder, entry))
                    .isEqualTo(encode(entries.newEncoder(), entry));
            if (i % 1000 == 0) {
                assertThat(recorded(entry).getResponse().getBody().getContent().toStringUtf8())
                        .isEqualTo("{\"a\":1}");
            }
        }
    }

    private static TextHead head(Random random) {
        String agent = random.nextInt(4) == 0 ? "x".repeat(random.nextInt(3_000)) : "curl";
        String cookie = "session=" + random.nextInt(2);
        String path = random.nextBoolean() ? "/users/a@b.c" : "/users";
        return random.nextBoolean()
                ? new TextHead(random.nextInt(9), path, "q=1&token=t", "User-Agent", agent, "Cookie", cookie)
                : new TextHead(random.nextInt(9), path, "", "Host", "u:p@h", "User-Agent", agent, "Empty", "");
    }

    private static TextHead response(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new TextHead(0, "", "", "Content-Type", "application/json");
            case 1 -> new TextHead(3, "", "", "Server", "s", "Content-Type", "application/json", "Age", "1");
            default -> new TextHead(0, "", "", "Location", "/a?token=1", "Content-Type", "application/json");
        };
    }
}
