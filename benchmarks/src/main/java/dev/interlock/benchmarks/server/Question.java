package dev.interlock.benchmarks.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A GET request and the text of its expected response. The expected status is 200.
 *
 * @param target the path and query as sent
 */
record Question(String target, String text) {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String END_OF_HEAD = "\r\n\r\n";

    byte[] request() {
        return ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII);
    }

    /**
     * Sends the request once. Returns the head and the text of the response.
     *
     * @throws IOException when the response differs from the expected one
     */
    String ask(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request());
            StringBuilder response = new StringBuilder();
            byte[] some = new byte[socket.getReceiveBufferSize()];
            int end = -1;
            while (end < 0 || response.length() < end + END_OF_HEAD.length() + text.length()) {
                int count = socket.getInputStream().read(some);
                if (count < 0) {
                    throw new EOFException("The server closed after '" + response + "'");
                }
                response.append(new String(some, 0, count, US_ASCII));
                end = response.indexOf(END_OF_HEAD);
            }
            if (response.indexOf("HTTP/1.1 200 ") != 0
                    || !response.substring(end).equals(END_OF_HEAD + text)) {
                throw new IOException(target + " is answered with " + response);
            }
            return response.toString();
        }
    }
}
