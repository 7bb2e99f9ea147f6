package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Unpacks and runs the container image of the profile {@code image}. */
@Tag("image")
@Timeout(120)
final class ImageTest {
    private static final Path TAR = Path.of("target", "image", "shop.tar");
    private static final Path PROFILE = Path.of("deploy", "kubernetes", "io-uring", "nodes", "shop-io-uring.json");
    private static final int SHOP = 65532;

    @TempDir
    static Path shared;

    private static UnpackedImage image;
    private static ImageRunner runner;

    @TempDir
    private Path directory;

    @BeforeAll
    static void unpack() throws Exception {
        // The user of the container must be able to enter.
        assertThat(shared.toFile().setExecutable(true, false)).isTrue();
        assertThat(shared.toFile().setReadable(true, false)).isTrue();
        image = UnpackedImage.of(TAR, shared);
        runner = ImageRunner.create(image, shared);
        System.out.println("image: run by " + runner.kind());
    }

    private Container run(Map<String, String> variables) throws IOException {
        return Container.start(runner, directory, variables, null);
    }

    private static String digest(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /** The second build has another directory, locale and time zone, and variables of the shop and of the JVM. */
    @Test
    void twoBuildsGiveTheSameBytes() throws Exception {
        Path again = Path.of("target", "image-again", "in-a-directory-with-a-longer-name", "shop.tar");
        assertThat(digest(again)).isEqualTo(digest(TAR));
    }

    @Test
    void servesAndDrains() throws Exception {
        try (Container container = run(Map.of("INTERLOCK_SHUTDOWN_DELAY", "2s"))) {
            container.awaitReady();
            assertThat(container.get("/v1/catalog/products/1/price?quantity=3").body())
                    .isEqualTo("7470");
            container.terminate();
            // During the delay, the shop says that it is not ready, but serves.
            Balancer.await("the shop is not ready", () -> container.adminStatus("/health/ready") == 503);
            assertThat(container.get("/plaintext").statusCode()).isEqualTo(200);
            assertThat(container.exitCode()).isEqualTo(0);
        }
    }

    @Test
    void runsAsAnOrdinaryUser() throws Exception {
        assertThat(image.uid()).isEqualTo(SHOP);
        assertThat(image.gid()).isEqualTo(SHOP);
        try (Container container = run(Map.of())) {
            container.awaitReady();
            String status = container.processStatus();
            if (runner.kind() != ImageRunner.Kind.BUBBLEWRAP) {
                // Bubblewrap maps the user of the container to the user of the test.
                assertThat(status).containsMatch("(?m)^Uid:(\t" + SHOP + "){4}$");
            }
            assertThat(status).containsMatch("(?m)^CapEff:\t0+$");
            if (runner.kind() != ImageRunner.Kind.CHROOT) {
                assertThat(status).containsMatch("(?m)^NoNewPrivs:\t1$");
            }
        }
    }

    /** Nearly all classes of a start come from the archive: classes of the JDK, of Netty and of the shop. */
    @Test
    void startsFromTheArchiveOfClasses() throws Exception {
        List<String> loaded;
        try (Container container = run(Map.of())) {
            container.awaitReady();
            loaded = Files.readAllLines(container.tmp().resolve("classes"));
        }
        long archived = loaded.stream()
                .filter(line -> line.contains("shared objects file"))
                .count();
        assertThat(loaded.size()).isGreaterThan(1000);
        assertWithMessage("%s of %s classes", archived, loaded.size())
                .that((double) archived / loaded.size())
                .isGreaterThan(0.9);
        assertThat(loaded.stream()
                        .filter(line -> line.contains(" dev.interlock."))
                        .filter(line -> line.contains("shared objects file"))
                        .count())
                .isGreaterThan(100L);
    }

    /** Runs with JVM options before the command, like the deployment. */
    @Test
    void usesNoUnpackedLibrary() throws Exception {
        try (Container container = run(Map.of("INTERLOCK_TRANSPORT", "epoll"))) {
            container.awaitReady();
            try (Stream<Path> files = Files.list(container.tmp())) {
                assertThat(files.map(file -> file.getFileName().toString()).toList())
                        .doesNotContain("libnetty_transport_native_epoll_x86_64.so");
            }
            assertThat(container.admin("/config")).containsMatch("transport\\s.*epoll");
        }
    }

    /** The shipped profile lets the shop use io_uring. Without its three calls, the server does not start. */
    @Test
    void profileAllowsIoUring() throws Exception {
        assumeTrue(runner.kind() == ImageRunner.Kind.CRUN, "only crun can load a seccomp profile");
        Map<String, String> ioUring = Map.of("INTERLOCK_TRANSPORT", "io_uring");
        try (Container container = Container.start(runner, directory, ioUring, PROFILE)) {
            container.awaitReady();
            assertThat(container.get("/plaintext").body()).isEqualTo("Hello, World!");
            assertThat(container.processStatus()).containsMatch("(?m)^Seccomp:\t2$");
            container.terminate();
            assertThat(container.exitCode()).isEqualTo(0);
        }
        Path without = Files.writeString(
                directory.resolve("without.json"),
                Files.readString(PROFILE).replace("\"io_uring_enter\", \"io_uring_register\", \"io_uring_setup\"", ""));
        Path second = Files.createDirectory(directory.resolve("second"));
        try (Container container = Container.start(runner, second, ioUring, without)) {
            assertThat(container.exitCode()).isEqualTo(1);
            assertThat(container.log()).contains("io_uring");
        }
    }

    /** Scanners find the packages of the base here. Each package has its licence. */
    @Test
    void baseNamesItsPackages() throws Exception {
        try (Stream<Path> packages = Files.list(image.root().resolve("var/lib/dpkg/status.d"))) {
            List<Path> files = packages.toList();
            assertThat(files.stream().map(file -> file.getFileName().toString()).toList())
                    .contains("libc6");
            for (Path file : files) {
                assertThat(Files.readString(file)).contains("\nVersion: ");
                Path licence = image.root().resolve("usr/share/doc/" + file.getFileName() + "/copyright");
                assertThat(Files.size(licence)).isGreaterThan(0L);
            }
        }
        assertThat(Files.exists(image.root().resolve("opt/java/legal/java.base")))
                .isTrue();
        assertThat(Files.exists(image.root().resolve("bin/sh"))).isFalse();
    }
}
