package dev.interlock.example.shop.site;

import dev.interlock.annotation.Anyone;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Essential;
import dev.interlock.annotation.Get;
import dev.interlock.file.StaticFile;
import dev.interlock.file.StaticFiles;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Readiness;
import dev.interlock.http.Response;
import java.util.Optional;

/** Handlers for probes, a greeting and the documentation. */
@Controller
@Anyone
public final class SiteController {

    /** The guides. The jar also contains each guide in compressed form, so that no request waits for compression. */
    private final StaticFiles documentation = StaticFiles.classPath("docs")
            .index("index.md")
            .mediaType("md", "text/markdown;charset=utf-8")
            .precompressed();

    private final Readiness readiness;

    public SiteController(Readiness readiness) {
        this.readiness = readiness;
    }

    /** Liveness probe: succeeds while the process runs. */
    @Get("/health")
    @Essential
    public String health() {
        return "UP";
    }

    /** Readiness probe: succeeds while the service accepts requests. */
    @Get("/ready")
    @Essential
    public String ready(Response response) {
        if (readiness.isReady()) {
            return "READY";
        }
        response.status(HttpStatus.SERVICE_UNAVAILABLE);
        return "NOT READY";
    }

    @Get("/plaintext")
    public String plaintext() {
        return "Hello, World!";
    }

    @Get("/docs/{*page}")
    public Optional<StaticFile> page(String page) {
        return documentation.find(page);
    }
}
