package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects with the setup of the README and {@code docs/protobuf.md}, built by Maven. */
@Tag("heavy")
final class ProtobufSetUpTest {
    private static final String VERSION = "0.1.0";
    private static final Path ROOT = Path.of("..");
    private static final Pattern XML = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);

    private static final String PROTO = """
            syntax = "proto3";
            package shop;
            import "google/protobuf/timestamp.proto";
            import "google/protobuf/wrappers.proto";
            message NewOrder {
              int64 user_id = 1;
              google.protobuf.Timestamp at = 2;
              google.protobuf.StringValue note = 3;
            }
            """;

    private static final String VIEW = """
            package shop;
            import dev.interlock.annotation.ProtoView;
            @ProtoView("shop.NewOrder")
            interface NewOrder {
              long userId();
              At at();
              @ProtoView("google.protobuf.Timestamp") interface At { long seconds(); }
            }
            """;

    private static final String PROTOBUF_JAVA = """
            <dependency>
              <groupId>com.google.protobuf</groupId>
              <artifactId>protobuf-java</artifactId>
              <version>4.36.2</version>
            </dependency>
            """;

    @TempDir
    static Path folder;

    @BeforeAll
    static void publish() throws IOException {
        copy(ROOT.resolve("pom.xml"), artifact("interlock-parent", "pom"));
        for (String module : List.of("router-runtime", "router-processor")) {
            copy(ROOT.resolve(module).resolve("pom.xml"), artifact(module, "pom"));
            jar(ROOT.resolve(module).resolve("target/classes"), artifact(module, "jar"));
        }
    }

    private static Path artifact(String name, String extension) {
        String file = "repository/dev/interlock/%s/%s/%s-%s.%s".formatted(name, VERSION, name, VERSION, extension);
        return folder.resolve(file);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path entry : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(entry).toString().replace('\\', '/')));
                Files.copy(entry, out);
            }
        }
    }

    private static String block(Path page, int index) {
        try {
            return XML.matcher(Files.readString(page))
                    .results()
                    .map(block -> block.group(1))
                    .toList()
                    .get(index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The project of the README with the plugin of the guide, and the guide's additions for either way. */
    private static Path project(boolean generatesJava) throws IOException {
        Path guide = ROOT.resolve("docs/protobuf.md");
        String protoc = block(guide, 0);
        String compileAgain = block(guide, 1);
        String pom = block(ROOT.resolve("README.md"), 0);
        if (generatesJava) {
            pom = pom.replace("  </dependencies>", PROTOBUF_JAVA + "  </dependencies>")
                    .replace("    </plugins>", protoc + "    </plugins>");
        } else {
            protoc = protoc.replace("<configuration>", "<configuration><javaEnabled>false</javaEnabled>");
            pom = pom.replace("    </plugins>", protoc + compileAgain + "    </plugins>");
        }
        Path project = Files.createDirectories(folder.resolve("java-" + generatesJava));
        write(project.resolve("pom.xml"), pom);
        write(project.resolve("src/main/proto/shop/order.proto"), PROTO);
        write(project.resolve("src/main/java/shop/NewOrder.java"), VIEW);
        return project;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Output of Maven; the last line is its exit code. */
    private static String compile(Path project) throws IOException, InterruptedException {
        String used = System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository");
        Path log = project.resolve("build.log");
        Process maven = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-o",
                        "-Dmaven.repo.local=" + folder.resolve("repository"),
                        "-Dmaven.repo.local.tail=" + used,
                        "compile")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertWithMessage("ends in time")
                .that(maven.waitFor(120, TimeUnit.SECONDS))
                .isTrue();
        return Files.readString(log, UTF_8) + "exit " + maven.exitValue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nextBuildFindsChangedField(boolean generatesJava) throws Exception {
        Path project = project(generatesJava);
        assertThat(compile(project)).endsWith("exit 0");
        assertThat(Files.exists(project.resolve("target/classes/shop/NewOrderDecoder.class")))
                .isTrue();
        write(project.resolve("src/main/proto/shop/order.proto"), PROTO.replace("user_id", "owner_id"));
        String refused = compile(project);
        assertThat(refused).contains("[IL521]");
        assertThat(refused).endsWith("exit 1");
        write(project.resolve("src/main/proto/shop/order.proto"), PROTO);
        assertThat(compile(project)).endsWith("exit 0");
    }
}
