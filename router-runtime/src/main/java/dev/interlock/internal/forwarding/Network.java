package dev.interlock.internal.forwarding;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Range of IP addresses with the same first bits (RFC 4632), such as {@code 10.0.0.0/8}, or the special value
 * {@link #UNIX}. Immutable.
 */
public final class Network {
    /** Stands for all clients of unix domain sockets, which have no IP address. */
    public static final Network UNIX = new Network(new byte[0], 0);

    private static final String UNIX_NAME = "unix";

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /**
     * Parses an address with or without the number of fixed bits. Without the number, the range has one address. The
     * name {@code unix} stands for the clients of unix domain sockets.
     *
     * @throws IllegalArgumentException if the text is no range, or if a bit after the fixed bits is set, which is
     *     probably a mistake
     */
    public static Network parse(String text) {
        if (text.equals(UNIX_NAME)) {
            return UNIX;
        }
        int slash = text.indexOf('/');
        byte[] address = IpAddress.bytes(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("text that is no IP address: " + text);
        }
        int all = address.length * Byte.SIZE;
        Network network = new Network(address, slash < 0 ? all : bits(text.substring(slash + 1), all));
        if (!network.hasOnlyFixedBits()) {
            throw new IllegalArgumentException("a bit set after the first " + network.bits + ": " + text);
        }
        return network;
    }

    private static int bits(String text, int most) {
        boolean isNumber = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int bits = isNumber ? Integer.parseInt(text) : -1;
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("fixed bits that are not 0 to " + most + ": " + text);
        }
        return bits;
    }

    private boolean hasOnlyFixedBits() {
        for (int bit = bits; bit < address.length * Byte.SIZE; bit++) {
            if (bit(address, bit) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(byte[] bytes, int index) {
        return bytes[index >> 3] >> (7 - (index & 7)) & 1;
    }

    /** Returns whether the range contains an address. A range of IPv6 addresses contains no IPv4 address. */
    boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        for (int i = 0; i < bits; i += Byte.SIZE) {
            int compared = Math.min(Byte.SIZE, bits - i);
            if (((bytes[i >> 3] ^ address[i >> 3]) & 0xff) >> (Byte.SIZE - compared) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network && toString().equals(network.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** Returns the range in the format of {@link #parse}. */
    @Override
    public String toString() {
        if (address.length == 0) {
            return UNIX_NAME;
        }
        try {
            String text = NetUtil.toAddressString(InetAddress.getByAddress(address));
            return bits == address.length * Byte.SIZE ? text : text + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("The address of a network has 4 or 16 bytes", e);
        }
    }
}
