package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.MavenBuilds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Builds projects with Maven. Each has the POM of {@code docs/getting-started.md} and the additions of
 * {@code docs/protobuf.md}.
 */
@Tag("heavy")
final class ProtobufSetUpTest {
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

    private static MavenBuilds builds;

    @BeforeAll
    static void publish() throws IOException {
        builds = MavenBuilds.publishIn(folder);
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

    /** Creates the first project that a reader builds, with the plugin and the additions that the guide describes. */
    private static Path project(boolean generatesJava) throws IOException {
        Path guide = ROOT.resolve("docs/protobuf.md");
        String protoc = block(guide, 0);
        String compileAgain = block(guide, 1);
        String pom = block(ROOT.resolve("docs/getting-started.md"), 0);
        if (generatesJava) {
            pom = pom.replace("  </dependencies>", PROTOBUF_JAVA + "  </dependencies>")
                    .replace("    </plugins>", protoc + "    </plugins>");
        } else {
            protoc = protoc.replace("<configuration>", "<configuration><javaEnabled>false</javaEnabled>");
            pom = pom.replace("    </plugins>", protoc + compileAgain + "    </plugins>");
        }
        Path project = Files.createDirectories(folder.resolve("java-" + generatesJava));
        MavenBuilds.write(project.resolve("pom.xml"), pom);
        MavenBuilds.write(project.resolve("src/main/proto/shop/order.proto"), PROTO);
        MavenBuilds.write(project.resolve("src/main/java/shop/NewOrder.java"), VIEW);
        return project;
    }

    private static String compile(Path project) throws IOException, InterruptedException {
        return builds.run(project, "-o", "compile");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nextBuildFindsChangedField(boolean generatesJava) throws Exception {
        Path project = project(generatesJava);
        assertThat(compile(project)).endsWith("exit 0");
        assertThat(Files.exists(project.resolve("target/classes/shop/NewOrderDecoder.class")))
                .isTrue();
        MavenBuilds.write(project.resolve("src/main/proto/shop/order.proto"), PROTO.replace("user_id", "owner_id"));
        String refused = compile(project);
        assertThat(refused).contains("[IL521]");
        assertThat(refused).endsWith("exit 1");
        MavenBuilds.write(project.resolve("src/main/proto/shop/order.proto"), PROTO);
        assertThat(compile(project)).endsWith("exit 0");
    }
}
