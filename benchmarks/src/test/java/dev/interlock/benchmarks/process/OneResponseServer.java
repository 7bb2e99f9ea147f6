package dev.interlock.benchmarks.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Selector;

/** A server program for tests. It opens a selector, answers one request, and then waits until it is killed. */
final class OneResponseServer {
    private OneResponseServer() {}

    /** Serves on the port in the first argument. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Selector selector = Selector.open();
                ServerSocket server =
                        new ServerSocket(Integer.parseInt(arguments[0]), 1, InetAddress.getLoopbackAddress());
                Socket client = server.accept()) {
            assert selector.isOpen();
            client.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
            Thread.sleep(60_000);
        }
    }
}
