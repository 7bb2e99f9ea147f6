package dev.interlock.http2.internal.hpack;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.bytes.ByteWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Our codec and Netty's read each other's blocks, and reject the same malformed blocks. */
final class HpackAgreementTest {
    private static final String[] NAMES = {
        ":method",
        ":path",
        ":authority",
        "accept",
        "content-type",
        "cookie",
        "user-agent",
        "x-request-id",
        "te",
        "x",
        "date",
        "server",
        "set-cookie",
        "if-unmodified-since",
        "access-control-allow-origin",
        "grpc-timeout"
    };

    private static String text(Random random, int most) {
        char[] text = new char[random.nextInt(most)];
        boolean ascii = random.nextInt(4) > 0;
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) (ascii ? ' ' + random.nextInt(95) : random.nextInt(256));
        }
        return new String(text);
    }

    private static String value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "value" + random.nextInt(3);
            case 2 -> text(random, 40);
            default -> text(random, 1 + random.nextInt(600));
        };
    }

    private static List<String[]> section(Random random) {
        List<String[]> fields = new ArrayList<>();
        for (int i = random.nextInt(15); i >= 0; i--) {
            fields.add(new String[] {NAMES[random.nextInt(NAMES.length)], value(random)});
        }
        return fields;
    }

    private static byte[] nettyBlock(DefaultHttp2HeadersEncoder encoder, List<String[]> fields) {
        Http2Headers headers = new DefaultHttp2Headers(false);
        fields.forEach(it -> headers.add(it[0], it[1]));
        ByteBuf into = Unpooled.buffer();
        try {
            encoder.encodeHeaders(1, headers, into);
            return ByteBufUtil.getBytes(into);
        } catch (Http2Exception e) {
            throw new AssertionError(e);
        } finally {
            into.release();
        }
    }

    @Property(tries = 300)
    void readsWhatNettyWrites(@ForAll long seed) {
        Random random = new Random(seed);
        HpackAgreement agreement = new HpackAgreement();
        DefaultHttp2HeadersEncoder encoder =
                new DefaultHttp2HeadersEncoder((name, value) -> random.nextInt(10) == 0, random.nextBoolean());
        for (int i = 0; i < 20; i++) {
            byte[] block = nettyBlock(encoder, section(random));
            assertThat(agreement.read(block, random.nextInt(block.length + 1))).isTrue();
        }
    }

    @Property(tries = 2000)
    void agreesAboutChangedBlocks(@ForAll long seed) {
        Random random = new Random(seed);
        HpackAgreement agreement = new HpackAgreement();
        DefaultHttp2HeadersEncoder encoder =
                new DefaultHttp2HeadersEncoder((name, value) -> random.nextInt(10) == 0, random.nextBoolean());
        for (int i = 0; i < 10; i++) {
            byte[] block = nettyBlock(encoder, section(random));
            for (int changes = random.nextInt(3); changes > 0 && block.length > 0; changes--) {
                block[random.nextInt(block.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (!agreement.read(block, random.nextInt(block.length + 1))) {
                return;
            }
        }
    }

    @Property(tries = 5000)
    void agreesAboutRandomBytes(@ForAll long seed) {
        Random random = new Random(seed);
        HpackAgreement agreement = new HpackAgreement();
        for (int i = 0; i < 5; i++) {
            byte[] block = new byte[random.nextInt(30)];
            random.nextBytes(block);
            if (!agreement.read(block, random.nextInt(block.length + 1))) {
                return;
            }
        }
    }

    @Property(tries = 300)
    void nettyReadsWhatWeWrite(@ForAll long seed) throws Http2Exception {
        Random random = new Random(seed);
        HpackEncoder encoder = new HpackEncoder(random.nextInt(3) == 0 ? random.nextInt(500) : 4096);
        DefaultHttp2HeadersDecoder netty = new DefaultHttp2HeadersDecoder(false, 1 << 20);
        ByteWriter block = new ByteWriter(16);
        for (int i = 0; i < 30; i++) {
            if (random.nextInt(5) == 0) {
                int size = random.nextInt(3) * random.nextInt(1000);
                encoder.peerTableSize(size);
                netty.configuration().maxHeaderTableSize(size);
            }
            List<String[]> section = section(random);
            block.clear();
            encoder.begin(block);
            for (String[] field : section) {
                byte[] bytes = (field[0] + field[1]).getBytes(ISO_8859_1);
                int nameEnd = field[0].length();
                encoder.field(block, bytes, 0, nameEnd, nameEnd, bytes.length);
            }
            assertThat(read(netty, Arrays.copyOf(block.array(), block.length())))
                    .containsExactlyElementsIn(
                            section.stream().map(it -> it[0] + ": " + it[1]).toList());
        }
    }

    private static List<String> read(DefaultHttp2HeadersDecoder netty, byte[] block) throws Http2Exception {
        ByteBuf buffer = Unpooled.wrappedBuffer(block);
        List<String> fields = new ArrayList<>();
        for (Map.Entry<CharSequence, CharSequence> field : netty.decodeHeaders(1, buffer)) {
            fields.add(field.getKey() + ": " + field.getValue());
        }
        return fields;
    }
}
