package dev.interlock.benchmarks.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/** Whether a server that was started answers. */
public final class FirstAnswer {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final byte[] OK = "HTTP/1.1 200".getBytes(US_ASCII);

    private FirstAnswer() {}

    /** Asks once; false when nobody listens, or the answer is not 200. */
    public static boolean isThere(int port, String target) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII));
            return Arrays.equals(OK, socket.getInputStream().readNBytes(OK.length));
        } catch (IOException e) {
            return false;
        }
    }
}
