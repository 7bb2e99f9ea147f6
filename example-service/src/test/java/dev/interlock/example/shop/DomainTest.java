package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/**
 * The domain and its stores depend neither on HTTP nor on the messages of the API. The shop has no maps,
 * publishers or loggers of its own.
 */
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

    /** A map with a limit extends {@link LinkedHashMap}, as the JDK intends. */
    @Test
    void mapsPublishersAndLoggersAreOfLibraries() {
        JavaClasses shop = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("dev.interlock.example.shop");

        noClasses()
                .that()
                .areNotAssignableTo(LinkedHashMap.class)
                .should()
                .beAssignableTo(Map.class)
                .orShould()
                .beAssignableTo(Flow.Publisher.class)
                .orShould()
                .beAssignableTo(Flow.Subscription.class)
                .orShould()
                .beAssignableTo(Logger.class)
                .check(shop);
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
