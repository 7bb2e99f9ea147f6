package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.load.Question;
import dev.interlock.benchmarks.process.StartedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The example service in a process of its own. */
final class ExampleService {
    /** What it is asked: two routes of text and two with parameters. */
    static final List<Question> QUESTIONS = List.of(
            new Question("/plaintext", "Hello, World!"),
            new Question("/v1/catalog/products/1/price?quantity=3", "7470"),
            new Question("/health", "UP"),
            new Question("/v1/catalog/products/2/stock", "80"));

    static final String HEALTH = "/health";

    private ExampleService() {}

    /** Starts the service on the Java of this process, with these options. */
    static StartedServer start(String jar, List<String> options, Path output) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(options);
        command.addAll(List.of("-jar", jar, "--port"));
        return StartedServer.of(command, Map.of(), HEALTH, output);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
