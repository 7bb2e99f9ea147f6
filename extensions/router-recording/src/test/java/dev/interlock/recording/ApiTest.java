package dev.interlock.recording;

import dev.interlock.ApiListing;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The file {@code api.txt} lists the API. Other packages are not for users. */
final class ApiTest {
    @Test
    void listingIsUpToDate() throws IOException {
        ApiListing.check(List.of("dev.interlock.recording"));
    }
}
