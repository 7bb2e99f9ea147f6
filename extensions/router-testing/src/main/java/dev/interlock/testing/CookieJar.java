package dev.interlock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Cookies of a client, stored by the JDK's cookie manager. The jar treats the server as if it had TLS, so it also
 * returns secure cookies.
 */
final class CookieJar {
    private static final String ORIGIN = "https://test.example";

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

    /** Returns the value of the Cookie field of a request; empty if there are no cookies. */
    String cookiesFor(String target) {
        try {
            List<String> values = cookies.get(uri(target), Map.of()).get("Cookie");
            return values == null ? "" : String.join("; ", values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores the values of the Set-Cookie fields of a response. */
    void keep(String target, List<String> values) {
        try {
            cookies.put(uri(target), Map.of("Set-Cookie", values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the path without the query. Cookies do not depend on the query, which may contain characters that are not
     * allowed in a URI.
     */
    private static URI uri(String target) {
        int query = target.indexOf('?');
        return URI.create(ORIGIN + (query < 0 ? target : target.substring(0, query)));
    }
}
