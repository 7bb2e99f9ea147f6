package dev.interlock.benchmarks.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Requests that are sent together, and the expected bytes of their responses. Immutable. */
final class Batch {
    private static final Pattern DATE = Pattern.compile("(?i)\r\ndate: *");
    /**
     * Length of the value of the Date field (RFC 9110 section 5.6.7). The value may differ from response to response.
     */
    private static final int DATE_LENGTH = 29;

    private static final int SHOWN = 200;

    private final ByteBuffer requests;
    private final int size;
    private final byte[] responses;
    /** Positions of the dates in the expected bytes. */
    private final int[] dates;

    /**
     * Creates a batch.
     *
     * @param references expected response to each question, as a string
     */
    Batch(List<Question> questions, Map<Question, String> references) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        questions.forEach(question -> joined.writeBytes(question.request()));
        requests = ByteBuffer.allocateDirect(joined.size()).put(joined.toByteArray());
        size = questions.size();
        String text = String.join("", questions.stream().map(references::get).toList());
        responses = text.getBytes(US_ASCII);
        dates = DATE.matcher(text).results().mapToInt(date -> date.end()).toArray();
    }

    /** Returns the bytes to send. Each returned buffer has a position of its own. */
    ByteBuffer requests() {
        return requests.duplicate().flip();
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
     * @param received array with at least as many bytes as expected; this method overwrites the dates in it
     * @throws IOException when the bytes differ
     */
    void check(byte[] received, int count) throws IOException {
        for (int date : dates) {
            System.arraycopy(responses, date, received, date, DATE_LENGTH);
        }
        int different = Arrays.mismatch(received, 0, count, responses, 0, responses.length);
        if (different >= 0) {
            throw new IOException("Expected '" + text(responses, different, responses.length) + "', received '"
                    + text(received, different, count) + "'");
        }
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, Math.min(to - from, SHOWN), US_ASCII);
    }
}
