package dev.interlock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The cookies of a client, by the JDK's cookie manager. The server is taken for one with TLS: secure cookies are sent. */
final class CookieJar {
    private static final String ORIGIN = "https://test.example";

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

    /** The value of the Cookie field of a request, or nothing. */
    String cookiesFor(String target) {
        try {
            List<String> values = cookies.get(uri(target), Map.of()).get("Cookie");
            return values == null ? "" : String.join("; ", values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the values of the Set-Cookie fields of an answer. */
    void keep(String target, List<String> values) {
        try {
            cookies.put(uri(target), Map.of("Set-Cookie", values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path alone: the query has no say in cookies, and may have what no URI has. */
    private static URI uri(String target) {
        int query = target.indexOf('?');
        return URI.create(ORIGIN + (query < 0 ? target : target.substring(0, query)));
    }
}
