package dev.interlock.filter;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.FieldLine;
import dev.interlock.testing.AllocationProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Allocation of an application with filters. */
final class FilterAllocationTest {
    private static final String ORIGIN = "https://shop.example";

    private static AllocationProbe probe(Cors cors) {
        return AllocationProbe.of(
                FilteredRouter.with(Compression.standard(), cors, SecurityHeaders.standard(), Decompression.standard())
                        .get("/number", (request, response) -> Results.writeText(response, 7L))
                        .post(
                                "/body",
                                (request, response) -> Results.writeText(
                                        response, request.body().length()),
                                route -> route.consumes("*/*"))
                        .router());
    }

    private static Cors cors() {
        return Cors.origins("https://other.example", ORIGIN).credentials().exposedHeaders("etag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: */*", "Origin: " + ORIGIN, "Origin: https://evil.example"})
    void filtersAllocateNothing(String field) {
        probe(cors())
                .get("/number", field, "Accept-Encoding: gzip, br;q=0.5, *;q=0.1")
                .assertNothingAllocated();
        probe(Cors.anyOrigin()).get("/number", field).assertNothingAllocated();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: */*", "Accept-Encoding: identity", "Accept-Encoding: gzip;q=0.5, identity"})
    void unencodedResponsesAllocateNothing(String field) {
        largeResponses()
                .get("/text", field)
                .get("/json", field)
                .get("/image", field)
                .get("/final", field)
                .assertNothingAllocated();
    }

    @Test
    void excludedResponsesAllocateNothing() {
        largeResponses()
                .get("/image", "Accept-Encoding: gzip, br")
                .get("/final", "Accept-Encoding: gzip, br")
                .assertNothingAllocated();
    }

    /** Measures responses above the smallest size for encoding. */
    private static AllocationProbe largeResponses() {
        byte[] large = new byte[2000];
        FieldLine json = FieldLine.of("content-type", "application/vnd.shop+json; charset=utf-8");
        FieldLine image = FieldLine.of("content-type", "Image/PNG");
        FieldLine unchanged = FieldLine.of("cache-control", "public, No-Transform");
        FieldLine text = FieldLine.of("content-type", "text/plain");
        return AllocationProbe.of(FilteredRouter.with(Compression.standard())
                .get("/text", (request, response) -> response.header(text).bytes(large, 0, large.length))
                .get("/json", (request, response) -> response.header(json).bytes(large, 0, large.length))
                .get("/image", (request, response) -> response.header(image).bytes(large, 0, large.length))
                .get(
                        "/final",
                        (request, response) ->
                                response.header(text).header(unchanged).bytes(large, 0, large.length))
                .router());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: */*", "X-Request-Id: 0af7651916cd43dd8448eb211c80319c", "X-Request-Id: not one"})
    void idsAllocateNothing(String field) {
        AllocationProbe.of(FilteredRouter.with(RequestIds.standard())
                        .get("/number", (request, response) -> Results.writeText(response, 7L))
                        .router())
                .get("/number", field)
                .assertNothingAllocated();
    }

    @Test
    void uncodedBodiesAllocateNothing() {
        probe(cors())
                .post("/body", new byte[1000], "Content-Encoding: identity")
                .assertNothingAllocated();
    }
}
