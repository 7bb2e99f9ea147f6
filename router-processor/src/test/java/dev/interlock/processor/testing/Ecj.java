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
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** Compiles with the compiler of Eclipse and VS Code, which reads and writes real files only. */
public final class Ecj {
    private final Path folder;
    private final List<Processor> processors;
    private final List<String> options = new ArrayList<>(List.of("--release", "17", "-g", "-parameters", "-warn:none"));

    /** Compiles in a folder of its own. */
    public Ecj(Path folder, Processor... processors) {
        this.folder = folder;
        this.processors = List.of(processors);
    }

    /** Puts the classes of another compilation on the class path. */
    public Ecj dependency(Compilation other) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("dependency"));
        for (Map.Entry<String, byte[]> entry : other.classes().entrySet()) {
            Path file = classes.resolve(entry.getKey().replace('.', File.separatorChar) + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        options.addAll(List.of("-cp", System.getProperty("java.class.path") + File.pathSeparator + classes));
        return this;
    }

    /** Leaves the names of parameters and variables out of class files. */
    public Ecj withoutNames() {
        options.removeAll(List.of("-g", "-parameters"));
        options.add("-g:none");
        return this;
    }

    /** Compiles for Java 17, with the names of variables, as Eclipse does, and without ECJ's optional warnings. */
    public Compilation compile(Source... sources) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path generated = Files.createDirectories(folder.resolve("generated"));
        JavaCompiler compiler = new EclipseCompiler();
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
        return new Compilation(List.copyOf(diagnostics.getDiagnostics()), texts, read(classes, ".class"), Map.of());
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

    /** The files of a folder by the qualified names of their classes. */
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
