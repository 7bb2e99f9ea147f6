package dev.interlock.internal.proxyprotocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.util.NetUtil;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Headers of the PROXY protocol, as a proxy writes them. */
public final class Headers {
    static final int TCP4 = 0x11;
    static final int TCP6 = 0x21;
    static final int UNIX = 0x31;

    private static final byte[] SIGNATURE = "\r\n\r\n\0\r\nQUIT\n".getBytes(US_ASCII);

    private Headers() {}

    /** Returns a header of version 1 for a client with an IPv4 address. */
    public static byte[] text(String client, int port) {
        return line("PROXY TCP4 " + client + " 192.0.2.9 " + port + " 80\r\n");
    }

    static byte[] line(String line) {
        return line.getBytes(US_ASCII);
    }

    /** Returns a header of version 2 for a client with an IPv4 address. */
    public static byte[] binary(String client, int port) {
        return binary(TCP4, ipv4(client, port), new byte[0]);
    }

    /** Returns a header of version 2 for a health check of the proxy. */
    public static byte[] local() {
        return assemble(0x20, 0, new byte[0]);
    }

    /** @param values additional values after the addresses */
    static byte[] binary(int family, byte[] addresses, byte[] values) {
        return assemble(
                0x21,
                family,
                ByteBuffer.allocate(addresses.length + values.length)
                        .put(addresses)
                        .put(values)
                        .array());
    }

    static byte[] assemble(int command, int family, byte[] rest) {
        return ByteBuffer.allocate(SIGNATURE.length + 4 + rest.length)
                .put(SIGNATURE)
                .put((byte) command)
                .put((byte) family)
                .putShort((short) rest.length)
                .put(rest)
                .array();
    }

    static byte[] ipv4(String client, int port) {
        return addresses(NetUtil.createByteArrayFromIpAddressString(client), new byte[] {(byte) 192, 0, 2, 9}, port);
    }

    static byte[] ipv6(String client, int port) {
        return addresses(NetUtil.createByteArrayFromIpAddressString(client), new byte[16], port);
    }

    private static byte[] addresses(byte[] client, byte[] server, int port) {
        return ByteBuffer.allocate(client.length + server.length + 4)
                .put(client)
                .put(server)
                .putShort((short) port)
                .putShort((short) 80)
                .array();
    }

    static byte[] value(int type, byte[] value) {
        return ByteBuffer.allocate(3 + value.length)
                .put((byte) type)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    /** Returns a header of version 2 whose last value is its checksum. */
    static byte[] checked(byte[] addresses) {
        byte[] header = binary(TCP4, addresses, value(0x03, new byte[4]));
        CRC32C checksum = new CRC32C();
        checksum.update(header);
        ByteBuffer.wrap(header).putInt(header.length - 4, (int) checksum.getValue());
        return header;
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
