package dev.interlock.example.shop.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A connection to a server on this machine. It sends one request at a time. If the server closes the connection, it
 * connects again.
 */
public final class Connection implements AutoCloseable {
    private static final int READ_TIMEOUT_MILLIS = 10_000;

    private final int port;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();

    public Connection(int port) {
        this.port = port;
    }

    public ReceivedResponse send(Call call) {
        try {
            if (!socket.isConnected() || socket.isClosed()) {
                open();
            }
            socket.getOutputStream().write(call.bytes());
            ReceivedResponse response = new ResponseReader(in).read(call.isHead());
            if (response.header("connection").filter("close"::equalsIgnoreCase).isPresent()) {
                socket.close();
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(call.method() + " " + call.target(), e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }
}
