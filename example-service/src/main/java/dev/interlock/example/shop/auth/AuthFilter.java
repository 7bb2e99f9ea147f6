package dev.interlock.example.shop.auth;

import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.http.Filter;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request pass whose bearer token (RFC 6750) is valid, and sets the attributes {@code session} and
 * {@code caller}. Every route needs one unless it is listed here, so that a new route is not open by accident.
 */
public final class AuthFilter implements Filter {
    private static final String SCHEME = "Bearer ";

    private static final String CATALOG = "/v1/catalog/";

    /** The public method of a template. */
    private static final Map<String, String> PUBLIC = Map.of(
            "/health", "GET",
            "/ready", "GET",
            "/plaintext", "GET",
            "/docs/{*page}", "GET",
            "/v1/auth/login", "POST",
            "/v1/auth/refresh", "POST",
            "/v1/users", "POST",
            "/v1/analytics/events", "POST");

    private final Logins logins;

    public AuthFilter(Logins logins) {
        this.logins = logins;
    }

    @Override
    public boolean before(Request request, Response response) {
        if (isPublic(request.route())) {
            return true;
        }
        Session session = session(request.header("authorization"));
        request.attribute("session", session);
        request.attribute("caller", caller(session));
        return true;
    }

    private Session session(@Nullable String authorization) {
        if (authorization == null) {
            throw Refusal.unauthenticated("This needs a bearer token; POST /v1/auth/login answers one.");
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Refusal.unauthenticated("The authorization must be of the scheme Bearer.");
        }
        return logins.find(authorization.substring(SCHEME.length()))
                .orElseThrow(() -> Refusal.unauthenticated("The bearer token is not valid, or no longer."));
    }

    private Caller caller(Session session) {
        return logins.caller(session).orElseThrow(() -> Refusal.unauthenticated("The account is closed."));
    }

    private static boolean isPublic(RouteInfo route) {
        boolean browsing = route.method().equals("GET") && route.template().startsWith(CATALOG);
        return browsing || route.method().equals(PUBLIC.get(route.template()));
    }
}
