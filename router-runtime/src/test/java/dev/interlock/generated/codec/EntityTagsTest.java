package dev.interlock.generated.codec;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.HttpException;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.RequestFixture;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityTagsTest {
    private static String tagged(EncodedResponse response, String... headers) {
        RequestFixture request = RequestFixture.get("/");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        Results.tag(request.begin(), response);
        return response.fields().toString();
    }

    /** Returns the tag of a text. */
    private static String tagOf(String text) {
        EncodedResponse response = new EncodedResponse();
        Results.writeText(response, text);
        String fields = tagged(response);
        return fields.substring(fields.indexOf("etag: ") + "etag: ".length()).strip();
    }

    @Test
    void hashesBody() {
        // The first 128 bits of the output of sha256sum for "abc", in base64url.
        assertThat(tagOf("abc")).isEqualTo("\"ungWv48Bz-pBQUDeXa4iIw\"");
        assertThat(tagOf("abd")).isNotEqualTo(tagOf("abc"));
        assertThat(tagOf("")).isNotEqualTo(tagOf("abc"));
    }

    @Test
    void tagDoesNotDependOnKindOfBody() {
        String expected = "etag: " + tagOf("abc");
        EncodedResponse array = new EncodedResponse();
        Results.writeBytes(array, "abc".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(tagged(array)).contains(expected);
        EncodedResponse buffer = new EncodedResponse();
        Results.writeBytes(buffer, Unpooled.directBuffer().writeBytes(new byte[] {'a', 'b', 'c'}));
        assertThat(tagged(buffer)).contains(expected);
        assertThat(buffer.contentLength()).isEqualTo(3);
        buffer.reset();
        EncodedResponse composite = new EncodedResponse();
        Results.writeBytes(
                composite,
                Unpooled.wrappedBuffer(
                        Unpooled.directBuffer().writeByte('a'),
                        Unpooled.directBuffer().writeBytes(new byte[] {'b', 'c'})));
        assertThat(tagged(composite)).contains(expected);
        composite.reset();
    }

    @Test
    void notModifiedKeepsOnlyFieldsForCaches() {
        EncodedResponse response =
                new EncodedResponse().header("cache-control", "max-age=60").header("vary", "accept");
        Results.writeText(response, "abc");
        String fields = tagged(response, "if-none-match", "W/" + tagOf("abc"));
        assertThat(response.status()).isEqualTo(304);
        assertThat(response.contentLength()).isEqualTo(0);
        assertThat(fields).isEqualTo("cache-control: max-age=60\r\nvary: accept\r\netag: " + tagOf("abc") + "\r\n");
    }

    @Test
    void releasesUnsentBuffer() {
        var buffer = Unpooled.copiedBuffer(new byte[] {'a', 'b', 'c'});
        EncodedResponse response = new EncodedResponse();
        Results.writeBytes(response, buffer);
        tagged(response, "if-none-match", "*");
        assertThat(buffer.refCnt()).isEqualTo(0);
    }

    @Test
    void rejectsIfMatchWithOtherTag() {
        EncodedResponse response = new EncodedResponse();
        Results.writeText(response, "abc");
        var refusal = assertThrows(HttpException.class, () -> tagged(response, "if-match", "\"other\""));
        assertThat(refusal.status()).isEqualTo(412);
    }

    @Test
    void keepsTagOfHandlerAndOtherStatus() {
        EncodedResponse own = new EncodedResponse().header("ETag", "\"own\"");
        Results.writeText(own, "abc");
        assertThat(tagged(own)).isEqualTo("ETag: \"own\"\r\ncontent-type: text/plain;charset=utf-8\r\n");
        EncodedResponse missing = new EncodedResponse().status(404);
        Results.writeText(missing, "abc");
        assertThat(tagged(missing, "if-none-match", "*")).doesNotContain("etag");
        assertThat(missing.status()).isEqualTo(404);
    }

    @Test
    void comparesTagOfHandler() {
        EncodedResponse own = new EncodedResponse().header("ETag", "\"own\"");
        Results.writeText(own, "abc");
        tagged(own, "if-none-match", "\"own\"");
        assertThat(own.status()).isEqualTo(304);
    }

    @Test
    void filesAndStreamsHaveNoTag() {
        EncodedResponse response = new EncodedResponse();
        Results.streamText(response, Published.of(List.of("abc")));
        assertThat(tagged(response)).doesNotContain("etag");
    }
}
