package dev.interlock.internal.form;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.Slice;
import dev.interlock.http.FieldNames;
import dev.interlock.internal.memory.MemoryMeter;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The reader and Netty's decoder agree on well-formed multipart bodies (decision 13). */
final class MultipartAgreementTest {
    private static final FieldNames NAMES = FieldNames.of("a");
    private static final String[] BOUNDARIES = {"X", "----x", "--", "a'()+_,-./:=? b", "0".repeat(70)};
    private static final String LETTERS = "\r\n- \t\0\u00ffX0";

    private static String body(String boundary, Random random) {
        StringBuilder body = new StringBuilder(random.nextBoolean() ? "\r\n" : "");
        int parts = random.nextInt(5);
        for (int i = 0; i < parts; i++) {
            body.append("--")
                    .append(boundary)
                    .append("\r\nContent-Disposition: form-data; name=\"a\"; filename=\"f\"\r\n\r\n");
            body.append(content(boundary, random)).append("\r\n");
        }
        return body.append("--").append(boundary).append("--\r\n").toString();
    }

    /** Returns random content without a delimiter. After a delimiter, the rest would be read as the head of a part. */
    private static String content(String boundary, Random random) {
        String content = drawn(boundary, random);
        while (("\r\n" + content).contains("\r\n--" + boundary)) {
            content = drawn(boundary, random);
        }
        return content;
    }

    /** Returns random content with lookalikes of delimiters. These are truncated, or are not at the start of a line. */
    private static String drawn(String boundary, Random random) {
        StringBuilder content = new StringBuilder();
        int pieces = random.nextInt(30);
        for (int i = 0; i < pieces; i++) {
            switch (random.nextInt(4)) {
                case 0 ->
                    content.append("\r\n--")
                            .append(boundary, 0, random.nextInt(boundary.length()))
                            .append('#');
                case 1 -> content.append("x--").append(boundary);
                case 2 -> content.append("\r\n");
                default -> content.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
        }
        // Without this letter, a line break at the end could be read as a part of the next delimiter.
        return content.append('x').toString();
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void agreesWithNettyOnBodies(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        String boundary = BOUNDARIES[random.nextInt(BOUNDARIES.length)];
        String type = "multipart/form-data; boundary=\"" + boundary + '"';
        byte[] body = body(boundary, random).getBytes(ISO_8859_1);
        ReceivedParts parts = MultipartReader.read(
                NAMES, type, new Slice().wrap(body, 0, body.length), FormSettings.DEFAULT, MemoryMeter.FREE);
        List<String> ours = parts.all(0).stream()
                .map(part -> new String(part.content().toByteArray(), ISO_8859_1))
                .toList();
        assertThat(ours).isEqualTo(theirs(type, body));
    }

    private static List<String> theirs(String type, byte[] body) throws IOException {
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
        request.headers().set("content-type", type);
        HttpPostMultipartRequestDecoder decoder =
                new HttpPostMultipartRequestDecoder(new DefaultHttpDataFactory(false), request, UTF_8, -1, -1);
        try {
            List<String> contents = new ArrayList<>();
            for (InterfaceHttpData data : decoder.getBodyHttpDatas()) {
                contents.add(new String(((FileUpload) data).get(), ISO_8859_1));
            }
            return contents;
        } finally {
            decoder.destroy();
            request.release();
        }
    }
}
