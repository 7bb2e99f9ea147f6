package dev.interlock.example.shop.auth;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An access token as a map key. One object serves all lookups: it copies the token from the request into its own
 * buffer, so a lookup allocates nothing.
 */
final class AccessToken {
    /** Longer texts are not tokens. */
    private static final int MAX_LENGTH = 64;

    private final char[] chars = new char[MAX_LENGTH];
    private int length;
    private int hash;

    /** Returns the key of an entry. */
    static AccessToken of(String token) {
        return new AccessToken().set(token, 0);
    }

    /** Copies the token that begins at an index, and ends at the end of the text. */
    AccessToken set(CharSequence text, int from) {
        length = Math.min(text.length() - from, MAX_LENGTH);
        hash = 0;
        for (int i = 0; i < length; i++) {
            chars[i] = text.charAt(from + i);
            hash = 31 * hash + chars[i];
        }
        return this;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AccessToken token && Arrays.equals(chars, 0, length, token.chars, 0, token.length);
    }
}
