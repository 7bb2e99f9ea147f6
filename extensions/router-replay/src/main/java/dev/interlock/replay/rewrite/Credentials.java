package dev.interlock.replay.rewrite;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Latest cookies and token that a target gave to one connection. They replace recorded credentials that the replay has
 * not learned, because the recording has only pseudonyms of them. Confined to one event loop.
 */
public final class Credentials {
    private static final int MOST_COOKIES = 50;

    private final Map<String, String> cookies = new LinkedHashMap<>();
    private @Nullable String token;

    void setCookie(String name, String value) {
        if (cookies.size() < MOST_COOKIES || cookies.containsKey(name)) {
            cookies.put(name, value);
        }
    }

    @Nullable
    String cookie(String name) {
        return cookies.get(name);
    }

    void setToken(String value) {
        token = value;
    }

    @Nullable
    String token() {
        return token;
    }
}
