package dev.interlock.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.FieldLine;
import dev.interlock.http.Filter;
import dev.interlock.http.Request;
import dev.interlock.http.RequestHead;
import dev.interlock.http.Response;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.message.RequestId;
import java.util.Locale;

/**
 * Takes the id of a request from a header field that the client or a proxy has set. If the field has no acceptable id,
 * the request gets a new one. The response has the id in the same field, so that the logs of client and server can be
 * matched.
 *
 * <p>This filter accepts an id of 1 to 64 characters: letters, digits and {@code - _ . : + / = ~}. So a client can
 * neither forge a line of a log nor fill the log. Allocates nothing. Immutable.
 */
public final class RequestIds implements Filter {
    private static final int LONGEST = 64;
    private static final String PUNCTUATION = "-_.:+/=~";

    private final String name;
    private final byte[] lowerCaseName;

    private RequestIds(String name) {
        FieldLine.of(name, "");
        this.name = name.toLowerCase(Locale.ROOT);
        lowerCaseName = this.name.getBytes(US_ASCII);
    }

    /**
     * Whether {@link dev.interlock.http.Request#setId} accepts a text as the id of a request: 1 to 128 characters of
     * visible ASCII. Call this method before a filter of the application sets an id from a client.
     */
    public static boolean isValid(CharSequence id) {
        return RequestId.isValid(id);
    }

    /** Creates a filter for the field {@code X-Request-Id}. */
    public static RequestIds standard() {
        return named("X-Request-Id");
    }

    /**
     * Creates a filter for another header field.
     *
     * @throws IllegalArgumentException if the name is not a token (RFC 9110 section 5.6.2), or only the server
     *     may set the field
     */
    public static RequestIds named(String name) {
        return new RequestIds(name);
    }

    @Override
    public void begin(Request request) {
        RequestHead head = request.head();
        int field = head.find(lowerCaseName);
        if (field >= 0) {
            int from = head.valueFrom(field);
            int to = head.valueTo(field);
            if (isWellFormed(head.bytes(), from, to)) {
                ReceivedRequest.of(request).setId(head.bytes(), from, to);
            }
        }
    }

    private static boolean isWellFormed(byte[] bytes, int from, int to) {
        if (from == to || to - from > LONGEST) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!isAllowed(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(int octet) {
        return (octet >= '0' && octet <= '9')
                || (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || PUNCTUATION.indexOf(octet) >= 0;
    }

    @Override
    public void finish(Request request, Response response) {
        response.header(name, request.idChars());
    }
}
