package dev.interlock.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All bytes of a response. Later responses to the same request must equal this response, except for the value of {@code
 * Date}. The value has a fixed length (RFC 9110 section 5.6.7).
 *
 * @param text in US-ASCII
 * @param dateFrom start of the value of {@code Date}, which ends at {@code dateTo}; both are 0 without a date
 */
record ReferenceResponse(String text, int dateFrom, int dateTo) {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final Pattern DATE =
            Pattern.compile("\r\ndate: *([^\r]*)\r\n", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern LENGTH =
            Pattern.compile("\r\ncontent-length: *([0-9]{1,9}) *\r\n", Pattern.CASE_INSENSITIVE);

    /**
     * Sends the request once and returns the response.
     *
     * @throws LoadException when the response is not the expected one
     */
    static ReferenceResponse of(Question question, int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(question.request());
            return read(question, new BufferedInputStream(socket.getInputStream()));
        }
    }

    private static ReferenceResponse read(Question question, InputStream in) throws IOException {
        String head = head(in);
        Matcher length = LENGTH.matcher(head);
        String body = length.find() ? new String(in.readNBytes(Integer.parseInt(length.group(1))), US_ASCII) : "";
        if (!head.startsWith("HTTP/1.1 200 ") || !body.equals(question.response())) {
            throw new LoadException(question.target() + " is answered with " + head + body);
        }
        Matcher date = DATE.matcher(head);
        boolean dated = date.find();
        return new ReferenceResponse(head + body, dated ? date.start(1) : 0, dated ? date.end(1) : 0);
    }

    byte[] bytes() {
        return text.getBytes(US_ASCII);
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("The server closed after '" + head.toString(US_ASCII) + "'");
            }
            head.write(octet);
        }
        return head.toString(US_ASCII);
    }
}
