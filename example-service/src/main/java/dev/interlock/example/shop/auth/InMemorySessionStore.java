package dev.interlock.example.shop.auth;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Stores sessions in memory. The number of sessions is limited, because each account has a limited number of sessions,
 * and a closed account has none. Tokens have 256 random bits. Therefore an attacker learns nothing from the time of a
 * lookup. One lock serializes all calls.
 */
public final class InMemorySessionStore implements SessionStore {
    private final Map<AccessToken, Session> byAccessToken = new HashMap<>();
    private final Map<String, Session> byRefreshToken = new HashMap<>();
    private final Map<Long, Deque<Session>> byUser = new HashMap<>();
    /** The token of the current lookup. */
    private final AccessToken wanted = new AccessToken();

    @Override
    public synchronized void add(Session session) {
        Deque<Session> ofUser = byUser.computeIfAbsent(session.userId(), id -> new ArrayDeque<>());
        if (ofUser.size() == MAX_SESSIONS_PER_USER) {
            forget(ofUser.removeFirst());
        }
        ofUser.addLast(session);
        byAccessToken.put(AccessToken.of(session.accessToken()), session);
        byRefreshToken.put(session.refreshToken(), session);
    }

    @Override
    public synchronized @Nullable Session findByAccessToken(CharSequence text, int from, long millis) {
        Session session = byAccessToken.get(wanted.set(text, from));
        return session != null && session.isOpenAt(millis) ? session : null;
    }

    @Override
    public synchronized OptionalLong takeByRefreshToken(String token, Instant now) {
        Session session = byRefreshToken.get(token);
        if (session == null) {
            return OptionalLong.empty();
        }
        remove(session);
        return now.isBefore(session.refreshExpiry()) ? OptionalLong.of(session.userId()) : OptionalLong.empty();
    }

    @Override
    public synchronized void remove(Session session) {
        forget(session);
        byUser.computeIfPresent(session.userId(), (id, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    @Override
    public synchronized int removeAll(long userId) {
        Deque<Session> sessions = byUser.remove(userId);
        if (sessions == null) {
            return 0;
        }
        sessions.forEach(this::forget);
        return sessions.size();
    }

    private void forget(Session session) {
        byAccessToken.remove(AccessToken.of(session.accessToken()));
        byRefreshToken.remove(session.refreshToken());
    }
}
