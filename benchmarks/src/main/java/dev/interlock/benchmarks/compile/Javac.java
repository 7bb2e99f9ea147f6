package dev.interlock.benchmarks.compile;

import dev.interlock.benchmarks.process.CpuTime;
import dev.interlock.benchmarks.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs javac in a new process each time.
 *
 * @param directory directory for the classes and for javac's output
 */
public record Javac(Path directory) {
    private static final int MOST_SECONDS = 600;
    private static final String PROCESSORS =
            "dev.interlock.processor.RouterProcessor,dev.interlock.processor.ProtoProcessor";

    /**
     * Cost of one process.
     *
     * @param cpuSeconds CPU time of all threads, including the JVM's own compiler and collector
     * @param seconds elapsed time, which is longer while other programs use the machine
     */
    public record Cost(double cpuSeconds, double seconds) {}

    /** Writes source texts to files below the folder. The keys are the paths of the files. */
    public static void write(Map<String, String> sources, Path folder) throws IOException {
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
        }
    }

    /** Compiles all sources below the folders without a processor. */
    Cost plain(String classPath, List<Path> folders) throws IOException, InterruptedException {
        return run(classPath, folders, List.of("-proc:none"));
    }

    /** Compiles all sources below the folder with the processor. Writes the generated sources to another folder. */
    public Cost processed(String classPath, Path sources, Path generated) throws IOException, InterruptedException {
        clear(generated);
        return run(
                classPath,
                List.of(sources),
                List.of("-processorpath", classPath, "-processor", PROCESSORS, "-s", generated.toString()));
    }

    /** Returns the folder with the classes of the last run. */
    public Path classes() {
        return directory.resolve("classes");
    }

    private Cost run(String classPath, List<Path> folders, List<String> options)
            throws IOException, InterruptedException {
        clear(classes());
        List<String> words = new ArrayList<>(
                List.of("-nowarn", "-classpath", classPath, "-d", classes().toString()));
        words.addAll(options);
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.map(Path::toString)
                        .filter(file -> file.endsWith(".java"))
                        .sorted()
                        .forEach(words::add);
            }
        }
        Path file = Files.write(directory.resolve("arguments.txt"), words);
        Path output = directory.resolve("output.txt");
        CpuTime before = CpuTime.ofEndedChildren();
        long start = System.nanoTime();
        Process process = new ProcessBuilder(Program.ofJava("javac"), "@" + file)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Program.limit(process, MOST_SECONDS);
        if (process.waitFor() != 0) {
            throw new IOException("javac failed; see " + output);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Cost(CpuTime.ofEndedChildren().since(before).total(), seconds);
    }

    /** Creates an empty folder. */
    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }
}
