package dev.interlock.brotli;

import dev.interlock.ApiListing;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Tests that the public API is equal to the list in {@code api.txt}. */
final class ApiTest {
    @Test
    void listingIsUpToDate() throws IOException {
        ApiListing.check();
    }
}
