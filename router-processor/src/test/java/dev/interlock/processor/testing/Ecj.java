package dev.interlock.processor.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Processor;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** Compiles with ECJ, the compiler of Eclipse and VS Code. ECJ reads and writes only real files. */
public final class Ecj {
    private final Path folder;
    private final List<Processor> processors;
    private final List<String> options = new ArrayList<>(List.of("--release", "17", "-g", "-parameters", "-warn:none"));

    /**
     * Creates a compiler.
     *
     * @param folder folder for sources and class files
     */
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

    /** Omits the names of parameters and variables from class files. */
    public Ecj withoutNames() {
        options.removeAll(List.of("-g", "-parameters"));
        options.add("-g:none");
        return this;
    }

    /** Adds compiler options. */
    public Ecj option(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Compiles for the given Java version instead of Java 17. */
    public Ecj release(int version) {
        options.set(1, Integer.toString(version));
        return this;
    }

    /**
     * Compiles for Java 17. Class files contain the names of variables, as in Eclipse. ECJ's optional warnings are off.
     */
    public Compilation compile(Source... sources) throws IOException {
        return new OnDisk(new EclipseCompiler(), folder, processors)
                .option(options)
                .compile(sources);
    }
}
