package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.Slice;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipartReaderTest {
    private static final FieldNames NAMES = FieldNames.of("title", "file", "none");
    private static final String TYPE = "multipart/form-data; boundary=XX";

    @Test
    void readsFieldsAndFiles() {
        Parts parts = parts(
                TYPE, field("title", "Gr\u00fc\u00dfe") + file("file", "a.png", "image/png", "\u0001\u0002") + end());
        BodyPart title = Objects.requireNonNull(parts.first(0));
        assertThat(title.name()).isEqualTo("title");
        assertThat(title.fileName()).isNull();
        assertThat(title.contentType()).isEqualTo("text/plain");
        assertThat(title.text()).isEqualTo("Gr\u00fc\u00dfe");
        BodyPart file = Objects.requireNonNull(parts.first(1));
        assertThat(file.fileName()).isEqualTo("a.png");
        assertThat(file.contentType()).isEqualTo("image/png");
        assertThat(file.content().toByteArray()).isEqualTo(new byte[] {1, 2});
        assertThat(parts.first(2)).isNull();
        assertThat(parts.all(2)).isEmpty();
    }

    @Test
    void readsAllPartsOfAName() {
        Parts parts = parts(TYPE, field("title", "1") + field("other", "2") + field("title", "3") + end());
        assertThat(parts.all(0).stream().map(BodyPart::text))
                .containsExactly("1", "3")
                .inOrder();
        Fields contents = parts.contents();
        assertThat(contents.count(0)).isEqualTo(2);
        assertThat(contents.value(0, 1).toString()).isEqualTo("3");
        assertThat(contents.count(1)).isEqualTo(0);
    }

    @Test
    void readsLargeAndBinaryContent() {
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);
        String body = file("file", "big", "application/octet-stream", new String(content, ISO_8859_1)) + end();
        Parts parts = MultipartReader.read(NAMES, TYPE, slice(body.getBytes(ISO_8859_1)));
        assertThat(Objects.requireNonNull(parts.first(1)).content().toByteArray())
                .isEqualTo(content);
    }

    @Test
    void readsTextInAnotherCharsetAsUtf8() {
        String body = "--XX\r\ncontent-disposition: form-data; name=\"title\"\r\n"
                + "content-type: text/plain; charset=iso-8859-1\r\n\r\n\u00fc\r\n" + end();
        Parts parts = MultipartReader.read(NAMES, TYPE, slice(body.getBytes(ISO_8859_1)));
        assertThat(Objects.requireNonNull(parts.first(0)).text()).isEqualTo("\u00fc");
    }

    @Test
    void refusesWhatIsMalformedOrIncomplete() {
        assertRefused(TYPE, field("title", "1"));
        assertRefused(TYPE, "--XX\r\ncontent-disposition: form-data; name=\"title\"\r\n\r\nabc");
        assertRefused(TYPE, "--XX\r\ncontent-dispo");
        assertRefused(TYPE, "no multipart at all");
        assertRefused(TYPE, "");
        assertRefused("multipart/form-data", field("title", "1") + end());
        assertRefused("text/plain", field("title", "1") + end());
        assertRefused("", "");
    }

    @Test
    void refusesTooManyParts() {
        HttpException e = assertThrows(
                HttpException.class, () -> parts(TYPE, field("title", "1").repeat(1001) + end()));
        assertThat(e.status()).isEqualTo(413);
        assertThat(parts(TYPE, field("title", "1").repeat(999) + end()).all(0)).hasSize(999);
    }

    private static void assertRefused(String contentType, String body) {
        HttpException e = assertThrows(HttpException.class, () -> parts(contentType, body), body);
        assertThat(e.status()).isEqualTo(400);
        assertThat(e.problem().extension("in")).isEqualTo("part");
    }

    private static Parts parts(String contentType, String body) {
        return RequestFixture.request("POST", "/")
                .header("content-type", contentType)
                .body(body)
                .begin()
                .parts(NAMES);
    }

    private static Slice slice(byte[] bytes) {
        return new Slice().wrap(bytes, 0, bytes.length);
    }

    private static String field(String name, String text) {
        return "--XX\r\ncontent-disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n";
    }

    private static String file(String name, String fileName, String type, String content) {
        return "--XX\r\ncontent-disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                + "\"\r\ncontent-type: " + type + "\r\n\r\n" + content + "\r\n";
    }

    private static String end() {
        return "--XX--\r\n";
    }
}
