package dev.interlock.codec;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.HttpException;
import dev.interlock.http.RequestFixture;
import dev.interlock.http.Response;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityTagsTest {
    private static String tagged(Response response, String... headers) {
        RequestFixture request = RequestFixture.get("/");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        EntityTags.tag(request.begin(), response);
        return response.fields().toString();
    }

    /** Returns the tag of a text. */
    private static String tagOf(String text) {
        Response response = new Response();
        TextCodec.write(response, text);
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
        Response array = new Response();
        BytesCodec.write(array, "abc".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(tagged(array)).contains(expected);
        Response buffer = new Response();
        BytesCodec.write(buffer, Unpooled.directBuffer().writeBytes(new byte[] {'a', 'b', 'c'}));
        assertThat(tagged(buffer)).contains(expected);
        assertThat(buffer.contentLength()).isEqualTo(3);
        buffer.reset();
        Response composite = new Response();
        BytesCodec.write(
                composite,
                Unpooled.wrappedBuffer(
                        Unpooled.directBuffer().writeByte('a'),
                        Unpooled.directBuffer().writeBytes(new byte[] {'b', 'c'})));
        assertThat(tagged(composite)).contains(expected);
        composite.reset();
    }

    @Test
    void notModifiedKeepsOnlyFieldsForCaches() {
        Response response = new Response().header("cache-control", "max-age=60").header("vary", "accept");
        TextCodec.write(response, "abc");
        String fields = tagged(response, "if-none-match", "W/" + tagOf("abc"));
        assertThat(response.status()).isEqualTo(304);
        assertThat(response.contentLength()).isEqualTo(0);
        assertThat(fields).isEqualTo("cache-control: max-age=60\r\nvary: accept\r\netag: " + tagOf("abc") + "\r\n");
    }

    @Test
    void releasesUnsentBuffer() {
        var buffer = Unpooled.copiedBuffer(new byte[] {'a', 'b', 'c'});
        Response response = new Response();
        BytesCodec.write(response, buffer);
        tagged(response, "if-none-match", "*");
        assertThat(buffer.refCnt()).isEqualTo(0);
    }

    @Test
    void rejectsIfMatchWithOtherTag() {
        Response response = new Response();
        TextCodec.write(response, "abc");
        var refusal = assertThrows(HttpException.class, () -> tagged(response, "if-match", "\"other\""));
        assertThat(refusal.status()).isEqualTo(412);
    }

    @Test
    void keepsTagOfHandlerAndOtherStatus() {
        Response own = new Response().header("ETag", "\"own\"");
        TextCodec.write(own, "abc");
        assertThat(tagged(own)).isEqualTo("ETag: \"own\"\r\ncontent-type: text/plain;charset=utf-8\r\n");
        Response missing = new Response().status(404);
        TextCodec.write(missing, "abc");
        assertThat(tagged(missing, "if-none-match", "*")).doesNotContain("etag");
        assertThat(missing.status()).isEqualTo(404);
    }

    @Test
    void comparesTagOfHandler() {
        Response own = new Response().header("ETag", "\"own\"");
        TextCodec.write(own, "abc");
        tagged(own, "if-none-match", "\"own\"");
        assertThat(own.status()).isEqualTo(304);
    }

    @Test
    void filesAndStreamsHaveNoTag() {
        Response response = new Response();
        StreamCodec.text(response, Published.of(List.of("abc")));
        assertThat(tagged(response)).doesNotContain("etag");
    }
}
