package dev.interlock.example.shop.auth;

import dev.interlock.annotation.Anyone;
import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Consumes;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Cookie;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.Form;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.MaxConcurrent;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Produces;
import dev.interlock.annotation.Put;
import dev.interlock.annotation.Roles;
import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.web.MediaTypes;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.SetCookie;

/**
 * Opens, renews and ends sessions. The body of the response has the access token. A cookie holds the refresh token:
 * scripts cannot read the cookie, and browsers send it only to these routes.
 */
@Controller("/v1/auth")
@Roles({})
@Blocking
public final class AuthController {
    /**
     * Limit for each route that checks passwords. Hashing is slow on purpose, so only a few calls may wait for it: a
     * flood of them leaves threads for other routes.
     */
    private static final int MAX_HASHING = 8;

    private final Logins logins;
    private final LoginLimit limit;

    public AuthController(Logins logins, LoginLimit limit) {
        this.logins = logins;
        this.limit = limit;
    }

    /** Logs in with a form, which a page sends without a script. */
    @Post("/login")
    @Anyone
    @MaxConcurrent(MAX_HASHING)
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public ShopProto.SessionToken login(@Form String email, @Form String password, Request request, Response response) {
        return open(email, password, request, response);
    }

    /** Logs in with a message. */
    @Post("/login")
    @Anyone
    @MaxConcurrent(MAX_HASHING)
    @Consumes({MediaTypes.JSON, MediaTypes.PROTOBUF})
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public ShopProto.SessionToken loginMessage(@Body ShopProto.LoginRequest login, Request request, Response response) {
        return open(login.getEmail(), login.getPassword(), request, response);
    }

    private ShopProto.SessionToken open(String email, String password, Request request, Response response) {
        limit.check(request.remoteAddress(), email);
        return hand(logins.open(email, password), response);
    }

    @Post("/refresh")
    @Anyone
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public ShopProto.SessionToken refresh(@Cookie("refresh") String refreshToken, Response response) {
        return hand(logins.renew(refreshToken), response);
    }

    @Post("/logout")
    public void logout(@Attribute Session session) {
        logins.end(session);
    }

    @Get("/session")
    @Produces({MediaTypes.PROTOBUF, MediaTypes.JSON})
    public ShopProto.Session session(@Attribute Session session, @Attribute Caller caller) {
        return ShopProto.Session.newBuilder()
                .setUserId(caller.userId())
                .setRole(caller.role().name())
                .setExpiresAt(session.accessExpiry().toEpochMilli())
                .build();
    }

    /** Ends all sessions of the caller, and returns their number. */
    @Delete("/sessions")
    public int endAll(@Attribute Caller caller) {
        return logins.endAll(caller);
    }

    /** Ends all sessions of the caller, and returns their number as a message. */
    @Delete("/sessions")
    @Produces({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public ShopProto.Count endAllMessage(@Attribute Caller caller) {
        return ShopProto.Count.newBuilder().setValue(endAll(caller)).build();
    }

    /** Changes the password with a form. Checks the hash of the old password, and hashes the new password. */
    @Put("/password")
    @MaxConcurrent(MAX_HASHING)
    public void changePassword(
            @Form String current, @Form String replacement, @Attribute Caller caller, Request request) {
        replace(current, replacement, caller, request);
    }

    /** Changes the password with a message. */
    @Put("/password")
    @MaxConcurrent(MAX_HASHING)
    @Consumes({MediaTypes.JSON, MediaTypes.PROTOBUF})
    public void changePasswordMessage(
            @Body ShopProto.PasswordChange change, @Attribute Caller caller, Request request) {
        replace(change.getCurrent(), change.getReplacement(), caller, request);
    }

    private void replace(String current, String replacement, Caller caller, Request request) {
        // Applies the limit here too. Otherwise, the holder of a stolen token could guess the password with this route.
        limit.check(request.remoteAddress(), "user " + caller.userId());
        logins.changePassword(current, replacement, caller);
    }

    private static ShopProto.SessionToken hand(Session session, Response response) {
        response.header("cache-control", "no-store");
        response.cookie(SetCookie.of("refresh", session.refreshToken())
                .path("/v1/auth")
                .sameSiteStrict()
                .maxAge(Logins.REFRESH_LIFETIME));
        return ShopProto.SessionToken.newBuilder()
                .setAccessToken(session.accessToken())
                .setExpiresAt(session.accessExpiry().toEpochMilli())
                .build();
    }
}
