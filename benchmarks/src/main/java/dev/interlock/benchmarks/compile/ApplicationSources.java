package dev.interlock.benchmarks.compile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The sources of an application as a team would write it: controllers of up to sixteen handlers each, with records of
 * their own that are JSON, and a mix of parameters, constraints and results. The same size gives the same sources.
 */
final class ApplicationSources {
    private static final int CONTROLLERS_PER_PACKAGE = 10;

    private static final String COMMON = """
            package api.common;

            import dev.interlock.annotation.*;
            import jakarta.validation.constraints.*;

            public record Page(
                @Query @Default("0") @PositiveOrZero int offset,
                @Query @Default("20") @Min(1) @Max(100) int limit) {}
            """;

    private static final String CONTROLLER = """
            package api.%2$s;

            import api.common.Page;
            import dev.interlock.annotation.*;
            import dev.interlock.http.Request;
            import jakarta.validation.Valid;
            import jakarta.validation.constraints.*;
            import java.time.Instant;
            import java.util.*;

            /** Resource %1$s. */
            @Controller("/v1/%2$s/resources%1$s")
            public final class Resources%1$s {
                public record Item(long id, @NotBlank @Size(max = 80) String name, State state, Instant changed) {}

                public record Line(@NotNull UUID sku, @Min(1) @Max(99) int count) {}

                public record NewItem(@NotBlank @Size(max = 80) String name, @Valid @NotNull List<Line> lines) {}

                public enum State { OPEN, PAID, CLOSED }

            %3$s}
            """;

    private static final List<String> HANDLERS = handlers("""
            @Get
            public List<Item> list(@Params Page page, @Query Optional<State> state, @Query List<String> tag) {
                return List.of();
            }

            @Post
            @Status(201)
            public Item create(@Body NewItem item, @Header("Idempotency-Key") String key) {
                return new Item(1, item.name(), State.OPEN, Instant.EPOCH);
            }

            @Get("/{id}")
            public Optional<Item> find(long id) {
                return Optional.empty();
            }

            @Put("/{id}")
            public Item replace(long id, @Body NewItem item, @Header("If-Match") Optional<String> version) {
                return new Item(id, item.name(), State.OPEN, Instant.EPOCH);
            }

            @Patch("/{id}")
            public void rename(long id, @Query @NotBlank @Size(max = 80) String name) {}

            @Delete("/{id}")
            public void remove(long id) {}

            @Get("/search")
            public List<Item> search(
                    @Query @Size(min = 2, max = 50) String q,
                    @Query @Default("20") @Min(1) @Max(100) int limit,
                    @Query OptionalLong before) {
                return List.of();
            }

            @Get("/{id}/lines")
            public List<Line> lines(long id, @Params Page page) {
                return List.of();
            }

            @Post("/{id}/lines")
            @Status(201)
            public Line addLine(long id, @Body Line line) {
                return line;
            }

            @Get("/{id}/lines/{sku}")
            public Optional<Line> line(long id, UUID sku) {
                return Optional.empty();
            }

            @Delete("/{id}/lines/{sku}")
            public void removeLine(long id, UUID sku) {}

            @Post("/{id}/cancel")
            public void cancel(long id, @Header("X-Reason") Optional<String> reason, Request request) {}

            @Get("/{id}/history")
            @Blocking
            public String history(long id, @Query @Default("50") int limit, @Cookie Optional<String> session) {
                return "";
            }

            @Get("/{id}/files/{*path}")
            public byte[] file(long id, String path) {
                return new byte[0];
            }

            @Get("/reports/{year:[0-9]+}.csv")
            public String report(int year, @Query Set<State> states) {
                return "";
            }

            @Put("/{id}/state")
            public void enter(long id, @Query State state) {}
            """);

    private ApplicationSources() {}

    /** Splits the handlers of a controller, which stand apart by an empty line. */
    private static List<String> handlers(String text) {
        return List.of(text.split("\n\n"));
    }

    /** Texts by the paths of their files. */
    static Map<String, String> of(int routes) {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("api/common/Page.java", COMMON);
        StringBuilder controllers = new StringBuilder();
        for (int from = 0; from < routes; from += HANDLERS.size()) {
            int number = from / HANDLERS.size();
            String home = "domain" + number / CONTROLLERS_PER_PACKAGE;
            String handlers = HANDLERS.stream()
                    .limit(routes - (long) from)
                    .map(handler -> handler.strip().indent(4))
                    .collect(Collectors.joining("\n"));
            sources.put("api/" + home + "/Resources" + number + ".java", CONTROLLER.formatted(number, home, handlers));
            controllers
                    .append(controllers.isEmpty() ? "" : ",\n    ")
                    .append("api.")
                    .append(home)
                    .append(".Resources")
                    .append(number)
                    .append(".class");
        }
        sources.put("api/Api.java", """
                package api;

                import dev.interlock.annotation.HttpApp;

                @HttpApp(controllers = {
                    %s
                })
                public final class Api {}
                """.formatted(controllers));
        return sources;
    }
}
