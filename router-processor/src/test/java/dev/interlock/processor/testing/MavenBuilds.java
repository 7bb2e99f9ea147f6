package dev.interlock.processor.testing;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Runs Maven on projects of users. The projects use the classes of this build as artifacts. */
public final class MavenBuilds {
    private static final String VERSION = "0.1.0";
    private static final Path ROOT = Path.of("..");

    private final Path folder;

    private MavenBuilds(Path folder) {
        this.folder = folder;
    }

    /** Publishes the artifacts to a local repository in a folder. */
    public static MavenBuilds publishIn(Path folder) throws IOException {
        MavenBuilds builds = new MavenBuilds(folder);
        copy(ROOT.resolve("pom.xml"), builds.artifact("interlock-parent", "pom"));
        builds.publish(ROOT.resolve("router-runtime"));
        builds.publish(ROOT.resolve("router-processor"));
        try (Stream<Path> extensions = Files.list(ROOT.resolve("extensions"))) {
            for (Path extension : extensions.filter(Files::isDirectory).toList()) {
                builds.publish(extension);
            }
        }
        return builds;
    }

    /** Publishes a module with its classes, if it has any. */
    private void publish(Path module) throws IOException {
        String name = module.getFileName().toString();
        copy(module.resolve("pom.xml"), artifact(name, "pom"));
        Path classes = module.resolve("target/classes");
        if (Files.isDirectory(classes)) {
            jar(classes, artifact(name, "jar"));
        }
    }

    private Path artifact(String name, String extension) {
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

    /** Writes a file of a project. */
    public static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Runs Maven in a project. Returns its output, and a last line with the exit code. */
    public String run(Path project, String... arguments) throws IOException, InterruptedException {
        String used = System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository");
        Path log = project.resolve("build.log");
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp"));
        command.add("-Dmaven.repo.local=" + folder.resolve("repository"));
        command.add("-Dmaven.repo.local.tail=" + used);
        command.addAll(List.of(arguments));
        Process maven = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertWithMessage("Maven ends in time")
                    .that(maven.waitFor(300, TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            maven.destroy();
        }
        return Files.readString(log, UTF_8) + "exit " + maven.exitValue();
    }

    /** Returns the compiled classes of projects. */
    public static Compilation classes(Path... projects) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        for (Path project : projects) {
            classes.putAll(OnDisk.read(project.resolve("target/classes"), ".class"));
        }
        return new Compilation(List.of(), Map.of(), classes, Map.of());
    }
}
