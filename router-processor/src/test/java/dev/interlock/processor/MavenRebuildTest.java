package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.MavenBuilds;
import dev.interlock.processor.testing.RunningApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets Maven rebuild a service and its library after a change. */
@Tag("heavy")
final class MavenRebuildTest {
    private static final String ROOT = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>shop</groupId>
              <artifactId>root</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <modules><module>library</module><module>service</module></modules>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencies>
                <dependency>
                  <groupId>dev.interlock</groupId>
                  <artifactId>router-runtime</artifactId>
                  <version>0.1.0</version>
                </dependency>
              </dependencies>
              <build>
                <plugins>
                  <plugin>
                    <artifactId>maven-compiler-plugin</artifactId>
                    <version>3.15.0</version>
                    <configuration>
                      <annotationProcessorPaths>
                        <path>
                          <groupId>dev.interlock</groupId>
                          <artifactId>router-processor</artifactId>
                          <version>0.1.0</version>
                        </path>
                      </annotationProcessorPaths>
                    </configuration>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    private static final String MODULE = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <parent><groupId>shop</groupId><artifactId>root</artifactId><version>1</version></parent>
              <artifactId>%s</artifactId>
              %s
            </project>
            """;

    private static final String API = """
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = {Orders.class, Users.class, library.Health.class})
            public final class Api {}
            """;

    private static final String ORDERS = """
            package shop;

            import dev.interlock.annotation.*;

            @Controller("/orders")
            public final class Orders {
              @Get("/{id}") String find(long id) { return "order " + id; }
            }
            """;

    private static final String USERS = """
            package shop;

            import dev.interlock.annotation.*;

            @Controller("/users")
            public final class Users {
              @Get String list() { return "users"; }
            }
            """;

    private static final String HEALTH = """
            package library;

            import dev.interlock.annotation.*;

            @Controller("/health")
            public final class Health {
              @Get public String report() { return "well"; }
            }
            """;

    private static final String STALE = " changed after shop.ApiRouter was compiled. Tip: compile shop.Api, "
            + "with the classes and jars of the server";

    @TempDir
    private Path folder;

    private MavenBuilds builds;
    private Path library;
    private Path service;

    @BeforeEach
    void compile() throws Exception {
        builds = MavenBuilds.publishIn(folder);
        library = folder.resolve("library");
        service = folder.resolve("service");
        MavenBuilds.write(folder.resolve("pom.xml"), ROOT);
        MavenBuilds.write(library.resolve("pom.xml"), MODULE.formatted("library", ""));
        MavenBuilds.write(
                service.resolve("pom.xml"),
                MODULE.formatted(
                        "service",
                        "<dependencies><dependency><groupId>shop</groupId><artifactId>library</artifactId>"
                                + "<version>1</version></dependency></dependencies>"));
        write(library, "library/Health", HEALTH);
        write(service, "shop/Api", API);
        write(service, "shop/Orders", ORDERS);
        write(service, "shop/Users", USERS);
        run("compile");
        assertThat(staleness()).isEqualTo("null");
    }

    private static void write(Path module, String type, String text) throws IOException {
        MavenBuilds.write(module.resolve("src/main/java/" + type + ".java"), text);
    }

    private void run(String... arguments) throws Exception {
        assertThat(builds.run(folder, arguments)).endsWith("exit 0");
    }

    private RunningApp app() throws IOException, ReflectiveOperationException {
        return RunningApp.load(MavenBuilds.classes(service, library));
    }

    private String staleness() throws IOException, ReflectiveOperationException {
        return String.valueOf(app().router().staleness());
    }

    @Test
    void changedControllerGetsNewRouter() throws Exception {
        write(service, "shop/Orders", ORDERS.replace("/{id}", "/by-id/{id}"));
        run("compile");
        assertThat(staleness()).isEqualTo("null");
        assertThat(app().get("/orders/by-id/7").body()).isEqualTo("order 7");
    }

    @Test
    void changedLibraryControllerGetsNewRouter() throws Exception {
        write(library, "library/Health", HEALTH.replace("/health", "/state"));
        run("compile");
        assertThat(staleness()).isEqualTo("null");
        assertThat(app().get("/state").body()).isEqualTo("well");
    }

    @Test
    void detectsLibraryBuiltAlone() throws Exception {
        write(library, "library/Health", HEALTH.replace("/health", "/state"));
        run("compile", "-pl", "library");
        assertThat(staleness()).isEqualTo("library.Health" + STALE);
        touchApi();
        run("compile");
        assertThat(staleness()).isEqualTo("null");
        assertThat(app().get("/state").body()).isEqualTo("well");
    }

    /** Makes Maven compile the application class again. The log gives this advice when a stale router starts. */
    private void touchApi() throws IOException {
        Files.setLastModifiedTime(service.resolve("src/main/java/shop/Api.java"), FileTime.from(Instant.now()));
    }

    /**
     * Maven compiles only the sources that are newer than their class files. The compiler finds the other sources on
     * the source path.
     */
    @Test
    void detectsControllerCompiledAlone() throws Exception {
        write(service, "shop/Users", USERS.replace("/users", "/orders/{id}").replace("list()", "list(long id)"));
        run("compile", "-Dmaven.compiler.useIncrementalCompilation=false");
        assertThat(staleness()).isEqualTo("shop.Users" + STALE);
        touchApi();
        assertThat(builds.run(folder, "compile"))
                .contains("[IL231] GET /orders/{id} of Users.list(long) is the same route");
    }
}
