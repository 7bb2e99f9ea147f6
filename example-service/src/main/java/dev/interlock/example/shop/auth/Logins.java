package dev.interlock.example.shop.auth;

import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.users.Accounts;
import dev.interlock.example.shop.users.Passwords;
import dev.interlock.example.shop.users.User;
import dev.interlock.example.shop.users.UserStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens, renews and ends sessions. */
public final class Logins {
    static final Duration ACCESS_LIFETIME = Duration.ofMinutes(15);
    static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

    private static final int TOKEN_BYTES = 32;

    private final SessionStore sessions;
    private final UserStore users;
    private final Accounts accounts;
    private final Clock clock;

    public Logins(SessionStore sessions, UserStore users, Accounts accounts, Clock clock) {
        this.sessions = sessions;
        this.users = users;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * Opens a session.
     *
     * @throws Refusal 401 if there is no such account, or the password is wrong; both cases have the same message
     */
    public Session open(String email, String password) {
        Optional<User> user = users.findByEmail(email);
        boolean matches =
                Passwords.matches(password, user.map(User::passwordHash).orElse(Passwords.NO_HASH));
        if (user.isEmpty() || !matches) {
            throw Refusal.unauthenticated("The e-mail address or the password is wrong.");
        }
        return openFor(user.get());
    }

    /** Replaces a session with a new session. A refresh token works once (RFC 9700 section 4.14.2). */
    public Session renew(String refreshToken) {
        return sessions.takeByRefreshToken(refreshToken, clock.instant())
                .flatMap(session -> users.find(session.userId()))
                .map(this::openFor)
                .orElseThrow(() -> Refusal.unauthenticated("The refresh token is invalid or has expired."));
    }

    /**
     * Returns the valid session with an access token, or null. The token is the part of the text from an index to the
     * end.
     */
    public @Nullable Session find(CharSequence text, int from) {
        return sessions.findByAccessToken(text, from, clock.millis());
    }

    public void end(Session session) {
        sessions.remove(session);
    }

    /** Ends all sessions of the caller. Returns their number. */
    public int endAll(Caller caller) {
        return sessions.removeAll(caller.userId());
    }

    /** Changes the caller's password, and ends all sessions that the old password opened. */
    public void changePassword(String current, String replacement, Caller caller) {
        accounts.changePassword(current, replacement, caller);
        sessions.removeAll(caller.userId());
    }

    private Session openFor(User user) {
        Instant now = clock.instant();
        Session session = new Session(
                user.caller(), newToken(), now.plus(ACCESS_LIFETIME), newToken(), now.plus(REFRESH_LIFETIME));
        sessions.add(session);
        return session;
    }

    private static String newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }
}
