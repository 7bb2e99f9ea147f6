package dev.interlock.example.shop.testing;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection to a server on this machine. It sends many requests with one write, and then reads all responses. */
public final class PipelinedConnection implements AutoCloseable {
    private static final int READ_TIMEOUT_MILLIS = 20_000;
    private static final Pattern DATE = Pattern.compile("date: *([^\r]+)", Pattern.CASE_INSENSITIVE);

    private final Socket socket;
    private final DataInputStream in;

    public PipelinedConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /**
     * Sends the calls again and again. Each round sends all calls with one write.
     *
     * @param responses the expected response to each call; only the date may differ
     * @throws AssertionError if a response differs
     */
    public void repeat(List<Call> calls, List<ReceivedResponse> responses, int rounds) throws IOException {
        byte[] requests = requests(calls);
        byte[] expected = bytes(responses);
        byte[] received = new byte[expected.length];
        for (int round = 0; round < rounds; round++) {
            socket.getOutputStream().write(requests);
            in.readFully(received);
            if (!Arrays.equals(received, expected)) {
                assertThat(withoutDates(received)).isEqualTo(withoutDates(expected));
                // From now on, all bytes are equal to these until the date changes again.
                expected = received.clone();
            }
        }
    }

    /**
     * Sends a call many times, {@code together} times with each write. Passes each response to a consumer. The
     * responses may have different lengths.
     *
     * @param count a multiple of {@code together}
     */
    public void send(Call call, int count, int together, Consumer<ReceivedResponse> each) throws IOException {
        byte[] requests = requests(Collections.nCopies(together, call));
        ResponseReader responses = new ResponseReader(new BufferedInputStream(in));
        for (int sent = 0; sent < count; sent += together) {
            socket.getOutputStream().write(requests);
            for (int i = 0; i < together; i++) {
                each.accept(responses.read(false));
            }
        }
    }

    private static byte[] requests(List<Call> calls) {
        StringBuilder all = new StringBuilder();
        calls.forEach(call -> all.append(new String(call.bytes(), ISO_8859_1)));
        return all.toString().getBytes(ISO_8859_1);
    }

    private static byte[] bytes(List<ReceivedResponse> responses) {
        StringBuilder all = new StringBuilder();
        for (ReceivedResponse response : responses) {
            assertThat(response.status()).isEqualTo(200);
            all.append("HTTP/1.1 200 OK\r\n");
            response.fields().forEach(line -> all.append(line).append("\r\n"));
            all.append("\r\n").append(response.body().toString(ISO_8859_1));
        }
        return all.toString().getBytes(ISO_8859_1);
    }

    private static String withoutDates(byte[] responses) {
        Matcher dates = DATE.matcher(new String(responses, ISO_8859_1));
        return dates.replaceAll(date -> "date: " + "-".repeat(date.group(1).length()));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
