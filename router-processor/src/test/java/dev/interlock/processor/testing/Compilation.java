package dev.interlock.processor.testing;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Result of compiling sources in memory.
 *
 * @param diagnostics all diagnostics in the order of the compiler
 * @param generated texts of generated sources, by class name
 * @param classes bytes of class files, by class name
 * @param resources other files that processors wrote, by path
 */
public record Compilation(
        List<Diagnostic<? extends JavaFileObject>> diagnostics,
        Map<String, String> generated,
        Map<String, byte[]> classes,
        Map<String, byte[]> resources) {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /**
     * File manager that all compilations share. In a small compilation, most of the time is spent to open the platform
     * and the class path.
     */
    private static final JavaFileManager PLATFORM = COMPILER.getStandardFileManager(null, Locale.ROOT, null);

    /** An error or warning at the place that the compiler shows. The line is 0 if the compiler shows no place. */
    public record Complaint(String file, long line, String text) {}

    /**
     * Compiles with all warnings, and with the names of parameters in class files. Requests a proof of the tables if
     * the processor supports this option.
     */
    public static Compilation of(Processor processor, Source... sources) {
        return with(processor).compile(sources);
    }

    /** Begins the settings of a compilation with processors. */
    public static Builder with(Processor... processors) {
        return new Builder(List.of(processors));
    }

    /**
     * Returns the names of the generated routers and of their parts. Omits digests, because they are generated even if
     * there are mistakes.
     */
    public Set<String> routers() {
        return generated.keySet().stream()
                .filter(name -> !name.endsWith("_Digest"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the errors in the order of the compiler. */
    public List<Complaint> errors() {
        return ofKind(Diagnostic.Kind.ERROR);
    }

    /** Returns the warnings in the order of the compiler. */
    public List<Complaint> warnings() {
        return ofKind(Diagnostic.Kind.WARNING);
    }

    private List<Complaint> ofKind(Diagnostic.Kind kind) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.getKind() == kind)
                .map(Compilation::complaint)
                .toList();
    }

    /** Returns all errors and warnings as one text. Tests that expect none compare it with an empty text. */
    public String complaints() {
        StringBuilder text = new StringBuilder();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics) {
            if (diagnostic.getKind() != Diagnostic.Kind.NOTE && diagnostic.getKind() != Diagnostic.Kind.OTHER) {
                text.append(diagnostic).append('\n');
            }
        }
        return text.toString();
    }

    /** Returns the content of the class folder after a second compilation has written into it. */
    public Compilation then(Compilation later) {
        Map<String, byte[]> both = new TreeMap<>(classes);
        both.putAll(later.classes);
        return new Compilation(later.diagnostics, later.generated, both, later.resources);
    }

    /** Returns this compilation without one class file. */
    public Compilation without(String name) {
        Map<String, byte[]> left = new TreeMap<>(classes);
        if (left.remove(name) == null) {
            throw new IllegalArgumentException("There is no class " + name);
        }
        return new Compilation(diagnostics, generated, left, resources);
    }

    /** Returns a class loader with the compiled classes. Its parent loads the classes of the test. */
    public ClassLoader classLoader() {
        return new ClassLoader(Compilation.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }

            @Override
            protected Enumeration<URL> findResources(String name) throws IOException {
                byte[] bytes = resources.get(name);
                return bytes == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(url(bytes)));
            }
        };
    }

    private static URL url(byte[] content) throws IOException {
        return new URL(null, "memory:", new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {}

                    @Override
                    public InputStream getInputStream() {
                        return new ByteArrayInputStream(content);
                    }
                };
            }
        });
    }

    private static Complaint complaint(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject source = diagnostic.getSource();
        String file = source instanceof Source memory ? memory.name() : source == null ? "" : source.getName();
        long line = Math.max(0, diagnostic.getLineNumber());
        return new Complaint(file, line, diagnostic.getMessage(Locale.ROOT));
    }

    /** Collects the settings of a compilation and runs the compiler. */
    public static final class Builder {
        private static final String VERIFY = "interlock.verify";

        private final List<Processor> processors;
        private final List<String> options =
                new ArrayList<>(List.of("-Xlint:all,-processing", "-parameters", "-A" + VERIFY));
        private final Map<String, byte[]> classPath = new TreeMap<>();
        private final Map<String, byte[]> resources = new TreeMap<>();
        private final List<String> hidden = new ArrayList<>();

        private Builder(List<Processor> processors) {
            this.processors = processors;
        }

        /** Adds compiler options. */
        public Builder option(String... more) {
            options.addAll(Arrays.asList(more));
            return this;
        }

        /** Removes an option, such as {@code -parameters}. */
        public Builder without(String option) {
            options.remove(option);
            return this;
        }

        /** Puts the classes of another compilation on the class path. */
        public Builder dependency(Compilation other) {
            classPath.putAll(other.classes);
            return this;
        }

        /** Hides packages of the class path from the compiler. Example: {@code io.avaje}. */
        public Builder hide(String... packages) {
            Arrays.stream(packages).forEach(it -> hidden.add(it + "."));
            return this;
        }

        /** Puts a resource on the class path. */
        public Builder resource(String path, byte[] content) {
            resources.put(path, content);
            return this;
        }

        /** Puts the descriptors of messages at the path that the processor searches first. */
        public Builder descriptors(FileDescriptorSet set) {
            return resource("META-INF/interlock/descriptors.binpb", set.toByteArray());
        }

        /** Runs the compiler. */
        public Compilation compile(Source... sources) {
            DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
            MemoryFiles files = new MemoryFiles(PLATFORM, classPath, resources, hidden);
            List<String> arguments = new ArrayList<>(options);
            if (processors.isEmpty()) {
                arguments.add("-proc:none");
            } else if (processors.stream()
                    .noneMatch(it -> it.getSupportedOptions().contains(VERIFY))) {
                // Removed, because the compiler would warn about an option that no processor supports.
                arguments.remove("-A" + VERIFY);
            }
            JavaCompiler.CompilationTask task =
                    COMPILER.getTask(null, files, diagnostics, arguments, null, Arrays.asList(sources));
            task.setProcessors(processors);
            task.call();
            return new Compilation(
                    diagnostics.getDiagnostics(), files.generatedSources(), files.classes(), files.writtenResources());
        }
    }

    /** Begins the settings of a compilation without processors, for example of a dependency. */
    public static Builder withoutProcessor() {
        return new Builder(List.of());
    }
}
