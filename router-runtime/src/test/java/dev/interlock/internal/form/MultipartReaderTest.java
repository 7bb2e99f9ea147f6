package dev.interlock.internal.form;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.Slice;
import dev.interlock.http.BodyPart;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.HttpException;
import dev.interlock.http.Parts;
import dev.interlock.internal.memory.MemoryMeter;
import dev.interlock.internal.message.RequestFixture;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
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
    void readsAllPartsWithName() {
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
        Parts parts = MultipartReader.read(
                NAMES, TYPE, slice(body.getBytes(ISO_8859_1)), FormSettings.DEFAULT, MemoryMeter.FREE);
        assertThat(Objects.requireNonNull(parts.first(1)).content().toByteArray())
                .isEqualTo(content);
    }

    @Test
    void convertsCharsetToUtf8() {
        String body = "--XX\r\ncontent-disposition: form-data; name=\"title\"\r\n"
                + "content-type: text/plain; charset=iso-8859-1\r\n\r\n\u00fc\r\n" + end();
        Parts parts = MultipartReader.read(
                NAMES, TYPE, slice(body.getBytes(ISO_8859_1)), FormSettings.DEFAULT, MemoryMeter.FREE);
        assertThat(Objects.requireNonNull(parts.first(0)).text()).isEqualTo("\u00fc");
    }

    @Test
    void rejectsMalformedOrIncompleteBody() {
        assertRefused(TYPE, field("title", "1"));
        assertRefused(TYPE, "--XX\r\ncontent-disposition: form-data; name=\"title\"\r\n\r\nabc");
        assertRefused(TYPE, "--XX\r\ncontent-dispo");
        assertRefused(TYPE, field("title", "a\r\n--XXb") + end());
        assertRefused(TYPE, "no multipart at all");
        assertRefused(TYPE, "");
        assertRefused("multipart/form-data", field("title", "1") + end());
        assertRefused("text/plain", field("title", "1") + end());
        assertRefused("", "");
    }

    @Test
    void rejectsTooManyParts() {
        HttpException e = assertThrows(
                HttpException.class, () -> parts(TYPE, field("title", "1").repeat(1001) + end()));
        assertThat(e.status()).isEqualTo(413);
        assertThat(parts(TYPE, field("title", "1").repeat(999) + end()).all(0)).hasSize(999);
    }

    @Test
    void acceptsStrictAndLenientBodies() {
        assertThat(first(field("title", "1") + "--XX--")).isEqualTo("1");
        assertThat(first("\r\n" + field("title", "1") + end() + "whatever\r\n--XX\r\n follows"))
                .isEqualTo("1");
        assertThat(first(field("title", "") + end())).isEmpty();
        assertThat(first(field("title", "\r\n") + end())).isEqualTo("\r\n");
        assertThat(first(field("title", "a\r\n--X\r\n--\r\n-\n--Y--\r\n\r\n") + end()))
                .isEqualTo("a\r\n--X\r\n--\r\n-\n--Y--\r\n\r\n");
        assertThat(parts(TYPE, end()).all(0)).isEmpty();
    }

    private static String first(String body) {
        return Objects.requireNonNull(parts(TYPE, body).first(0)).text();
    }

    @Test
    void readsAllBoundaries() {
        String odd = "--a'()+_,-./:=? b--";
        String body = (field("title", "1") + end()).replace("XX", odd);
        assertThat(parts("Multipart/Form-Data; x=y; BOUNDARY=\"" + odd + "\"", body)
                        .all(0))
                .hasSize(1);
        assertRefused("multipart/form-data; boundary=\"" + "a".repeat(71) + "\"", "");
        assertRefused("multipart/form-data; boundary=\"a;b\"", "--a;b--\r\n");
        assertRefused("multipart/form-data; boundary=\"\"", "----\r\n");
        assertRefused("multipart/form-data; boundary=YY", field("title", "1") + end());
    }

    @Test
    void readsFileNamesAsBrowsersSendThem() {
        assertThat(fileName("filename=\"Gr\u00fc\u00dfe.txt\"")).isEqualTo("Gr\u00fc\u00dfe.txt");
        assertThat(fileName("filename=plain.txt")).isEqualTo("plain.txt");
        assertThat(fileName("filename=\"a;b=c, d:e.txt\"")).isEqualTo("a;b=c, d:e.txt");
        assertThat(fileName("filename=\"a\\\"b.txt\"")).isEqualTo("a\"b.txt");
        assertThat(fileName("FileName=\"a%22b.txt\"")).isEqualTo("a%22b.txt");
    }

    @Test
    void backslashIsDataUnlessItEscapes() {
        assertThat(fileName("filename=\"1k_b\\.dat\"")).isEqualTo(".dat");
        assertThat(fileName("filename=\"C:\\files\\1k_b.dat\"")).isEqualTo("1k_b.dat");
        assertThat(fileName("filename=\"C:\\\\files\\\\1k_b.dat\"")).isEqualTo("1k_b.dat");
        assertThat(fileName("filename=\"C:\\files\\a\\\"b.dat\"")).isEqualTo("a\"b.dat");
        assertThat(fileName("filename=\"foo\\\"")).isEmpty();
        assertThat(fileName("filename=\"foo\\\\\"")).isEmpty();
        assertThat(fileName("filename=\"a\\b\" ; junk; other=\"x\"")).isEqualTo("b");
    }

    @Test
    void fieldNamesKeepBackslashes() {
        assertThat(DispositionParameters.find(bytes("form-data; name=\"a\\b\""), 0, 20, bytes("name")))
                .isEqualTo("a\\b");
        assertThat(DispositionParameters.find(bytes("form-data; name=\"foo\\\""), 0, 22, bytes("name")))
                .isEqualTo("foo\\");
        assertThat(DispositionParameters.find(bytes("form-data;name=a;filename"), 0, 25, bytes("filename")))
                .isNull();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void ignoresExtendedFileName() {
        assertThat(fileName("filename*=UTF-8''evil.sh; filename=\"a.txt\"")).isEqualTo("a.txt");
        assertThat(fileName("filename=\"a.txt\"; FILENAME*=UTF-8''evil.sh")).isEqualTo("a.txt");
        assertThat(fileName("filename*=UTF-8''evil.sh")).isNull();
    }

    @Test
    void fileNamesNeverLeaveFolder() {
        assertThat(fileName("filename=\"../../etc/passwd\"")).isEqualTo("passwd");
        assertThat(fileName("filename=\"C:\\\\fakepath\\\\a.txt\"")).isEqualTo("a.txt");
        assertThat(fileName("filename=\"/\"")).isEmpty();
        assertThat(fileName("filename=\"..\"")).isEqualTo("__");
        assertThat(fileName("filename=\".\"")).isEqualTo("_");
        assertThat(fileName("filename=\"a\u0085b\"")).isEqualTo("a_b");
        assertRefused(TYPE, part("form-data; name=\"file\"; filename=\"a\u0000b\"", "", "x") + end());
    }

    private static @Nullable String fileName(String parameter) {
        Parts parts = parts(TYPE, part("form-data; name=\"file\"; " + parameter, "", "x") + end());
        return Objects.requireNonNull(parts.first(1)).fileName();
    }

    @Test
    void skipsInputWithoutFile() {
        assertThat(parts(TYPE, file("file", "", "application/octet-stream", "") + end())
                        .first(1))
                .isNull();
        assertThat(parts(TYPE, file("file", "", "text/plain", "x") + end()).first(1))
                .isNotNull();
        assertThat(parts(TYPE, file("file", "a", "text/plain", "") + end()).first(1))
                .isNotNull();
    }

    @Test
    void readsHeadsStrictly() {
        assertThat(parts(TYPE, part("FORM-DATA; Name=title", "X-Other: 1\r\n", "x") + end())
                        .all(0))
                .hasSize(1);
        assertThat(parts(TYPE, part("form-data; name=title", "Content-Transfer-Encoding: 8BIT\r\n", "x") + end())
                        .all(0))
                .hasSize(1);
        assertRefused(TYPE, part("form-data", "", "x") + end());
        assertRefused(TYPE, part("form-data; name=\"\"", "", "x") + end());
        assertRefused(TYPE, part("attachment; name=title", "", "x") + end());
        assertRefused(
                TYPE, part("form-data; name=title", "Content-Disposition: form-data; name=file\r\n", "x") + end());
        assertRefused(TYPE, part("form-data; name=title", "Content-Transfer-Encoding: base64\r\n", "x") + end());
        assertRefused(
                TYPE, part("form-data; name=title", "Content-Type: text/plain; charset=none-such\r\n", "x") + end());
        assertRefused(TYPE, part("form-data;\r\n name=title", "", "x") + end());
        assertRefused(TYPE, "--XX\r\n\r\nx\r\n" + end());
        assertRefused(TYPE, "--XX\r\n\n\nx\r\n" + end());
        assertRefused(TYPE, "--XX\r\n\r\r\nx\r\n" + end());
        assertRefused(TYPE, "--XX\nContent-Disposition: form-data; name=title\n\nx\r\n" + end());
    }

    @Test
    void rejectsNestedMultipart() {
        assertRefused(
                TYPE,
                part(
                                "form-data; name=file",
                                "Content-Type: Multipart/Mixed; boundary=YY\r\n",
                                "--YY\r\nContent-Disposition: file; filename=a\r\n\r\nx\r\n--YY--")
                        + end());
    }

    @Test
    void limitsHeadsAndNames() {
        assertThat(parts(TYPE, field("a".repeat(256), "1") + end()).all(0)).isEmpty();
        assertRefused(TYPE, field("a".repeat(257), "1") + end());
        assertThat(parts(TYPE, part("form-data; name=title", "X: " + "a".repeat(8000) + "\r\n", "1") + end())
                        .all(0))
                .hasSize(1);
        assertRefused(TYPE, part("form-data; name=title", "X: " + "a".repeat(8192) + "\r\n", "1") + end());
        assertRefused(TYPE, "--XX\r\n" + "a: b\r\n".repeat(10_000));
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

    private static String part(String disposition, String fields, String content) {
        return "--XX\r\nContent-Disposition: " + disposition + "\r\n" + fields + "\r\n" + content + "\r\n";
    }

    private static String file(String name, String fileName, String type, String content) {
        return "--XX\r\ncontent-disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                + "\"\r\ncontent-type: " + type + "\r\n\r\n" + content + "\r\n";
    }

    private static String end() {
        return "--XX--\r\n";
    }
}
