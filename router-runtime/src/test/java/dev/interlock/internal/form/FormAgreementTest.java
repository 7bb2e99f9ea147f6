package dev.interlock.internal.form;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.FieldNames;
import dev.interlock.http.HttpException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostStandardRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Well-formed forms and queries agree with Netty's two decoders (decision 7). */
class FormAgreementTest {
    private static final String[] NAMES = {"a", "b c", "\u00e9", "a&=b", "%41", "+", "\ud83d\ude00"};
    private static final FieldNames FIELD_NAMES = FieldNames.of(NAMES);
    private static final String SAFE = "abcXYZ019-._~*!$'(),;:@/?";

    record Pair(String name, String value) {}

    @Provide
    Arbitrary<List<Pair>> pairs() {
        Arbitrary<String> texts = Arbitraries.strings()
                .ofMaxLength(12)
                // Replaces unpaired surrogates, which have no encoding.
                .map(text -> new String(text.getBytes(UTF_8), UTF_8));
        // Netty removes white space around names. An unwanted name must not become a wanted one.
        Arbitrary<String> others = texts.map(text -> 'x' + text);
        Arbitrary<String> names = Arbitraries.oneOf(Arbitraries.of(NAMES), others);
        return Combinators.combine(names, texts).as(Pair::new).list().ofMaxSize(10);
    }

    @Property
    void agreesWithNettyOnForms(@ForAll("pairs") List<Pair> pairs, @ForAll Random random) throws IOException {
        String form = encode(pairs, random);
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.copiedBuffer(form, UTF_8));
        request.headers().set("content-type", "application/x-www-form-urlencoded");
        HttpPostStandardRequestDecoder decoder =
                new HttpPostStandardRequestDecoder(new DefaultHttpDataFactory(false), request, UTF_8, -1, -1);
        try {
            for (int i = 0; i < NAMES.length; i++) {
                List<String> theirs = new ArrayList<>();
                List<InterfaceHttpData> data = decoder.getBodyHttpDatas(NAMES[i]);
                for (InterfaceHttpData each : data == null ? List.<InterfaceHttpData>of() : data) {
                    theirs.add(((Attribute) each).getValue());
                }
                assertThat(values(form, i)).isEqualTo(theirs);
            }
        } finally {
            decoder.destroy();
            request.release();
        }
    }

    @Property
    void agreesWithNettyOnQueries(@ForAll("pairs") List<Pair> pairs, @ForAll Random random) {
        String query = encode(pairs, random);
        QueryStringDecoder decoder = new QueryStringDecoder("/?" + query, UTF_8, true, Integer.MAX_VALUE, true);
        for (int i = 0; i < NAMES.length; i++) {
            assertThat(values(query, i)).isEqualTo(decoder.parameters().getOrDefault(NAMES[i], List.of()));
        }
    }

    @Test
    void rejectsMalformedInputThatNettyReplaces() {
        assertThat(new QueryStringDecoder("/?a=%ff").parameters().get("a")).containsExactly("\ufffd");
        assertThat(new QueryStringDecoder("/?a=1;b=2").parameters().get("a")).containsExactly("1");
        assertThrows(HttpException.class, () -> values("a=%ff", 0));
        assertThat(values("a=1;b=2", 0)).containsExactly("1;b=2");
    }

    private static List<String> values(String text, int name) {
        byte[] bytes = text.getBytes(UTF_8);
        ReceivedFields fields = new ReceivedFields();
        fields.begin(FIELD_NAMES);
        FormScanner.scan(bytes, 0, bytes.length, fields, "form");
        List<String> values = new ArrayList<>();
        for (int i = 0; i < fields.count(name); i++) {
            values.add(fields.value(name, i).toString());
        }
        return values;
    }

    /** Writes each character in a random valid form. */
    private static String encode(List<Pair> pairs, Random random) {
        StringBuilder text = new StringBuilder();
        for (Pair pair : pairs) {
            text.append(text.isEmpty() ? "" : "&");
            append(text, pair.name(), random);
            append(text.append('='), pair.value(), random);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String plain, Random random) {
        for (byte octet : plain.getBytes(UTF_8)) {
            if (octet == ' ' && random.nextBoolean()) {
                text.append('+');
            } else if (octet > 0 && SAFE.indexOf(octet) >= 0 && random.nextBoolean()) {
                text.append((char) octet);
            } else {
                text.append(String.format(random.nextBoolean() ? "%%%02x" : "%%%02X", octet & 0xff));
            }
        }
    }
}
