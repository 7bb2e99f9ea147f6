package dev.interlock.http2;

import dev.interlock.ApiListing;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The file {@code api.txt} lists the API. */
final class ApiTest {
    @Test
    void listingIsUpToDate() throws IOException {
        ApiListing.check();
    }
}
