package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The domain and its stores depend neither on HTTP nor on the messages of the API. */
final class DomainTest {
    private static final Path SHOP = Path.of("src/main/java/dev/interlock/example/shop");

    /** Packages and classes that handle requests, or start the shop. */
    private static final Pattern WEB =
            Pattern.compile("(web|site)/.*|[^/]*|.*(Controller|Routes|Messages|View|Writer|Filter|Principal|Placement)"
                    + "|[a-z]+/New[A-Z][a-z]+");

    /** Forbidden imports of the domain: Interlock, messages, parts of HTTP, and constraints of requests. */
    private static final Pattern FOREIGN =
            Pattern.compile("(?m)^import (?:static )?(dev\\.interlock\\.(?!example\\.)[^;]*"
                    + "|dev\\.interlock\\.example\\.shop\\.(?:proto|web)\\.[^;]*|jakarta\\.[^;]*);");

    @Test
    void knowsNeitherHttpNorMessages() throws IOException {
        List<Path> domain = sources();

        assertThat(domain.size()).isAtLeast(50);
        assertThat(domain.stream().flatMap(DomainTest::foreignImports).toList()).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SHOP)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !WEB.matcher(name(file)).matches())
                    .toList();
        }
    }

    private static String name(Path file) {
        return SHOP.relativize(file).toString().replace(".java", "");
    }

    private static Stream<String> foreignImports(Path file) {
        try {
            return FOREIGN.matcher(Files.readString(file))
                    .results()
                    .map(found -> name(file) + " imports " + found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
