package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tests that constraints are also checked if they come from class files. */
class CheckedLibraryTest {
    private static final Source LINE = Source.of("""
            package lib;
            import jakarta.validation.constraints.*;
            public record Line(@Positive int quantity, @Size(max = 3) String sku) {
              public static Line of(String text) { return new Line(1, text); }
              @AssertTrue public boolean isWhole() { return true; }
            }
            """);

    private static Compilation compile(String parameter) {
        return Compilation.with(new RouterProcessor())
                .option("-Werror")
                .dependency(Compilation.withoutProcessor().compile(LINE))
                .compile(Source.of("""
                        package shop;
                        import dev.interlock.annotation.*;
                        import jakarta.validation.Valid;
                        import lib.Line;
                        @HttpApp(controllers = Api.class)
                        @Controller
                        public final class Api {
                          @Get public String a(%s) { return ""; }
                        }
                        """.formatted(parameter)));
    }

    @Test
    void checksMembersOfClassFile() {
        Compilation compilation = compile("@Query @Valid Line line");
        assertThat(compilation.complaints()).isEmpty();
        String checks = Objects.requireNonNull(compilation.generated().get("shop.ApiRouterChecks"));
        assertThat(checks).contains("\"/quantity\", \"must be greater than 0\"");
        assertThat(checks).contains("\"/sku\", \"must have at most 3 characters\"");
        assertThat(checks).contains("\"\", \"must be true\"");
    }
}
