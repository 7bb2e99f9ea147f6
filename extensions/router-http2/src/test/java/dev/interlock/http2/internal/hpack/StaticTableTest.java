package dev.interlock.http2.internal.hpack;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StaticTableTest {
    private static String name(int entry) {
        int from = StaticTable.nameFrom(entry);
        return new String(StaticTable.BYTES, from, StaticTable.nameTo(entry) - from, ISO_8859_1);
    }

    private static String value(int entry) {
        int from = StaticTable.nameTo(entry);
        return new String(StaticTable.BYTES, from, StaticTable.valueTo(entry) - from, ISO_8859_1);
    }

    @Test
    void entriesAreThoseOfNetty() throws Exception {
        DefaultHttp2HeadersDecoder netty = new DefaultHttp2HeadersDecoder(false);
        for (int entry = 1; entry <= StaticTable.LAST; entry++) {
            Http2Headers headers = netty.decodeHeaders(1, Unpooled.wrappedBuffer(new byte[] {(byte) (0x80 | entry)}));
            Map.Entry<CharSequence, CharSequence> field = headers.iterator().next();
            assertThat(name(entry)).isEqualTo(field.getKey().toString());
            assertThat(value(entry)).isEqualTo(field.getValue().toString());
        }
    }

    @Test
    void findsNamesInAnyCase() {
        for (int entry = 1; entry <= StaticTable.LAST; entry++) {
            byte[] lower = name(entry).getBytes(ISO_8859_1);
            byte[] upper = name(entry).toUpperCase(Locale.ROOT).getBytes(ISO_8859_1);
            int found = StaticTable.find(upper, 0, upper.length);
            assertThat(name(found)).isEqualTo(name(entry));
            assertThat(found).isAtMost(entry);
            assertThat(StaticTable.findExact(lower, 0, lower.length)).isEqualTo(found);
            assertThat(StaticTable.findExact(upper, 0, upper.length)).isEqualTo(0);
            assertThat(StaticTable.firstWithName(entry)).isEqualTo(found);
        }
    }

    @Test
    void findsNoOtherNames() {
        for (String name : new String[] {"", "x", "accept-", "etaG2", ":STATUS1", "content-lengtj", "hosu"}) {
            byte[] bytes = name.getBytes(ISO_8859_1);
            assertThat(StaticTable.find(bytes, 0, bytes.length)).isEqualTo(0);
        }
    }

    @Test
    void constantsAreTheirEntries() {
        assertThat(name(StaticTable.AUTHORITY)).isEqualTo(":authority");
        assertThat(name(StaticTable.METHOD)).isEqualTo(":method");
        assertThat(name(StaticTable.PATH)).isEqualTo(":path");
        assertThat(name(StaticTable.SCHEME)).isEqualTo(":scheme");
        assertThat(name(StaticTable.STATUS)).isEqualTo(":status");
        assertThat(name(StaticTable.CONTENT_LENGTH)).isEqualTo("content-length");
        assertThat(name(StaticTable.COOKIE)).isEqualTo("cookie");
        assertThat(name(StaticTable.DATE)).isEqualTo("date");
        assertThat(name(StaticTable.EXPECT)).isEqualTo("expect");
        assertThat(name(StaticTable.HOST)).isEqualTo("host");
        assertThat(name(StaticTable.SET_COOKIE)).isEqualTo("set-cookie");
        assertThat(name(StaticTable.TRANSFER_ENCODING)).isEqualTo("transfer-encoding");
        assertThat(value(StaticTable.ofStatus(404))).isEqualTo("404");
        assertThat(StaticTable.ofStatus(201)).isEqualTo(0);
    }
}
