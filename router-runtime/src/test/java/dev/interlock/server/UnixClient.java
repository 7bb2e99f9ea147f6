package dev.interlock.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A client of a unix domain socket that sends given bytes without change. */
final class UnixClient implements AutoCloseable {
    private final SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);

    UnixClient(Path path) throws IOException {
        boolean connected = false;
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
            connected = true;
        } finally {
            if (!connected) {
                channel.close();
            }
        }
    }

    UnixClient send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    UnixClient send(byte[] bytes) throws IOException {
        for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
            channel.write(left);
        }
        return this;
    }

    UnixClient get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    void halfClose() throws IOException {
        channel.shutdownOutput();
    }

    /** Reads one response that fits into the buffer and has a Content-Length. */
    String response() throws IOException {
        StringBuilder read = new StringBuilder();
        while (!isComplete(read)) {
            if (!readInto(read)) {
                break;
            }
        }
        return read.toString();
    }

    private static boolean isComplete(StringBuilder read) {
        int head = read.indexOf("\r\n\r\n");
        int field = read.indexOf("content-length: ");
        if (head < 0) {
            return false;
        }
        int length =
                field < 0 || field > head ? 0 : Integer.parseInt(read.substring(field + 16, read.indexOf("\r", field)));
        return read.length() >= head + 4 + length;
    }

    private boolean readInto(StringBuilder read) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        int count = channel.read(buffer);
        if (count > 0) {
            read.append(new String(buffer.array(), 0, count, ISO_8859_1));
        }
        return count >= 0;
    }

    /** Reads all remaining bytes. */
    String rest() throws IOException {
        StringBuilder read = new StringBuilder();
        while (true) {
            if (!readInto(read)) {
                return read.toString();
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
