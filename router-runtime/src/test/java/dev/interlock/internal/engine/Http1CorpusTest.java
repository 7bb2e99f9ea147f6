package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.agreement.RequestCorpus;
import dev.interlock.agreement.RequestCorpus.Sample;
import dev.interlock.server.TestRouter;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The responses to a request do not depend on the pieces in which the request arrives, or on the bytes before it.
 * Checks every request of the corpus.
 */
final class Http1CorpusTest {

    /**
     * Parts of responses that vary: the interim response 100, which the server sends only if the body has not arrived
     * with its head (RFC 9110 section 10.1.1), the date, and the id of the request.
     */
    private static final String VARIABLE = "HTTP/1.1 100 Continue\r\n\r\n|Date: [^\r]*\r\n|\"requestId\":\"[0-9a-f]*\"";

    private final EngineLoop loop = TestLoop.of(new TestRouter());

    /** @param open whether the connection accepts another request */
    private record Responses(String text, boolean open) {}

    static List<Sample> samples() {
        return RequestCorpus.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void responsesDoNotDependOnCuts(Sample sample) {
        byte[] wire = sample.bytes();
        Responses whole = responses(wire, wire.length, wire.length);
        assertThat(whole.text()).startsWith("HTTP/1.1 ");
        for (int cut = 1; cut < wire.length; cut++) {
            assertWithMessage("cut at %s", cut)
                    .that(responses(wire, cut, wire.length))
                    .isEqualTo(whole);
            assertWithMessage("%s at a time", cut)
                    .that(responses(wire, cut, cut))
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void rejectionIsLastResponse(Sample sample) {
        Responses responses = responses(sample.text());
        if (!sample.outcome().equals(RequestCorpus.READ)) {
            assertThat(responses.open()).isFalse();
            assertThat(responses.text()).matches("(?s)HTTP/1.1 [45].*");
        }
        assertThat(responses.text().contains("\r\nConnection: close\r\n")).isEqualTo(!responses.open());
    }

    @Test
    void pipelinedPairGetsResponsesOfSingleRequests() {
        List<Sample> samples = samples();
        List<Responses> alone =
                samples.stream().map(sample -> responses(sample.text())).toList();
        for (int i = 0; i < samples.size(); i++) {
            for (int j = 0; j < samples.size(); j++) {
                Responses expected = alone.get(i);
                if (expected.open()) {
                    Responses next = alone.get(j);
                    expected = new Responses(expected.text() + next.text(), next.open());
                }
                byte[] wire = (samples.get(i).text() + samples.get(j).text()).getBytes(ISO_8859_1);
                String pair = samples.get(i) + ", " + samples.get(j);
                assertWithMessage(pair)
                        .that(responses(wire, wire.length, wire.length))
                        .isEqualTo(expected);
                assertWithMessage(pair).that(responses(wire, 1, 1)).isEqualTo(expected);
            }
        }
    }

    private Responses responses(String text) {
        byte[] wire = text.getBytes(ISO_8859_1);
        return responses(wire, wire.length, wire.length);
    }

    /** Sends a first piece, and further pieces of {@code step} bytes. Returns the responses. */
    private Responses responses(byte[] wire, int first, int step) {
        TestHost host = new TestHost(loop);
        Session session = TestLoop.session(loop, host);
        int to = first;
        for (int from = 0; from < wire.length && session.waiting() != Waiting.END; ) {
            host.inbound.append(Unpooled.wrappedBuffer(wire, from, to - from));
            while (session.step()) {
                // Continues with the next request.
            }
            host.inbound.settle();
            // Between two reads, other connections use the loop's array.
            Arrays.fill(loop.scratch().input(), (byte) '#');
            from = to;
            to = Math.min(wire.length, to + step);
        }
        String text = TestLoop.text(host.outbound).replaceAll(VARIABLE, "");
        return new Responses(text, session.waiting() == Waiting.REQUEST);
    }
}
