package dev.interlock.example.shop.auth;

import dev.interlock.bytes.Slice;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Filter;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Accepts requests with a valid bearer token (RFC 6750). Sets the principal, and the attributes {@code session} and
 * {@code caller}. Every route needs a token, except routes with {@code @Anyone}. With a database, the filter reads the
 * session from it. Routes that need a token must then be {@code @Blocking}, because the filter runs on the same thread
 * as the handler.
 */
public final class AuthFilter implements Filter {
    private static final FieldNames AUTHORIZATION = FieldNames.ofHeaders("authorization");
    /** Scheme in lower case, for a comparison that ignores case (RFC 9110 section 11.1). */
    private static final String SCHEME = "bearer ";

    /** Number of callers whose principals are kept, a power of two. */
    private static final int KEPT = 1024;

    private final Logins logins;

    /** The latest principals, by the last bits of the user's id. So a request of a known caller allocates none. */
    private final AtomicReferenceArray<CallerPrincipal> principals = new AtomicReferenceArray<>(KEPT);

    public AuthFilter(Logins logins) {
        this.logins = logins;
    }

    @Override
    public boolean before(Request request, Response response) {
        if (request.route().isOpen()) {
            return true;
        }
        Session session = session(request.headers(AUTHORIZATION).first(0));
        request.setAttribute("session", session);
        request.setAttribute("caller", session.caller());
        request.setPrincipal(principal(session.caller()));
        return true;
    }

    private CallerPrincipal principal(Caller caller) {
        int place = (int) (caller.userId() & (KEPT - 1));
        CallerPrincipal kept = principals.get(place);
        if (kept == null || !kept.caller().equals(caller)) {
            kept = new CallerPrincipal(caller);
            principals.set(place, kept);
        }
        return kept;
    }

    /** Finds the session of a request by its token. The token is not copied. */
    private Session session(@Nullable Slice authorization) {
        if (authorization == null) {
            throw Refusal.unauthenticated("A bearer token is required; POST /v1/auth/login returns one.");
        }
        CharSequence text = authorization.chars();
        if (!isBearer(text)) {
            throw Refusal.unauthenticated("The authorization scheme must be Bearer.");
        }
        Session session = logins.find(text, SCHEME.length());
        if (session == null) {
            throw Refusal.unauthenticated("The bearer token is invalid or has expired.");
        }
        return session;
    }

    private static boolean isBearer(CharSequence text) {
        if (text.length() < SCHEME.length()) {
            return false;
        }
        for (int i = 0; i < SCHEME.length(); i++) {
            if (Character.toLowerCase(text.charAt(i)) != SCHEME.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
