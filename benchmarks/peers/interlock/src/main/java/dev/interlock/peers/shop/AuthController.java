package dev.interlock.peers.shop;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Post;

/** Handlers for sessions. */
@Controller("/v1/auth")
final class AuthController {
    @Post("/logins/{user}")
    void logIn(long user, Receipt receipt) {
        Receipts.write(receipt, 4, user);
    }

    @Get("/sessions/{session}")
    long session(long session) {
        return session + 5;
    }

    @Delete("/sessions/{session}")
    void logOut(long session) {}
}
