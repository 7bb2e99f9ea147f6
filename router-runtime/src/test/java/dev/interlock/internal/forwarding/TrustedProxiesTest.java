package dev.interlock.internal.forwarding;

import static com.google.common.truth.Truth.assertThat;

import com.sun.management.ThreadMXBean;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.RequestHead;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.message.RequestFixture;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxies 10.0.0.0/8 and 2001:db8::/32 are trusted. */
final class TrustedProxiesTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final List<Network> NETWORKS = List.of(Network.parse("10.0.0.0/8"), Network.parse("2001:db8::/32"));

    /** @param fields {@code name=value}, separated by bars */
    private static Origin origin(boolean standard, String peer, String fields) {
        RequestFixture fixture = RequestFixture.get("/");
        for (String field : fields.split("\\|", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fixture.header(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        ReceivedRequest request = fixture.begin();
        return TrustedProxies.of(NETWORKS, standard).originOf(request.head(), new InetSocketAddress(peer, 4711));
    }

    private static String text(Origin origin) {
        InetSocketAddress client = (InetSocketAddress) origin.client();
        return client.getAddress().getHostAddress() + " " + client.getPort() + " " + origin.scheme() + " "
                + origin.authority();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = ';',
            value = {
                // The peer is not trusted, whatever it states.
                "203.0.113.9; x-forwarded-for=192.0.2.1|x-forwarded-proto=https; 203.0.113.9 4711 null null",
                // Without fields, the proxy is the client.
                "10.0.0.1; ''; 10.0.0.1 4711 null null",
                "10.0.0.1; x-forwarded-for=192.0.2.1; 192.0.2.1 0 null null",
                "10.0.0.1; x-forwarded-for=192.0.2.1:80|x-forwarded-proto=HTTPS|x-forwarded-host=shop.example:8443;"
                        + " 192.0.2.1 80 https shop.example:8443",
                // The client wrote the first element itself.
                "10.0.0.1; 'x-forwarded-for=10.9.9.9, 192.0.2.1'; 192.0.2.1 0 null null",
                "10.0.0.1; x-forwarded-for=10.9.9.9|x-forwarded-for=192.0.2.1; 192.0.2.1 0 null null",
                // Two trusted proxies.
                "10.0.0.1; 'x-forwarded-for=6.6.6.6, 192.0.2.1, 10.0.0.2'; 192.0.2.1 0 null null",
                "10.0.0.1; 'x-forwarded-for=192.0.2.1, 10.0.0.2|x-forwarded-proto=https, http';"
                        + " 192.0.2.1 0 https null",
                "10.0.0.1; 'x-forwarded-for=192.0.2.1, 10.0.0.2|x-forwarded-proto=ftp, https, http';"
                        + " 192.0.2.1 0 https null",
                "10.0.0.1; 'x-forwarded-for=192.0.2.1, 10.0.0.2|x-forwarded-proto=https'; 192.0.2.1 0 https null",
                // All nodes are trusted: the first one is the client.
                "10.0.0.1; 'x-forwarded-for=10.0.0.3, 10.0.0.2'; 10.0.0.3 0 null null",
                "2001:db8::1; x-forwarded-for=2001:db9::7; 2001:db9:0:0:0:0:0:7 0 null null",
                "2001:db8::1; 'x-forwarded-for=[2001:db9::7]:99'; 2001:db9:0:0:0:0:0:7 99 null null",
                // A malformed element hides the rest of the list.
                "10.0.0.1; 'x-forwarded-for=192.0.2.1, unknown'; 10.0.0.1 4711 null null",
                "10.0.0.1; 'x-forwarded-for=192.0.2.1, evil.example, 10.0.0.2'; 10.0.0.2 0 null null",
                "10.0.0.1; x-forwarded-for=192.0.2.1:99999; 10.0.0.1 4711 null null",
                "10.0.0.1; x-forwarded-for=fe80::1%en0; 10.0.0.1 4711 null null",
                "10.0.0.1; x-forwarded-for=[192.0.2.1]; 10.0.0.1 4711 null null",
                "10.0.0.1; x-forwarded-for=192.0.2.1|x-forwarded-proto=ws|x-forwarded-host=a/b; 192.0.2.1 0 null null",
                // The other kind of field does not count.
                "10.0.0.1; forwarded=for=192.0.2.1; 10.0.0.1 4711 null null"
            })
    void readsCustomaryFieldsFromTheirEnd(String peer, String fields, String expected) {
        assertThat(text(origin(false, peer, fields))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '!',
            value = {
                "203.0.113.9! forwarded=for=192.0.2.1;proto=https! 203.0.113.9 4711 null null",
                "10.0.0.1! forwarded=for=192.0.2.1! 192.0.2.1 0 null null",
                "10.0.0.1! forwarded=For=192.0.2.1;PROTO=https;by=203.0.113.43;host=shop.example!"
                        + " 192.0.2.1 0 https shop.example",
                "10.0.0.1! forwarded=for=\"[2001:db9::7]:4712\";host=\"shop.example:80\"!"
                        + " 2001:db9:0:0:0:0:0:7 4712 null shop.example:80",
                "10.0.0.1! 'forwarded=for=6.6.6.6;proto=ftp, for=192.0.2.1;proto=https'! 192.0.2.1 0 https null",
                "10.0.0.1! 'forwarded=for=192.0.2.1;proto=https;host=a.example , for=10.0.0.2;proto=http'!"
                        + " 192.0.2.1 0 https a.example",
                "10.0.0.1! forwarded=for=192.0.2.1|forwarded=for=10.0.0.2! 192.0.2.1 0 null null",
                // A hidden node ends the list, but its proxy is trusted.
                "10.0.0.1! 'forwarded=for=192.0.2.1, for=_hidden;proto=https'! 10.0.0.1 4711 https null",
                "10.0.0.1! forwarded=for=\"192.0.2.1:_port\"! 192.0.2.1 0 null null",
                "10.0.0.1! forwarded=proto=https! 10.0.0.1 4711 https null",
                "10.0.0.1! 'forwarded=for=\"\\1\\92.0.2.1\"'! 192.0.2.1 0 null null",
                // A client cannot hide itself by a malformed beginning.
                "10.0.0.1! 'forwarded=\", for=192.0.2.1;proto=https'! 192.0.2.1 0 https null",
                "10.0.0.1! forwarded=for=\"6.6.6.6|forwarded=for=192.0.2.1! 192.0.2.1 0 null null",
                // Malformed fields are ignored as a whole.
                "10.0.0.1! forwarded=for=192.0.2.1:80! 10.0.0.1 4711 null null",
                "10.0.0.1! forwarded=for=\"192.0.2.1! 10.0.0.1 4711 null null",
                "10.0.0.1! forwarded=for=192.0.2.1;for=192.0.2.2! 10.0.0.1 4711 null null",
                "10.0.0.1! forwarded=for! 10.0.0.1 4711 null null",
                "10.0.0.1! forwarded=for=! 10.0.0.1 4711 null null",
                "10.0.0.1! forwarded==192.0.2.1! 10.0.0.1 4711 null null",
                "10.0.0.1! forwarded=for=\"192.0.2.1\\! 10.0.0.1 4711 null null",
                "10.0.0.1! x-forwarded-for=192.0.2.1! 10.0.0.1 4711 null null"
            })
    void readsForwardedFromItsEnd(String peer, String fields, String expected) {
        assertThat(text(origin(true, peer, fields))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"false, x-forwarded-for, ''", "true, forwarded, for="})
    void readsOnlyTheEndOfALongList(boolean standard, String name, String key) {
        String long16 = (key + "10.0.0.2, ").repeat(1_000);
        // All nodes are trusted. The first one that is read is the client.
        String fields = name + "=" + key + "192.0.2.1, " + long16 + key + "10.0.0.3";
        assertThat(text(origin(standard, "10.0.0.1", fields))).isEqualTo("10.0.0.2 0 null null");
        fields = name + "=" + "a".repeat(16_000) + ", " + key + "192.0.2.1";
        assertThat(text(origin(standard, "10.0.0.1", fields))).isEqualTo("192.0.2.1 0 null null");
        fields = name + "=" + key + "192.0.2.1, " + "a".repeat(16_000);
        assertThat(text(origin(standard, "10.0.0.1", fields))).isEqualTo("10.0.0.1 4711 null null");
    }

    /** Parameters, empty elements and quotes cost most. */
    @ParameterizedTest
    @ValueSource(strings = {"a%d=b;", "a%d=b,", ",;%d", "a%d=\"\\b\";", "\"%d"})
    void hostileListCostsLittle(String piece) {
        StringBuilder value = new StringBuilder("for=6.6.6.6,");
        for (int i = 0; value.length() < 16_000; i++) {
            value.append(piece.formatted(i));
        }
        RequestHead head = RequestFixture.get("/")
                .header("forwarded", value + ",for=192.0.2.1")
                .begin()
                .head();
        TrustedProxies proxies = TrustedProxies.of(NETWORKS, true);
        InetSocketAddress peer = new InetSocketAddress("10.0.0.1", 4711);
        proxies.originOf(head, peer);
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        Origin origin = proxies.originOf(head, peer);
        long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(text(origin)).startsWith("192.0.2.1 ");
        // Three copies of the list, and what its end needs.
        assertThat(bytes).isLessThan(3 * 16_000 + 60_000);
    }

    @Test
    void requestHasOriginOfTrustedProxy() {
        RequestFixture fixture = RequestFixture.get("/")
                .header("host", "backend")
                .header("x-forwarded-for", "192.0.2.1")
                .header("x-forwarded-proto", "https")
                .header("x-forwarded-host", "shop.example");
        ReceivedRequest request = new ReceivedRequest();
        request.trust(TrustedProxies.of(NETWORKS, false));
        request.begin(fixture.head(), new RequestPath(), null, new InetSocketAddress("10.0.0.1", 4711));
        assertThat(((InetSocketAddress) request.remoteAddress()).getAddress().getHostAddress())
                .isEqualTo("192.0.2.1");
        assertThat(request.scheme()).isEqualTo("https");
        assertThat(request.authority().toString()).isEqualTo("shop.example");
    }
}
