package dev.interlock.example.shop.auth;

import dev.interlock.annotation.Anyone;
import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Cookie;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.Form;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.MaxConcurrent;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Put;
import dev.interlock.annotation.Roles;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.SetCookie;

/**
 * Sessions. The access token is the text of the response. The refresh token is in a cookie. Scripts cannot read this
 * cookie, and browsers send it only to these routes.
 */
@Controller("/v1/auth")
@Roles({})
public final class AuthController {
    private final Logins logins;
    private final LoginLimit limit;

    public AuthController(Logins logins, LoginLimit limit) {
        this.logins = logins;
        this.limit = limit;
    }

    /**
     * Logs in. Hashes a password, which is slow on purpose. Few log-ins run at a time. A flood of log-ins therefore
     * leaves processors for other routes.
     */
    @Post("/login")
    @Anyone
    @Blocking
    @MaxConcurrent(16)
    public String login(@Form String email, @Form String password, Request request, Response response) {
        limit.check(request.remoteAddress(), email);
        return hand(logins.open(email, password), response);
    }

    @Post("/refresh")
    @Anyone
    public String refresh(@Cookie("refresh") String refreshToken, Response response) {
        return hand(logins.renew(refreshToken), response);
    }

    @Post("/logout")
    public void logout(@Attribute Session session) {
        logins.end(session);
    }

    @Get("/session")
    public ShopProto.Session session(@Attribute Session session, @Attribute Caller caller) {
        return ShopProto.Session.newBuilder()
                .setUserId(caller.userId())
                .setRole(caller.role().name())
                .setExpiresAt(session.accessExpiry().toEpochMilli())
                .build();
    }

    /** Logs out everywhere. Returns the number of ended sessions. */
    @Delete("/sessions")
    public int endAll(@Attribute Caller caller) {
        return logins.endAll(caller);
    }

    /** Changes the password. Hashes the old and the new password. */
    @Put("/password")
    @Blocking
    public void changePassword(
            @Form String current, @Form String replacement, @Attribute Caller caller, Request request) {
        // The owner of a token could also try to guess the password here.
        limit.check(request.remoteAddress(), "user " + caller.userId());
        logins.changePassword(current, replacement, caller);
    }

    private static String hand(Session session, Response response) {
        response.header("cache-control", "no-store");
        response.cookie(SetCookie.of("refresh", session.refreshToken())
                .path("/v1/auth")
                .sameSiteStrict()
                .maxAge(Logins.REFRESH_LIFETIME));
        return session.accessToken();
    }
}
