package dev.interlock.example.shop.site;

import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.http.Response;
import java.util.Optional;

/** Probes, a greeting and the documentation. */
@Controller
public final class SiteController {
    private final Documentation documentation;

    public SiteController(Documentation documentation) {
        this.documentation = documentation;
    }

    /** Whether the process lives. */
    @Get("/health")
    public String health() {
        return "UP";
    }

    /** Whether the service may be sent requests. */
    @Get("/ready")
    public String ready() {
        return "READY";
    }

    @Get("/plaintext")
    public String plaintext() {
        return "Hello, World!";
    }

    @Get("/docs/{*page}")
    public Optional<String> page(String page, Response response) {
        response.header("content-type", "text/markdown;charset=utf-8");
        return documentation.find(page);
    }
}
