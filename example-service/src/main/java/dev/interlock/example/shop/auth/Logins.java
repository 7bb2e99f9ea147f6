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
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Opens, renews and ends sessions. */
public final class Logins {
    static final Duration ACCESS_LIFETIME = Duration.ofMinutes(15);
    static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

    private static final int TOKEN_BYTES = 32;

    private final SessionStore sessions;
    private final UserStore users;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Clock clock;

    public Logins(SessionStore sessions, UserStore users, Accounts accounts, Passwords passwords, Clock clock) {
        this.sessions = sessions;
        this.users = users;
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Opens a session.
     *
     * @throws Refusal with the same message if the account does not exist or the password is wrong
     */
    public Session open(String email, String password) {
        Optional<User> user = users.findByEmail(email);
        boolean matches =
                passwords.matches(password, user.map(User::passwordHash).orElseGet(passwords::noHash));
        if (user.isEmpty() || !matches) {
            throw Refusal.unauthenticated("The e-mail address or the password is wrong.");
        }
        return openFor(user.get());
    }

    /**
     * Replaces the session of a refresh token with a new session. Each refresh token works only once (RFC 9700 section
     * 4.14.2).
     */
    public Session renew(String refreshToken) {
        OptionalLong user = sessions.takeByRefreshToken(refreshToken, clock.instant());
        if (user.isEmpty()) {
            throw badRefreshToken();
        }
        return users.find(user.getAsLong()).map(this::openFor).orElseThrow(Logins::badRefreshToken);
    }

    private static Refusal badRefreshToken() {
        return Refusal.unauthenticated("The refresh token is invalid or has expired.");
    }

    /**
     * Returns the valid session of an access token, or null.
     *
     * @param from index at which the token begins; it ends at the end of the text
     */
    public @Nullable Session find(CharSequence text, int from) {
        return sessions.findByAccessToken(text, from, clock.millis());
    }

    public void end(Session session) {
        sessions.remove(session);
    }

    /** Ends all sessions of the caller, and returns their number. */
    public int endAll(Caller caller) {
        return sessions.removeAll(caller.userId());
    }

    /** Changes the caller's password. Ends all sessions, because they were opened with the old password. */
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
