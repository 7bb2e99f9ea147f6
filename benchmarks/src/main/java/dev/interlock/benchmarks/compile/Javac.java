package dev.interlock.benchmarks.compile;

import dev.interlock.benchmarks.process.CpuTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs javac in a new process each time. */
final class Javac {
    private static final long MOST_MINUTES = 10;
    private static final String PROCESSORS =
            "dev.interlock.processor.RouterProcessor,dev.interlock.processor.ProtoProcessor";

    private final Path directory;

    /** Writes all output below the directory. */
    Javac(Path directory) {
        this.directory = directory;
    }

    /**
     * Cost of one process.
     *
     * @param cpuSeconds CPU time of all threads, including the JVM's own compiler and collector
     * @param seconds elapsed time
     */
    record Cost(double cpuSeconds, double seconds) {}

    /** Compiles all sources below the folders without a processor. */
    Cost plain(String classPath, List<Path> folders) throws IOException, InterruptedException {
        return run(classPath, folders, List.of("-proc:none"));
    }

    /** Compiles all sources below the folder with the processor. Writes the generated sources to another folder. */
    Cost processed(String classPath, Path sources, Path generated) throws IOException, InterruptedException {
        clear(generated);
        return run(
                classPath,
                List.of(sources),
                List.of("-processorpath", classPath, "-processor", PROCESSORS, "-s", generated.toString()));
    }

    private Cost run(String classPath, List<Path> folders, List<String> options)
            throws IOException, InterruptedException {
        Path classes = directory.resolve("classes");
        clear(classes);
        List<String> arguments = new ArrayList<>(List.of("-nowarn", "-classpath", classPath, "-d", classes.toString()));
        arguments.addAll(options);
        for (Path folder : folders) {
            arguments.addAll(sources(folder));
        }
        Path file = Files.write(directory.resolve("arguments.txt"), arguments);
        Path output = directory.resolve("output.txt");
        String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
        CpuTime before = CpuTime.ofEndedChildren();
        long start = System.nanoTime();
        Process process = new ProcessBuilder(javac, "@" + file)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException("javac failed; see " + output);
        }
        return new Cost(CpuTime.ofEndedChildren().since(before).total(), seconds);
    }

    private static List<String> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".java"))
                    .sorted()
                    .toList();
        }
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
