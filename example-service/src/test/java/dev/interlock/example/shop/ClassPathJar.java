package dev.interlock.example.shop;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A jar that behaves like the fat jar. It is made from the class path of the tests, because the build makes the fat jar
 * only after the tests.
 */
final class ClassPathJar {
    private ClassPathJar() {}

    /**
     * Writes a jar in which class archives can work: it contains the classes of directories, and its manifest refers to
     * the other jars.
     *
     * @param directory directory for the jar; this method creates it
     */
    static void write(Path directory, String name, Class<?> main) throws IOException {
        Path home = directory.toAbsolutePath();
        List<Path> directories = new ArrayList<>();
        StringBuilder jars = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.isDirectory(path)) {
                directories.add(path);
            } else if (Files.exists(path)) {
                // Class archives require relative paths.
                jars.append(home.relativize(path)).append(' ');
            }
        }
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, main.getName());
        attributes.put(Attributes.Name.CLASS_PATH, jars.toString());
        attributes.putValue("Enable-Native-Access", "ALL-UNNAMED");
        Files.createDirectories(home);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(home.resolve(name)), manifest)) {
            Set<String> written = new HashSet<>();
            for (Path classes : directories) {
                add(out, classes, written);
            }
        }
    }

    private static void add(JarOutputStream out, Path directory, Set<String> written) throws IOException {
        List<Path> files;
        try (var all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String name = directory.relativize(file).toString();
            if (written.add(name) && !name.equals("META-INF/MANIFEST.MF")) {
                out.putNextEntry(new JarEntry(name));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }
}
