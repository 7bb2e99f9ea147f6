package dev.interlock.example.shop.auth;

import org.jspecify.annotations.Nullable;

/**
 * Sessions by access token. Finds a token that is a part of a longer text without allocation. A hash table with open
 * addressing and linear probing. Callers must hold a lock.
 */
final class TokenTable {
    private static final int FIRST_SLOTS = 64;

    private @Nullable Session[] slots = new @Nullable Session[FIRST_SLOTS];
    private int size;

    /**
     * Returns the session of an access token, or null.
     *
     * @param from index at which the token begins; it ends at the end of the text
     */
    @Nullable
    Session find(CharSequence text, int from) {
        int at = slot(text, from);
        for (Session session = slots[at]; session != null; session = slots[at]) {
            if (isAt(session.accessToken(), text, from)) {
                return session;
            }
            at = next(at);
        }
        return null;
    }

    void add(Session session) {
        if (2 * ++size > slots.length) {
            grow();
        }
        place(session);
    }

    private void grow() {
        @Nullable Session[] old = slots;
        slots = new @Nullable Session[2 * old.length];
        for (Session session : old) {
            if (session != null) {
                place(session);
            }
        }
    }

    private void place(Session session) {
        int at = slot(session.accessToken(), 0);
        while (slots[at] != null) {
            at = next(at);
        }
        slots[at] = session;
    }

    /**
     * Removes a session. Inserts the sessions in the following slots again, because the removed session may have
     * displaced them.
     */
    void remove(Session removed) {
        int at = slot(removed.accessToken(), 0);
        while (slots[at] != null && !slots[at].equals(removed)) {
            at = next(at);
        }
        if (slots[at] == null) {
            return;
        }
        slots[at] = null;
        size--;
        for (int i = next(at); slots[i] != null; i = next(i)) {
            Session displaced = slots[i];
            slots[i] = null;
            if (displaced != null) {
                place(displaced);
            }
        }
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    private int slot(CharSequence text, int from) {
        int hash = 0;
        for (int i = from; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return (hash ^ hash >>> 16) & (slots.length - 1);
    }

    private static boolean isAt(String token, CharSequence text, int from) {
        if (text.length() - from != token.length()) {
            return false;
        }
        for (int i = 0; i < token.length(); i++) {
            if (text.charAt(from + i) != token.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
