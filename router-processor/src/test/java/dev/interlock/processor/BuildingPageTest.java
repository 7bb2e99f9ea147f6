package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.testing.MavenBuilds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Builds the projects that are printed in {@code docs/building.md} with Maven. */
@Tag("heavy")
final class BuildingPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAME = Pattern.compile("(?:class|record|interface) (\\w+)");

    @TempDir
    static Path folder;

    private static MavenBuilds builds;
    private static String page;
    private static String pom;

    @BeforeAll
    static void publish() throws IOException {
        builds = MavenBuilds.publishIn(folder);
        page = Files.readString(ROOT.resolve("docs/building.md"));
        pom = blocks(Files.readString(ROOT.resolve("docs/getting-started.md")), "xml")
                .get(0);
    }

    private static List<String> blocks(String text, String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /**
     * Returns the XML of a dependency.
     *
     * @param coordinates {@code group:artifact:version}
     */
    private static String dependency(String coordinates) {
        String[] parts = coordinates.split(":");
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
                .formatted((Object[]) parts);
    }

    private static String with(String project, List<String> dependencies) {
        String all = String.join(
                "", dependencies.stream().map(BuildingPageTest::dependency).toList());
        return project.replace("  </dependencies>", all + "</dependencies>");
    }

    private static void writeJava(Path project) throws IOException {
        for (String source : blocks(page, "java")) {
            String name = NAME.matcher(source)
                    .results()
                    .findFirst()
                    .map(match -> match.group(1))
                    .orElseThrow();
            MavenBuilds.write(project.resolve("src/main/java/shop/" + name + ".java"), source);
        }
    }

    private static Path otherProcessors(String name, String paths) throws IOException {
        Path project = Files.createDirectories(folder.resolve(name));
        MatchResult known = Pattern.compile("<annotationProcessorPaths>.*</annotationProcessorPaths>", Pattern.DOTALL)
                .matcher(pom)
                .results()
                .findFirst()
                .orElseThrow();
        String changed = pom.substring(0, known.start())
                + paths
                + "<compilerArgs><arg>-Xlint:all,-processing</arg><arg>-Werror</arg></compilerArgs><showWarnings>true</showWarnings>"
                + pom.substring(known.end());
        List<String> libraries = List.of(
                "org.projectlombok:lombok:1.18.48",
                "org.mapstruct:mapstruct:1.6.3",
                "com.google.dagger:dagger:2.60.1",
                "org.immutables:value:2.12.2",
                "dev.interlock:router-jackson:0.1.0",
                "jakarta.validation:jakarta.validation-api:3.1.1");
        MavenBuilds.write(project.resolve("pom.xml"), with(changed, libraries));
        writeJava(project);
        return project;
    }

    @Test
    void runsOtherProcessorsFirst() throws Exception {
        Path project = otherProcessors("others", blocks(page, "xml").get(0));
        assertThat(builds.run(project, "compile")).endsWith("exit 0");
        assertThat(Files.exists(project.resolve("target/classes/shop/DaggerWiring.class")))
                .isTrue();
    }

    /**
     * The annotation processors of these containers generate a definition for each bean. The router is a bean, and so
     * is a type that another processor generates.
     */
    @ParameterizedTest
    @CsvSource({
        "io.micronaut:micronaut-inject-java:4.10.10, io.micronaut:micronaut-inject:4.10.10, "
                + "io.micronaut.context.annotation, shop/$Orders$Definition, shop/$Wiring$Router0$Definition",
        "io.avaje:avaje-inject-generator:12.4, io.avaje:avaje-inject:12.4, io.avaje.inject, shop/Orders$DI, shop/Wiring$DI"
    })
    void containersInjectRouter(String processor, String library, String annotations, String orders, String wiring)
            throws Exception {
        Path project = Files.createDirectories(folder.resolve(annotations));
        String[] parts = processor.split(":");
        String path =
                "<annotationProcessorPaths><path><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></path>"
                        .formatted((Object[]) parts);
        MavenBuilds.write(
                project.resolve("pom.xml"), with(pom.replace("<annotationProcessorPaths>", path), List.of(library)));
        MavenBuilds.write(project.resolve("src/main/java/shop/Orders.java"), """
                package shop;

                import dev.interlock.annotation.*;
                import jakarta.inject.Singleton;

                @Controller("/orders")
                @Singleton
                public class Orders {
                  public Orders(Store store) {}

                  @Get("/{id}") String find(long id) { return "order " + id; }
                }
                """);
        MavenBuilds.write(project.resolve("src/main/java/shop/Store.java"), """
                package shop;

                @jakarta.inject.Singleton
                public class Store {}
                """);
        MavenBuilds.write(project.resolve("src/main/java/shop/Api.java"), """
                package shop;

                @dev.interlock.annotation.HttpApp(controllers = Orders.class)
                public final class Api {}
                """);
        MavenBuilds.write(project.resolve("src/main/java/shop/Wiring.java"), """
                package shop;

                import %s.*;

                @Factory
                public class Wiring {
                  @Bean
                  public ApiRouter router(Orders orders) { return ApiRouter.of(orders); }
                }
                """.formatted(annotations));
        assertThat(builds.run(project, "compile")).endsWith("exit 0");
        for (String type : List.of("shop/ApiRouter", orders, wiring)) {
            assertWithMessage(type)
                    .that(Files.exists(project.resolve("target/classes/" + type + ".class")))
                    .isTrue();
        }
    }

    @Test
    void explainsLombokAfterInterlock() throws Exception {
        String paths = blocks(page, "xml").get(0);
        int lombok = paths.indexOf("  <path>");
        int behind = paths.indexOf("  </path>\n") + "  </path>\n".length();
        String moved = paths.substring(0, lombok)
                + paths.substring(behind)
                        .replace(
                                "</annotationProcessorPaths>",
                                paths.substring(lombok, behind) + "</annotationProcessorPaths>");
        String output = builds.run(otherProcessors("wrong-order", moved), "compile");
        assertThat(output).contains("[IL705] name of NewOrder has constraints");
        assertThat(output).endsWith("exit 1");
    }

    @Test
    void kaptRunsProcessor() throws Exception {
        Path project = Files.createDirectories(folder.resolve("kotlin"));
        MatchResult known = Pattern.compile("  <build>.*</build>", Pattern.DOTALL)
                .matcher(pom)
                .results()
                .findFirst()
                .orElseThrow();
        String changed = pom.substring(0, known.start()) + blocks(page, "xml").get(1) + pom.substring(known.end());
        List<String> libraries = List.of(
                "org.jetbrains.kotlin:kotlin-stdlib:2.4.21",
                "dev.interlock:router-jackson:0.1.0",
                "com.fasterxml.jackson.module:jackson-module-kotlin:2.23.0",
                "jakarta.validation:jakarta.validation-api:3.1.1");
        MavenBuilds.write(project.resolve("pom.xml"), with(changed, libraries));
        MavenBuilds.write(
                project.resolve("src/main/kotlin/shop/Shop.kt"),
                blocks(page, "kotlin").get(0));
        // Without this option, a compiler daemon would continue to run after the test.
        assertThat(builds.run(project, "-Dkotlin.compiler.daemon=false", "compile"))
                .endsWith("exit 0");
        assertThat(Files.exists(project.resolve("target/classes/shop/ApiRouter.class")))
                .isTrue();
    }
}
