package dev.interlock.peers.micronaut;

import dev.interlock.peers.common.Shop;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

/** Handlers for pages without parameters. */
@Controller
class SiteController {
    @Get("/plaintext")
    @Produces(Shop.TEXT)
    String plaintext() {
        return "Hello, World!";
    }

    @Get("/health")
    @Produces(Shop.TEXT)
    String health() {
        return "UP";
    }

    @Get("/version")
    @Produces(Shop.TEXT)
    String version() {
        return "1";
    }
}
