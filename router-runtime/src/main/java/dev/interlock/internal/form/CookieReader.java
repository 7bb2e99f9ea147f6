package dev.interlock.internal.form;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.Slice;
import dev.interlock.http.RequestHead;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;

/** Reads the Cookie fields of a request (RFC 6265 section 5.4). */
public final class CookieReader {
    private static final byte[] COOKIE = "cookie".getBytes(US_ASCII);

    private CookieReader() {}

    /** Fills {@code into} with the values of the wanted cookies. */
    public static void read(RequestHead head, ReceivedFields into) {
        for (int line = head.find(COOKIE); line >= 0; line = head.find(COOKIE, line + 1)) {
            String value = head.value(line, new Slice()).toString();
            for (Cookie cookie : ServerCookieDecoder.STRICT.decodeAll(value)) {
                int name = into.names().find(cookie.name());
                if (name >= 0) {
                    into.addCopy(name, cookie.value().getBytes(UTF_8));
                }
            }
        }
    }
}
