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
public final class Connection implements Client {
    private static final int READ_TIMEOUT_MILLIS = 30_000;
    private static final int CONTINUE = 100;

    private final InetAddress local;
    private final int port;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();

    public Connection(int port) {
        this(InetAddress.getLoopbackAddress(), port);
    }

    /** @param local address from which the client connects */
    public Connection(InetAddress local, int port) {
        this.local = local;
        this.port = port;
    }

    @Override
    public ReceivedResponse send(Call call) {
        return exchange(call, () -> write(call.bytes()));
    }

    /** Sends the body in chunks. */
    public ReceivedResponse sendChunked(Call call) {
        return exchange(call, () -> write(call.chunked()));
    }

    /** Sends the body after a response 100. */
    public ReceivedResponse sendAfterContinue(Call call) {
        return exchange(call, () -> {
            write(call.headThatExpectsContinue());
            ReceivedResponse interim = new ResponseReader(in).read(true);
            if (interim.status() != CONTINUE) {
                throw new IOException("The client expects a response 100, not " + interim);
            }
            write(call.body().toByteArray());
        });
    }

    /** Connects without a request. */
    public void connect() {
        try {
            open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a request, and does not wait for its response. Connects if the server has closed the connection. */
    public void write(Call call) {
        try {
            openIfClosed();
            write(call.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(call.method() + " " + call.target(), e);
        }
    }

    /** Waits for the response to a request that was written. */
    public ReceivedResponse read(Call call) {
        try {
            return readResponse(call);
        } catch (IOException e) {
            throw new UncheckedIOException(call.method() + " " + call.target(), e);
        }
    }

    /** Writes a request. */
    private interface Writing {
        void write() throws IOException;
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    private ReceivedResponse exchange(Call call, Writing request) {
        try {
            openIfClosed();
            request.write();
            return readResponse(call);
        } catch (IOException e) {
            throw new UncheckedIOException(call.method() + " " + call.target(), e);
        }
    }

    private ReceivedResponse readResponse(Call call) throws IOException {
        ReceivedResponse response = new ResponseReader(in).read(call.isHead());
        if (response.header("connection").filter("close"::equalsIgnoreCase).isPresent()) {
            socket.close();
        }
        return response;
    }

    private void openIfClosed() throws IOException {
        if (!socket.isConnected() || socket.isClosed()) {
            open();
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
        socket = new Socket(InetAddress.getLoopbackAddress(), port, local, 0);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }
}
