package dev.interlock.filter;

import dev.interlock.codec.TextCodec;
import dev.interlock.testing.AllocationProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application behind filters allocates. */
final class FilterAllocationTest {
    private static final String ORIGIN = "https://shop.example";

    private static AllocationProbe probe(Cors cors) {
        return AllocationProbe.of(
                FilteredRouter.with(Compression.standard(), cors, SecurityHeaders.standard(), Decompression.standard())
                        .get("/number", (request, response) -> TextCodec.write(response, 7L))
                        .post(
                                "/body",
                                (request, response) ->
                                        TextCodec.write(response, request.body().length()),
                                route -> route.consumes("*/*"))
                        .router());
    }

    private static Cors cors() {
        return Cors.builder()
                .origins("https://other.example", ORIGIN)
                .credentials()
                .exposedHeaders("etag")
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: */*", "Origin: " + ORIGIN, "Origin: https://evil.example"})
    void filtersAllocateNothing(String field) {
        probe(cors())
                .get("/number", field, "Accept-Encoding: gzip, br;q=0.5, *;q=0.1")
                .assertNothingAllocated();
        probe(Cors.builder().anyOrigin().build()).get("/number", field).assertNothingAllocated();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: */*", "X-Request-Id: 0af7651916cd43dd8448eb211c80319c", "X-Request-Id: not one"})
    void idsAllocateNothing(String field) {
        AllocationProbe.of(FilteredRouter.with(RequestIds.standard())
                        .get("/number", (request, response) -> TextCodec.write(response, 7L))
                        .router())
                .get("/number", field)
                .assertNothingAllocated();
    }

    @Test
    void bodiesWithoutCodingAllocateNothing() {
        probe(cors())
                .post("/body", new byte[1000], "Content-Encoding: identity")
                .assertNothingAllocated();
    }
}
