package dev.interlock.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Requests that are sent together, and the expected bytes of their responses. Immutable. */
final class Batch {
    private static final int SHOWN = 200;

    private final ByteBuffer requests;
    private final int size;
    private final byte[] responses;
    /** For each response byte: the end of the range of bytes that may differ, or 0 if the byte must not differ. */
    private final int[] rangeEnd;

    private Batch(byte[] requests, int size, byte[] responses, int[] rangeEnd) {
        this.requests =
                ByteBuffer.allocateDirect(requests.length).put(requests).flip().asReadOnlyBuffer();
        this.size = size;
        this.responses = responses;
        this.rangeEnd = rangeEnd;
    }

    static Batch of(List<Question> questions, Map<Question, ReferenceResponse> references) {
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        ByteArrayOutputStream responses = new ByteArrayOutputStream();
        int[] rangeEnd = new int
                [questions.stream()
                        .mapToInt(question -> reference(question, references).bytes().length)
                        .sum()];
        for (Question question : questions) {
            ReferenceResponse reference = reference(question, references);
            int at = responses.size();
            Arrays.fill(rangeEnd, at + reference.dateFrom(), at + reference.dateTo(), at + reference.dateTo());
            requests.writeBytes(question.request());
            responses.writeBytes(reference.bytes());
        }
        return new Batch(requests.toByteArray(), questions.size(), responses.toByteArray(), rangeEnd);
    }

    private static ReferenceResponse reference(Question question, Map<Question, ReferenceResponse> references) {
        ReferenceResponse reference = references.get(question);
        if (reference == null) {
            throw new IllegalArgumentException(question.target() + " was not asked");
        }
        return reference;
    }

    /** Returns the bytes to send, with an independent position. */
    ByteBuffer requests() {
        return requests.duplicate();
    }

    int size() {
        return size;
    }

    int responseBytes() {
        return responses.length;
    }

    /**
     * Compares received bytes with the expected responses.
     *
     * @param at position of the bytes in the responses
     * @throws LoadException when the bytes differ
     */
    void check(byte[] received, int count, int at) {
        if (at + count > responses.length) {
            throw new LoadException("More responses than requests: " + text(received, 0, count));
        }
        int done = 0;
        while (done < count) {
            int equal = Arrays.mismatch(received, done, count, responses, at + done, at + count);
            if (equal < 0) {
                return;
            }
            int end = rangeEnd[at + done + equal];
            if (end == 0) {
                throw new LoadException("Expected '" + text(responses, at + done + equal, responses.length)
                        + "', received '" + text(received, done + equal, count) + "'");
            }
            done = Math.min(count, end - at);
        }
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, Math.min(to - from, SHOWN), US_ASCII);
    }
}
