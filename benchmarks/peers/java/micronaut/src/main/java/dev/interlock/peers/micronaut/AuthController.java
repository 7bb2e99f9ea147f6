package dev.interlock.peers.micronaut;

import dev.interlock.peers.common.Shop;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Status;

/** Handlers for sessions. */
@Controller("/v1/auth")
class AuthController {
    @Post("/logins/{user}")
    @Produces(Shop.PROTOBUF)
    byte[] logIn(long user) {
        return Shop.receipt(4, user).toByteArray();
    }

    @Get("/sessions/{session}")
    @Produces(Shop.TEXT)
    String session(long session) {
        return Long.toString(session + 5);
    }

    @Delete("/sessions/{session}")
    @Status(HttpStatus.NO_CONTENT)
    void logOut(long session) {}
}
