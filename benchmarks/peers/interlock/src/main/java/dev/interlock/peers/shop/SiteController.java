package dev.interlock.peers.shop;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;

/** Handlers for pages without parameters. */
@Controller
final class SiteController {
    @Get("/plaintext")
    String plaintext() {
        return "Hello, World!";
    }

    @Get("/health")
    String health() {
        return "UP";
    }

    @Get("/version")
    String version() {
        return "1";
    }
}
