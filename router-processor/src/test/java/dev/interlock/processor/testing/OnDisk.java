package dev.interlock.processor.testing;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/** Compiles real files. Compilers accept some options only for real files, for example {@code --release}. */
public final class OnDisk {
    private final JavaCompiler compiler;
    private final Path folder;
    private final List<Processor> processors;
    private final List<String> options = new ArrayList<>();

    /** Creates a compiler that uses a separate folder. */
    public OnDisk(JavaCompiler compiler, Path folder, List<Processor> processors) {
        this.compiler = compiler;
        this.folder = folder;
        this.processors = List.copyOf(processors);
    }

    /** Adds compiler options. */
    public OnDisk option(List<String> more) {
        options.addAll(more);
        return this;
    }

    /** Writes the sources and compiles them. */
    public Compilation compile(Source... sources) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path generated = Files.createDirectories(folder.resolve("generated"));
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-d", classes.toString(), "-s", generated.toString()));
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    new StringWriter(),
                    files,
                    diagnostics,
                    arguments,
                    null,
                    files.getJavaFileObjectsFromFiles(write(sources)));
            task.setProcessors(processors);
            task.call();
        }
        Map<String, String> texts = new TreeMap<>();
        read(generated, ".java").forEach((name, bytes) -> texts.put(name, new String(bytes, StandardCharsets.UTF_8)));
        Map<String, byte[]> reports = new TreeMap<>();
        read(generated, ".routes.proof")
                .forEach((name, bytes) -> reports.put(name.replace('.', '/') + ".routes.proof", bytes));
        return new Compilation(List.copyOf(diagnostics.getDiagnostics()), texts, read(classes, ".class"), reports);
    }

    private List<File> write(Source... sources) throws IOException {
        List<File> files = new ArrayList<>();
        for (Source source : sources) {
            Path file = folder.resolve("sources" + source.toUri().getPath());
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source.getCharContent(true)).toFile());
        }
        return files;
    }

    /** Reads the files of a folder. The keys of the result are qualified class names. */
    static Map<String, byte[]> read(Path folder, String extension) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(extension)).toList()) {
                String path = folder.relativize(file).toString();
                String name = path.substring(0, path.length() - extension.length());
                contents.put(name.replace(File.separatorChar, '.'), Files.readAllBytes(file));
            }
        }
        return contents;
    }
}
