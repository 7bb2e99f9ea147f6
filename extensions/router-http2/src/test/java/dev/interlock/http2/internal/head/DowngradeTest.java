package dev.interlock.http2.internal.head;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.http2.internal.Blocks;
import dev.interlock.internal.http1.HeadParser;
import dev.interlock.internal.http1.Limits;
import dev.interlock.internal.http1.Progress;
import dev.interlock.internal.message.ReceivedHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/2 accepts no request that HTTP/1.1 would reject. The test writes each accepted request as HTTP/1.1, as a proxy
 * does. The parser of HTTP/1.1 must accept it, and must find exactly the same request.
 */
final class DowngradeTest {
    private static final String[] FIELDS = {
        "accept|*/*",
        "host|a.test",
        "content-length|3",
        "content-length|0",
        "te|trailers",
        "cookie|a=b",
        "cookie|c=d",
        "expect|100-continue",
        "x-long|" + "v".repeat(500),
        "transfer-encoding|chunked",
        "connection|close",
        "x|",
        "range|bytes=0-1",
        "a|b\r\nc: d",
        "a|b\nHost: evil.test",
        "a\r\nb|c",
        "x y|z",
        "X|y",
        ":path|/b",
        "|v"
    };

    private static final String[] TARGETS = {
        "/", "/a?b=c", "/%zz", "*", "", "a", "/a b", "/a HTTP/1.1\r\nx: y", "//a", "/\u00e4", "/a#b", "http://b.test/"
    };

    private static final String[] METHODS = {"GET", "POST", "OPTIONS", "CONNECT", "G T", "", "GET /x", "PRI", "g"};

    private static final String[] AUTHORITIES = {
        "a.test", "a.test:80", "[::1]", "", "u@a.test", "a b", "a\r\nx", "a/b", "a:b", "[::1", "a.test:123456"
    };

    private static String pick(Random random, String[] from) {
        // Often the first element, which is valid.
        return from[random.nextInt(3) > 0 ? 0 : random.nextInt(from.length)];
    }

    private static String mutated(Random random, String text) {
        if (random.nextInt(15) > 0) {
            return text;
        }
        StringBuilder changed = new StringBuilder(text);
        changed.insert(random.nextInt(text.length() + 1), (char) random.nextInt(256));
        return changed.toString();
    }

    private static List<String> section(Random random) {
        List<String> fields = new ArrayList<>();
        fields.add(":method|" + mutated(random, pick(random, METHODS)));
        fields.add(":path|" + mutated(random, pick(random, TARGETS)));
        fields.add(":scheme|" + pick(random, new String[] {"https", "http", "ftp", "", "HTTP"}));
        if (random.nextInt(8) > 0) {
            fields.add(":authority|" + mutated(random, pick(random, AUTHORITIES)));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            fields.add(mutated(random, FIELDS[random.nextInt(FIELDS.length)]));
        }
        fields.removeIf(it -> it.indexOf('|') < 0 || random.nextInt(30) == 0);
        return fields;
    }

    @Property(tries = 30_000)
    void acceptsOnlyWhatHttp1Accepts(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> fields = section(random);
        RequestReader reader = new RequestReader();
        HeadRefusal refusal = reader.read(Blocks.of(fields.toArray(String[]::new), 0), false);
        if (refusal == null) {
            checkHttp1(fields, reader);
        }
        checkIndexed(fields, refusal);
    }

    /** Asserts that the same fields from the dynamic table have the same result each time. */
    private static void checkIndexed(List<String> fields, @Nullable HeadRefusal refusal) {
        RequestReader reader = new RequestReader();
        assertThat(reader.read(Blocks.of(fields.toArray(String[]::new), 0x40), false))
                .isEqualTo(refusal);
        byte[] indexes = new byte[fields.size()];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = (byte) (0x80 | 61 + indexes.length - i);
        }
        for (int i = 0; i < 2; i++) {
            assertWithMessage("%s", fields).that(reader.read(indexes, false)).isEqualTo(refusal);
        }
    }

    private static void checkHttp1(List<String> fields, RequestReader reader) {
        ReceivedHead head = reader.head;
        String method = reader.text(head.methodFrom(), head.methodTo());
        StringBuilder text = new StringBuilder(method)
                .append(' ')
                .append(reader.text(head.targetFrom(), head.targetTo()))
                .append(" HTTP/1.1\r\n");
        reader.headers().forEach(it -> text.append(it).append("\r\n"));
        byte[] wire = text.append("\r\n").toString().getBytes(ISO_8859_1);
        ReceivedHead other = new ReceivedHead();
        HeadParser parser = new HeadParser(Limits.DEFAULT, other);
        parser.begin(Arrays.copyOf(wire, wire.length + Long.BYTES), 0);
        Progress progress = parser.parse(wire.length);
        String message = fields + " as " + text + " " + (progress == Progress.REFUSED ? parser.refusal() : "");
        assertWithMessage(message).that(progress).isEqualTo(Progress.DONE);
        assertWithMessage(message).that(parser.end()).isEqualTo(wire.length);
        assertWithMessage(message).that(describe(other)).isEqualTo(describe(head));
        assertWithMessage(message)
                .that(parser.framing().expectsContinue())
                .isEqualTo(reader.fields.expectsContinue() && reader.fields.length() > 0);
    }

    private static String describe(ReceivedHead head) {
        StringBuilder text = new StringBuilder();
        append(text, head, head.methodFrom(), head.methodTo());
        append(text, head, head.targetFrom(), head.targetTo());
        append(text, head, head.pathFrom(), head.pathTo());
        append(text, head, head.queryFrom(), head.queryTo());
        append(text, head, head.authorityFrom(), head.authorityTo());
        for (int i = 0; i < head.fieldCount(); i++) {
            append(text, head, head.nameFrom(i), head.nameTo(i));
            append(text, head, head.valueFrom(i), head.valueTo(i));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, ReceivedHead head, int from, int to) {
        text.append('|').append(from < 0 ? "none" : new String(head.bytes(), from, to - from, ISO_8859_1));
    }
}
