package dev.interlock;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The {@code package-info} of each package lists the packages that the package imports. */
final class PackageNotesTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String INTERNAL = "internal.";
    /** Annotations that any package may use, because they do not exist at run time. */
    private static final String MARKS = "internal.determinism";

    private static final Pattern LIST = Pattern.compile("(?:May import|Imports).*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\{@code ([a-z0-9.]+)}");
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?dev\\.interlock\\.([a-z0-9.]+)\\.[A-Z]", Pattern.MULTILINE);

    @Test
    void notesListImportedPackages() throws IOException {
        Set<String> unlisted = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> notes =
                    files.filter(file -> file.endsWith("package-info.java")).toList();
            assertThat(notes).isNotEmpty();
            for (Path note : notes) {
                addUnlisted(note, unlisted);
            }
        }
        assertThat(unlisted).isEmpty();
    }

    private static void addUnlisted(Path note, Set<String> unlisted) throws IOException {
        Path directory = note.toAbsolutePath().getParent();
        String home = SOURCES.toAbsolutePath()
                .resolve("dev/interlock")
                .relativize(directory)
                .toString()
                .replace('/', '.');
        Set<String> listed = listed(Files.readString(note));
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> found(IMPORT, read(file)))
                    .filter(name -> !name.equals(home) && !name.equals(MARKS) && !listed.contains(name))
                    .forEach(name -> unlisted.add(home + " imports " + name));
        }
    }

    /** Returns the packages that a {@code package-info} lists, with and without the prefix of internal packages. */
    private static Set<String> listed(String note) {
        Set<String> listed = new TreeSet<>();
        Matcher list = LIST.matcher(note.replaceAll("\n \\* ?", " "));
        while (list.find()) {
            found(NAME, list.group()).forEach(name -> {
                listed.add(name);
                listed.add(INTERNAL + name);
            });
        }
        return listed;
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
