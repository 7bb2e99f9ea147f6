package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.server.TestRouter;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions without channels, so that a test controls each read byte by byte. */
final class Http1SessionTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n";

    private final EngineLoop loop = TestLoop.of(new TestRouter());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /hello" + END + "\r\n" + "GET /nothing" + END + "\r\n" + "HEAD /hello" + END + "\r\n",
                "POST /echo" + END + "Content-Length: 5\r\n\r\nhello" + "GET /hello" + END + "\r\n",
                "POST /echo" + END + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: u\r\n\r\n"
                        + "GET /hello" + END + "\r\n",
                "POST /nothing" + END + "Content-Length: 5\r\n\r\nhello" + "GET /hello" + END + "\r\n",
                "POST /nothing" + END + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" + "GET /hello" + END
                        + "\r\n",
                "POST /text" + END + "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "5\r\nhello\r\n6\r\nworlds\r\n0\r\n\r\n",
                "GET /hello" + END + "Connection: close\r\n\r\n" + "GET /hello" + END + "\r\n",
                "GET /hello" + END + "\r\n" + "GET /hello\r\n" + "GET /hello" + END + "\r\n",
                "\r\nPOST /throw" + END + "Content-Length: 2\r\n\r\nxx" + "OPTIONS *" + END + "\r\n",
            })
    void respondsAlikeToEveryCut(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        String whole = responses(bytes, bytes.length, bytes.length);
        assertThat(whole).startsWith("HTTP/1.1 ");
        for (int cut = 1; cut < bytes.length; cut++) {
            assertWithMessage("cut at %s", cut)
                    .that(responses(bytes, cut, bytes.length))
                    .isEqualTo(whole);
            assertWithMessage("%s at a time", cut)
                    .that(responses(bytes, cut, cut))
                    .isEqualTo(whole);
        }
    }

    @Test
    void waitsForMissingBytes() {
        TestHost host = new TestHost(loop);
        Session session = TestLoop.session(loop, host);
        assertThat(session.waiting()).isEqualTo(Waiting.REQUEST);
        bring("POST /echo HTTP/1.1\r\n".getBytes(ISO_8859_1), host, session);
        assertThat(session.waiting()).isEqualTo(Waiting.REST_OF_HEAD);
        bring("Host: a\r\nContent-Length: 1\r\n\r\n".getBytes(ISO_8859_1), host, session);
        assertThat(session.waiting()).isEqualTo(Waiting.REST_OF_BODY);
        assertThat(host.inbound.isEmpty()).isTrue();
        session.timeOut();
        assertThat(session.waiting()).isEqualTo(Waiting.END);
        String response = TestLoop.text(host.outbound);
        assertThat(response).startsWith("HTTP/1.1 408 ");
        assertThat(response).containsMatch(",\"instance\":\"/echo\",\"requestId\":\"[0-9a-f]{16}\"}$");
    }

    @Test
    void respondsToReceivedRequestsDuringDrain() {
        loop.drain();
        TestHost host = new TestHost(loop);
        Session session = TestLoop.session(loop, host);
        bring(("GET /hello" + END + "\r\n").repeat(2).getBytes(ISO_8859_1), host, session);
        String text = text(host.outbound);
        int second = text.indexOf("HTTP/1.1", 1);
        assertThat(text.indexOf("HTTP/1.1", second + 1)).isEqualTo(-1);
        assertThat(text.substring(0, second)).doesNotContain("Connection: close");
        assertThat(text.substring(second)).contains("\r\nConnection: close\r\n");
        assertThat(session.waiting()).isEqualTo(Waiting.END);
    }

    @Test
    void pauseOfReadingDoesNotCount() {
        TestHost host = new TestHost(loop);
        Session session = TestLoop.session(loop, host);
        bring(("POST /echo" + END + "Content-Length: 1000\r\n\r\n").getBytes(ISO_8859_1), host, session);
        long hour = TimeUnit.HOURS.toNanos(1);
        long now = System.nanoTime();
        host.writable = false;
        assertThat(session.tick(now + hour)).isFalse();
        host.writable = true;
        assertThat(session.tick(now + hour + 1)).isFalse();
        assertThat(session.tick(now + 2 * hour)).isTrue();
        session.closed();
    }

    @Test
    void rejectionOfHeadRequestHasNoBody() {
        TestHost host = new TestHost(loop);
        Session session = TestLoop.session(loop, host);
        String head = "HEAD /hello" + END + "Transfer-Encoding: chunked\r\n\r\nx\r\n";
        bring(head.getBytes(ISO_8859_1), host, session);
        String text = text(host.outbound);
        assertThat(text).startsWith("HTTP/1.1 400 ");
        assertThat(text).endsWith("\r\n\r\n");
        // The head of the second request is malformed, so its method does not count, and the response has a body.
        assertThat(answersTo("HEAD /hello" + END + "\r\nHEAD /hello" + END + " x: y\r\n\r\n"))
                .endsWith("}");
    }

    @Test
    void clientIsDoneAfterCloseUnlessBytesFollow() {
        assertThat(isDoneAfter("GET /hello" + END + "Connection: close\r\n\r\n"))
                .isTrue();
        assertThat(isDoneAfter("GET /hello HTTP/1.0\r\n\r\n")).isTrue();
        assertThat(isDoneAfter("POST /echo" + END + "Connection: close\r\nContent-Length: 2\r\n\r\nhi"))
                .isTrue();

        assertThat(isDoneAfter("GET /hello" + END + "\r\n")).isFalse();
        assertThat(isDoneAfter("GET /hello" + END + "Connection: close\r\n\r\nGET"))
                .isFalse();
        // The body has not arrived.
        assertThat(isDoneAfter("POST /none" + END + "Connection: close\r\nContent-Length: 2\r\n\r\n"))
                .isFalse();
        assertThat(isDoneAfter("GET /hello" + END + "Connection: close\r\nx\r\n\r\n"))
                .isFalse();
    }

    private boolean isDoneAfter(String text) {
        TestHost host = new TestHost(loop);
        Session session = TestLoop.session(loop, host);
        bring(text.getBytes(ISO_8859_1), host, session);
        assertThat(text(host.outbound)).startsWith("HTTP/1.1 ");
        return session.isClientDone();
    }

    private String answersTo(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return responses(bytes, bytes.length, bytes.length);
    }

    private String responses(byte[] bytes, int first, int step) {
        TestHost host = new TestHost(loop);
        Session session = TestLoop.session(loop, host);
        int to = first;
        for (int from = 0; from < bytes.length && session.waiting() != Waiting.END; ) {
            bring(Arrays.copyOfRange(bytes, from, to), host, session);
            // Between two reads, other connections use the loop's array.
            Arrays.fill(loop.scratch().input(), (byte) '#');
            from = to;
            to = Math.min(bytes.length, to + step);
        }
        return text(host.outbound);
    }

    private static String text(Outbound outbound) {
        String text = TestLoop.text(outbound);
        return text.replaceAll("Date: [^\r]*\r\n|\"requestId\":\"[0-9a-f]*\"", "");
    }

    private static void bring(byte[] bytes, TestHost host, Session session) {
        host.inbound.append(Unpooled.wrappedBuffer(bytes));
        while (session.step()) {
            // Continues with the next request.
        }
        host.inbound.settle();
    }
}
