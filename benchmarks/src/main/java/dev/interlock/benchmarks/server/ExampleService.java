package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.process.Program;
import dev.interlock.benchmarks.process.StartedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the example service in a separate process. */
final class ExampleService {
    /** Requests for the service: two routes of text and two with parameters. */
    static final List<Question> QUESTIONS = List.of(
            new Question("/plaintext", "Hello, World!"),
            new Question("/v1/catalog/products/1/price?quantity=3", "7470"),
            new Question("/health", "UP"),
            new Question("/v1/catalog/products/2/stock", "80"));

    private ExampleService() {}

    /** Starts the service on the JVM of this process with the given options. */
    static StartedServer start(String jar, List<String> options, Path output) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(options);
        command.add(0, Program.ofJava("java"));
        command.addAll(List.of("-jar", jar, "--admin-port", "0", "--port"));
        return StartedServer.of(command, Map.of(), "/health", output);
    }
}
