package dev.interlock.processor.testing;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.RouterProcessor;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rebuilds an application like Gradle. Compiles the changed sources. Also compiles the sources whose class files name a
 * class from these sources, and repeats this for the newly found sources. Deletes the generated files that originate
 * from compiled sources. If a generated file names one of the classes, compiles its originating element. Unlike Gradle,
 * this class also considers private members.
 */
public final class IncrementalBuild {
    private final Map<String, Source> sources = new TreeMap<>();
    private final Map<String, String> origins = new TreeMap<>();
    private final Set<String> compiled = new TreeSet<>();
    private Compilation classes = new Compilation(List.of(), Map.of(), Map.of(), Map.of());

    private IncrementalBuild() {}

    /** Compiles all sources of a project. */
    public static IncrementalBuild of(Compilation libraries, String... sources) throws IOException {
        IncrementalBuild build = new IncrementalBuild();
        build.classes = libraries;
        build.change(sources);
        return build;
    }

    /** Returns the class folder and the libraries. */
    public Compilation classes() {
        return classes;
    }

    /** Returns the classes whose sources the last step compiled. */
    public Set<String> compiled() {
        return compiled;
    }

    /** Changes sources, and compiles all affected sources. */
    public void change(String... changed) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String text : changed) {
            Source source = Source.of(text);
            String path = source.toUri().getPath();
            String name = path.substring(1, path.length() - ".java".length()).replace('/', '.');
            sources.put(name, source);
            names.add(name);
        }
        compile(affected(names));
    }

    /** Replaces a library, and compiles the sources that use one of its classes. */
    public void replace(Compilation library) throws IOException {
        classes = classes.then(library);
        compile(affected(library.classes().keySet()));
    }

    private Set<String> affected(Collection<String> changed) throws IOException {
        Set<String> affected = new HashSet<>();
        Set<String> next = changed.stream().map(IncrementalBuild::outermost).collect(Collectors.toSet());
        while (affected.addAll(next)) {
            Pattern named = Pattern.compile(next.stream()
                    .map(it -> Pattern.quote(it.replace('.', '/')))
                    .collect(Collectors.joining("|", "(?:^|L)(?:", ")(?![\\w/])")));
            next = new HashSet<>();
            for (Map.Entry<String, byte[]> type : classes.classes().entrySet()) {
                if (ClassFile.texts(type.getValue()).stream().anyMatch(named.asPredicate())) {
                    String name = outermost(type.getKey());
                    next.add(origins.getOrDefault(name, name));
                }
            }
        }
        return affected;
    }

    private static String outermost(String name) {
        return name.replaceFirst("\\$.*", "");
    }

    private void compile(Set<String> affected) {
        compiled.clear();
        affected.stream().filter(sources::containsKey).forEach(compiled::add);
        Map<String, byte[]> left = new TreeMap<>(classes.classes());
        left.keySet().removeIf(it -> compiled.contains(originOf(it)));
        Compilation before = new Compilation(List.of(), Map.of(), left, Map.of());
        Recorder recorder = new Recorder(new RouterProcessor());
        Compilation now = Compilation.with(recorder)
                .option("-Werror")
                .dependency(before)
                .compile(compiled.stream().map(sources::get).toArray(Source[]::new));
        assertThat(now.complaints()).isEmpty();
        recorder.origins().forEach((file, elements) -> {
            assertThat(elements).hasSize(1);
            origins.put(file, sourceOf(elements.get(0)));
        });
        classes = before.then(now);
    }

    /** Returns the top-level class whose source contains the given class. The given class may be nested. */
    private String sourceOf(String type) {
        return sources.keySet().stream()
                .filter(it -> (type + ".").startsWith(it + "."))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the class from whose source a class file originates, directly or by a generated source. */
    private String originOf(String name) {
        String outermost = outermost(name);
        return origins.getOrDefault(outermost, outermost);
    }
}
