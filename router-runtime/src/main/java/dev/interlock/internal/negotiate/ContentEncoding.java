package dev.interlock.internal.negotiate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.HttpHeader;
import dev.interlock.http.RequestHead;
import dev.interlock.internal.bytes.Ascii;

/** Content coding of a request's body (RFC 9110 section 8.4). */
public final class ContentEncoding {
    private static final byte[] NAME = HttpHeader.CONTENT_ENCODING.getBytes(US_ASCII);
    private static final byte[] IDENTITY = "identity".getBytes(US_ASCII);

    private ContentEncoding() {}

    /** Returns whether the body is encoded. Allocates nothing. */
    public static boolean isPresent(RequestHead head) {
        for (int field = head.find(NAME); field >= 0; field = head.find(NAME, field + 1)) {
            int from = head.valueFrom(field);
            int length = head.valueTo(field) - from;
            if (length > 0 && !Ascii.equalIgnoreCase(head.bytes(), from, length, IDENTITY)) {
                return true;
            }
        }
        return false;
    }
}
