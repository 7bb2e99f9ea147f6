package dev.interlock.processor.crosstalk;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.http.Router;
import dev.interlock.server.InMemoryConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The expected head of a response to each kind of request. The heads were recorded while there was no other client. */
final class HeadModel {
    /** Stands for a byte of the date. The byte may have any value. */
    static final char ANY = '\0';

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String DATE = "Date: ";
    private static final int DATE_LENGTH = 29;
    private static final String LENGTH = "Content-Length: ";

    private final Map<String, String> heads = new HashMap<>();

    private HeadModel() {}

    /** Records the heads: sends each request on a separate connection, and checks the body of its response. */
    static HeadModel of(Router router, List<Sample> samples) throws InterruptedException {
        HeadModel model = new HeadModel();
        for (Sample sample : samples) {
            try (InMemoryConnection connection = new InMemoryConnection(router)) {
                connection.send(sample.request());
                assertThat(connection.awaitResponses(PATIENCE)).isTrue();
                model.learn(sample, connection.receive());
            }
        }
        return model;
    }

    private void learn(Sample sample, byte[] response) {
        String text = new String(response, ISO_8859_1);
        String head = text.substring(0, text.indexOf("\r\n\r\n") + 4);
        assertWithMessage(head).that(head).contains(sample.id());
        heads.put(sample.kind(), withLength(withDate(head), "?").replace(sample.id(), "!"));
        ExpectedResponse comparison = expect(sample, false);
        assertWithMessage("%s, expected %s", text, new String(comparison.around(), ISO_8859_1))
                .that(comparison.check(response, 0, response.length))
                .isEqualTo(response.length);
        assertWithMessage("the response to " + sample.kind() + " is complete")
                .that(comparison.isComplete())
                .isTrue();
    }

    private static String withDate(String head) {
        int from = head.indexOf(DATE) + DATE.length();
        return head.substring(0, from) + String.valueOf(ANY).repeat(DATE_LENGTH) + head.substring(from + DATE_LENGTH);
    }

    private static String withLength(String head, String length) {
        int from = head.indexOf(LENGTH);
        if (from < 0) {
            return head;
        }
        return head.substring(0, from + LENGTH.length()) + length + head.substring(head.indexOf("\r\n", from));
    }

    /**
     * Returns the expected response to a request.
     *
     * @param last whether the client announces in this request that it will close the connection
     */
    ExpectedResponse expect(Sample sample, boolean last) {
        String model = heads.get(sample.kind());
        if (model == null) {
            throw new IllegalArgumentException("There is no model of " + sample.kind());
        }
        String head = withLength(model, String.valueOf(sample.body().length)).replace("!", sample.id());
        if (last) {
            int end = head.indexOf("\r\n", head.indexOf(DATE)) + 2;
            head = head.substring(0, end) + "Connection: close\r\n" + head.substring(end);
        }
        byte[] body = sample.toHead() ? new byte[0] : sample.body();
        return new ExpectedResponse(
                sample, head.getBytes(ISO_8859_1), body, head.contains("Transfer-Encoding: chunked"));
    }
}
