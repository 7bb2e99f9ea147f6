package dev.interlock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * The cookies of a client, stored by the cookie manager of the JDK. The jar also sends secure cookies, as if the server
 * had TLS.
 */
final class CookieJar {
    private static final String ORIGIN = "https://test.example";

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

    /** Returns the value of the Cookie field for a request. Returns an empty text if there are no cookies. */
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
     * Returns the path without the query. Cookies do not depend on the query. The query may contain characters that a
     * URI does not allow.
     */
    private static URI uri(String target) {
        int query = target.indexOf('?');
        return URI.create(ORIGIN + (query < 0 ? target : target.substring(0, query)));
    }
}
