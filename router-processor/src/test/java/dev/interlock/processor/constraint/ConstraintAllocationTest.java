package dev.interlock.processor.constraint;

import dev.interlock.processor.testing.RunningApp;
import dev.interlock.testing.AllocationProbe;
import org.junit.jupiter.api.Test;

/** Tests that checking a valid request allocates nothing. */
class ConstraintAllocationTest {
    private static final String SHOP = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.bytes.Slice;
            import jakarta.validation.constraints.*;

            @Controller("/")
            public final class Shop {
              private static final byte[] OK = {'o', 'k'};

              @Get("/{id}")
              byte[] find(
                  @Positive @Digits(integer = 10, fraction = 0) long id,
                  @Query @Min(1) @Max(100) int limit,
                  @Query @AssertTrue boolean active,
                  @Query @NotBlank @Size(max = 30) @Pattern(regexp = "[a-z]+(-[a-z]+)*") CharSequence name,
                  @Query @NotEmpty @Size(max = 30) @Email Slice mail,
                  @Header("X-Note") @Size(min = 1, max = 9) @Pattern(regexp = ".*", flags = Pattern.Flag.DOTALL) Slice note) {
                return OK;
              }
            }
            """;

    @Test
    void validRequestsAllocateNothing() throws Exception {
        RunningApp app = RunningApp.of("""
                package shop;
                @dev.interlock.annotation.HttpApp(controllers = Shop.class)
                public final class Api {}
                """, SHOP);
        AllocationProbe.of(app.router())
                .get("/7?limit=100&active=true&name=nuts-and-bolts&mail=ada@example.org", "X-Note: a note")
                .assertNothingAllocated();
    }
}
