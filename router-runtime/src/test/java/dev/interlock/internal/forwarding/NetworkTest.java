package dev.interlock.internal.forwarding;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.129, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
        "::/0, 127.0.0.1, false"
    })
    void containsAddressesWithSameBits(String network, String address, boolean expected) throws UnknownHostException {
        assertThat(Network.parse(network).contains(InetAddress.getByName(address)))
                .isEqualTo(expected);
    }

    /** An address that differs from the network in one bit is in the network only if this bit is after the prefix. */
    @Test
    void containsAddressesWithTheSamePrefix() throws UnknownHostException {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            byte[] base = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(base);
            int bits = random.nextInt(base.length * 8 + 1);
            for (int bit = bits; bit < base.length * 8; bit++) {
                base[bit >> 3] &= (byte) ~(0x80 >> (bit & 7));
            }
            byte[] other = base.clone();
            int flipped = random.nextInt(base.length * 8);
            other[flipped >> 3] ^= (byte) (0x80 >> (flipped & 7));
            Network network = Network.parse(InetAddress.getByAddress(base).getHostAddress() + "/" + bits);
            assertThat(network.contains(InetAddress.getByAddress(base))).isTrue();
            assertThat(network.contains(InetAddress.getByAddress(other))).isEqualTo(flipped >= bits);
            assertThat(Network.parse(network.toString())).isEqualTo(network);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop.example",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.1/8",
                "::1/129",
                "[::1]",
                "10.0.0",
                "fe80::1%eth0",
                "10.0.0.0/8/8"
            })
    void rejectsOtherText(String text) {
        assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
    }
}
