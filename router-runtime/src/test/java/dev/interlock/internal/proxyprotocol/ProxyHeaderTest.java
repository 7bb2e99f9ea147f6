package dev.interlock.internal.proxyprotocol;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyHeaderTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII);

    private final ProxyHeader header = new ProxyHeader();

    /** Parses a header that a request follows, cut at each byte and at an offset. Returns the client. */
    private @Nullable InetSocketAddress clientOf(byte[] bytes) {
        byte[] all = Headers.join(new byte[3], bytes, REQUEST);
        int end = 3 + bytes.length;
        for (int to = 3; to < end; to++) {
            assertWithMessage("the first %s bytes", to - 3)
                    .that(header.parse(Arrays.copyOf(all, to), 3, to))
                    .isEqualTo(ProxyHeader.INCOMPLETE);
            assertThat(header.takeClient()).isNull();
        }
        assertThat(header.parse(all, 3, end)).isEqualTo(end);
        assertThat(header.parse(all, 3, all.length)).isEqualTo(end);
        InetSocketAddress client = header.takeClient();
        assertThat(header.takeClient()).isNull();
        return client;
    }

    private static String text(@Nullable InetSocketAddress address) {
        return address == null ? "" : address.getAddress().getHostAddress() + " " + address.getPort();
    }

    private String client(byte[] bytes) {
        return text(clientOf(bytes));
    }

    private String client(String line) {
        return client(Headers.line(line + "\r\n"));
    }

    @Test
    void readsText() {
        assertThat(client("PROXY TCP4 203.0.113.7 192.0.2.9 40000 80")).isEqualTo("203.0.113.7 40000");
        assertThat(client("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535"))
                .isEqualTo("255.255.255.255 65535");
        assertThat(client("PROXY TCP6 2001:db8::7 ::1 0 80")).isEqualTo("2001:db8:0:0:0:0:0:7 0");
        assertThat(client("PROXY TCP6 ::ffff:203.0.113.7 2001:DB8::1 1 80")).isEqualTo("203.0.113.7 1");
    }

    @Test
    void ignoresAddressesOfUnknownClients() {
        assertThat(clientOf(Headers.line("PROXY UNKNOWN\r\n"))).isNull();
        assertThat(clientOf(Headers.line("PROXY UNKNOWN anything at all\r\n"))).isNull();
        assertThat(clientOf(Headers.binary(0x00, new byte[0], new byte[20]))).isNull();
        assertThat(clientOf(Headers.binary(Headers.UNIX, new byte[216], new byte[0])))
                .isNull();
        assertThat(clientOf(Headers.local())).isNull();
        assertThat(clientOf(Headers.assemble(0x20, 0x11, new byte[1]))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "proxy TCP4 203.0.113.7 192.0.2.9 40000 80",
                "PROXY  TCP4 203.0.113.7 192.0.2.9 40000 80",
                "PROXY TCP4 203.0.113.7 192.0.2.9 40000 80 ",
                "PROXY TCP4 203.0.113.7 192.0.2.9 40000",
                "PROXY TCP4 203.0.113.7  40000 80",
                "PROXY TCP4 203.0.113 192.0.2.9 40000 80",
                "PROXY TCP4 203.0.113.7.1 192.0.2.9 40000 80",
                "PROXY TCP4 203.0.113.256 192.0.2.9 40000 80",
                "PROXY TCP4 203.0.113.07 192.0.2.9 40000 80",
                "PROXY TCP4 203.0.113.-7 192.0.2.9 40000 80",
                "PROXY TCP4 ::1 ::1 40000 80",
                "PROXY TCP4 client 192.0.2.9 40000 80",
                "PROXY TCP4 203.0.113.7 192.0.2.9 65536 80",
                "PROXY TCP4 203.0.113.7 192.0.2.9 040 80",
                "PROXY TCP4 203.0.113.7 192.0.2.9 -1 80",
                "PROXY TCP4 203.0.113.7 192.0.2.9 1 080",
                "PROXY TCP4",
                "PROXY TCP5 203.0.113.7 192.0.2.9 40000 80",
                "PROXY TCP6 203.0.113.7 192.0.2.9 40000 80",
                "PROXY TCP6 ::1%lo ::1 40000 80",
                "PROXY TCP6 [::1] ::1 40000 80",
                "PROXY TCP6 :::1 ::1 40000 80",
                "PROXY TCP6 1:2:3:4:5:6:7:8:9 ::1 40000 80",
                "PROXY TCP6 ::12345 ::1 40000 80",
                "PROXY UNKNOWNS",
                "PROXY TCP4 203.0.113.7 192.0.2.9 40000 80\rHost: a",
            })
    void rejectsMalformedText(String line) {
        assertThat(parsed(Headers.line(line + "\r\n"))).isEqualTo(ProxyHeader.MALFORMED);
    }

    private int parsed(byte[] bytes) {
        return header.parse(bytes, 0, bytes.length);
    }

    @Test
    void rejectsLineEndWithoutReturn() {
        assertThat(parsed(Headers.line("PROXY UNKNOWN\n"))).isEqualTo(ProxyHeader.MALFORMED);
    }

    @Test
    void limitsText() {
        String longest = "PROXY UNKNOWN " + "x".repeat(107 - 16);
        assertThat(client(longest)).isEmpty();
        assertThat(parsed(Headers.line(longest + "x\r\n"))).isEqualTo(ProxyHeader.MALFORMED);
        assertThat(parsed(Headers.line(longest))).isEqualTo(ProxyHeader.INCOMPLETE);
        assertThat(parsed(Headers.line(longest + "xx"))).isEqualTo(ProxyHeader.MALFORMED);
    }

    @Test
    void rejectsOtherProtocolsAtTheFirstByte() {
        assertThat(parsed(Headers.line("G"))).isEqualTo(ProxyHeader.MALFORMED);
        assertThat(parsed(Headers.line("PO"))).isEqualTo(ProxyHeader.MALFORMED);
        assertThat(parsed(Headers.line("\r\n\r\nG"))).isEqualTo(ProxyHeader.MALFORMED);
    }

    @Test
    void readsBinary() {
        assertThat(client(Headers.binary("203.0.113.7", 40_000))).isEqualTo("203.0.113.7 40000");
        assertThat(client(Headers.binary(0x12, Headers.ipv4("203.0.113.7", 65_535), new byte[0])))
                .isEqualTo("203.0.113.7 65535");
        assertThat(client(Headers.binary(Headers.TCP6, Headers.ipv6("2001:db8::7", 1), new byte[0])))
                .isEqualTo("2001:db8:0:0:0:0:0:7 1");
    }

    @Test
    void skipsValues() {
        byte[] values = Headers.join(
                Headers.value(0x04, new byte[9]), Headers.value(0x05, new byte[128]), Headers.value(0xEE, new byte[0]));
        assertThat(client(Headers.binary(Headers.TCP4, Headers.ipv4("203.0.113.7", 1), values)))
                .isEqualTo("203.0.113.7 1");
    }

    @Test
    void verifiesChecksum() {
        byte[] addresses = Headers.ipv4("203.0.113.7", 1);
        byte[] valid = Headers.checked(addresses);
        assertThat(client(valid)).isEqualTo("203.0.113.7 1");
        for (int i = 16; i < valid.length; i++) {
            if (i == 28) {
                // The type of the value. With another type, there is no checksum.
                continue;
            }
            byte[] wrong = valid.clone();
            wrong[i] ^= 1;
            assertWithMessage("byte %s", i).that(parsed(wrong)).isEqualTo(ProxyHeader.MALFORMED);
        }
        byte[] tooShort = Headers.binary(Headers.TCP4, addresses, Headers.value(0x03, new byte[3]));
        assertThat(parsed(tooShort)).isEqualTo(ProxyHeader.MALFORMED);
    }

    @Test
    void rejectsMalformedBinary() {
        byte[] addresses = Headers.ipv4("203.0.113.7", 1);
        List<byte[]> malformed = List.of(
                Headers.assemble(0x11, Headers.TCP4, addresses),
                Headers.assemble(0x22, Headers.TCP4, addresses),
                Headers.assemble(0x21, 0x13, addresses),
                Headers.assemble(0x21, 0x41, addresses),
                Headers.assemble(0x21, Headers.TCP4, Arrays.copyOf(addresses, 11)),
                Headers.assemble(0x21, Headers.TCP6, addresses),
                Headers.assemble(0x21, Headers.UNIX, addresses),
                Headers.binary(Headers.TCP4, addresses, new byte[1]),
                Headers.binary(Headers.TCP4, addresses, new byte[] {1, 0, 2, 0}));
        for (byte[] each : malformed) {
            assertWithMessage("%s", Arrays.toString(each)).that(parsed(each)).isEqualTo(ProxyHeader.MALFORMED);
        }
    }

    @Test
    void limitsBinary() {
        byte[] longest = Headers.assemble(0x20, 0, new byte[ProxyHeader.MAX_BYTES - 16]);
        assertThat(parsed(longest)).isEqualTo(ProxyHeader.MAX_BYTES);
        byte[] longer = Headers.assemble(0x20, 0, new byte[ProxyHeader.MAX_BYTES - 15]);
        // The length alone suffices.
        assertThat(parsed(Arrays.copyOf(longer, 16))).isEqualTo(ProxyHeader.MALFORMED);
    }

    /** Compares with Netty's decoder, on headers of which a few bytes are changed. */
    @Test
    void agreesWithNetty() {
        Random random = new Random(7);
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = headerOf(random);
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : " .:0123\r\n".charAt(random.nextInt(9)));
            }
            int end = parsed(bytes);
            String client = text(header.takeClient());
            String expected = Oracle.parse(bytes);
            String shown = Arrays.toString(bytes) + " " + new String(bytes, US_ASCII);
            if (end > 0 && !hasTlsValue(bytes)) {
                accepted++;
                assertWithMessage("%s", shown).that(client).isEqualTo(expected);
            } else if (end == ProxyHeader.MALFORMED && expected != null) {
                assertWithMessage("%s", shown).that(isStricter(bytes)).isTrue();
            }
        }
        assertThat(accepted).isGreaterThan(50_000);
    }

    private static byte[] headerOf(Random random) {
        byte[] four = new byte[4];
        byte[] six = new byte[16];
        random.nextBytes(four);
        random.nextBytes(six);
        int port = 1 + random.nextInt(65_535);
        try {
            String client =
                    InetAddress.getByAddress(random.nextBoolean() ? four : six).getHostAddress();
            boolean isIpv4 = client.indexOf(':') < 0;
            byte[] addresses = isIpv4 ? Headers.ipv4(client, port) : Headers.ipv6(client, port);
            return switch (random.nextInt(4)) {
                case 0 ->
                    Headers.line(
                            "PROXY " + (isIpv4 ? "TCP4 " : "TCP6 ") + client + " " + client + " " + port + " 80\r\n");
                case 1 -> Headers.binary(isIpv4 ? Headers.TCP4 : Headers.TCP6, addresses, new byte[0]);
                case 2 ->
                    isIpv4
                            ? Headers.checked(addresses)
                            : Headers.binary(Headers.TCP6, addresses, Headers.value(4, new byte[5]));
                default -> Headers.local();
            };
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a header has the value about TLS, which has values within it. Netty reads them, and we do not. */
    private static boolean hasTlsValue(byte[] bytes) {
        int at = bytes[13] == Headers.TCP4 ? 28 : 52;
        return bytes[0] != 'P' && at < bytes.length && bytes[at] == 0x20;
    }

    /** Whether a header has something that we reject and Netty accepts. */
    private static boolean isStricter(byte[] bytes) {
        if (bytes[0] == 'P') {
            String line = new String(bytes, US_ASCII);
            String[] fields = line.replace("\r\n", "").split(" ", -1);
            // Netty accepts leading zeros and further fields.
            return fields.length != 6
                    || fields[4].startsWith("0")
                    || fields[4].startsWith("+")
                    || fields[5].startsWith("0")
                    || fields[5].startsWith("+")
                    || line.matches("(?s).*\\b0[0-9].*");
        }
        // Netty verifies no checksum, ignores values that do not fit, and reads unknown families as UNSPEC.
        return true;
    }

    /** Netty's decoder. */
    private static final class Oracle {
        /** Returns the client of a complete header; empty if it names none; null if Netty does not accept it. */
        static @Nullable String parse(byte[] bytes) {
            EmbeddedChannel channel = new EmbeddedChannel(new HAProxyMessageDecoder());
            ByteBuf read = Unpooled.wrappedBuffer(bytes);
            try {
                channel.writeInbound(read);
                HAProxyMessage message = channel.readInbound();
                if (message == null) {
                    return null;
                }
                try {
                    return client(message);
                } finally {
                    message.release();
                }
            } catch (RuntimeException e) {
                return null;
            }
        }

        private static String client(HAProxyMessage message) {
            String address = message.sourceAddress();
            if (message.command() == HAProxyCommand.LOCAL || address == null) {
                return "";
            }
            return switch (message.proxiedProtocol().addressFamily()) {
                case AF_IPv4, AF_IPv6 -> text(new InetSocketAddress(address, message.sourcePort()));
                default -> "";
            };
        }
    }

    @Test
    void survivesRandomBytes() {
        Random random = new Random(8);
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            byte[] rest = new byte[random.nextInt(60)];
            random.nextBytes(rest);
            byte[] bytes = random.nextBoolean()
                    ? Headers.assemble(0x21, random.nextInt(0x34), rest)
                    : Headers.join(Headers.line("PROXY TCP6 "), rest, Headers.line("\r\n"));
            ends.add(header.parse(bytes, 0, bytes.length));
        }
        assertThat(ends).contains(ProxyHeader.MALFORMED);
    }
}
