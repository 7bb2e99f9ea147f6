package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.server.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of each README in one shell session, and compares the responses with the README. */
final class ReadmeTest {
    private static final Path README = Path.of("README.md");
    private static final Path ROOT_README = Path.of("..", "README.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\n(curl .*?|[A-Z]+=.*?|printf .*?)```", Pattern.DOTALL);
    private static final Pattern STATUS = Pattern.compile("^# (\\d{3})\\b", Pattern.MULTILINE);

    /**
     * Replaces curl, so that each call appends its status to a file. The response still goes where the command sends
     * it.
     */
    private static final String RECORDING_CURL =
            "curl() { command curl --silent --write-out '%{stderr}%{http_code}\\n' \"$@\" 2>> statuses; }\n";

    @Test
    void commandsAnswerAsPrinted(@TempDir Path directory) throws Exception {
        String commands = commands(README);
        assertThat(statuses(commands).size()).isAtLeast(8);
        assertStatuses(commands, directory);
    }

    @Test
    void firstRequestAnswersAsPrinted(@TempDir Path directory) throws Exception {
        String commands = commands(ROOT_README);
        assertThat(statuses(commands)).hasSize(1);
        String output = assertStatuses(commands, directory);
        assertThat(commands).endsWith("\n# 200 " + output + "\n");
    }

    /** Compares the statuses with the comments in the README, and returns the bodies. */
    private static String assertStatuses(String commands, Path directory) throws Exception {
        assumeTrue(isThere("curl"), "curl is not installed");
        try (RunningShop shop = new RunningShop();
                HttpServer server = shop.serve()) {
            String script = RECORDING_CURL + commands.replace("localhost:8080", "localhost:" + server.port());
            Process shell = new ProcessBuilder("sh", "-c", script)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
            shell.waitFor();

            assertWithMessage(output)
                    .that(Files.readAllLines(directory.resolve("statuses")))
                    .isEqualTo(statuses(commands));
            return output;
        }
    }

    private static String commands(Path readme) throws IOException {
        StringBuilder commands = new StringBuilder();
        Matcher block = BLOCK.matcher(Files.readString(readme));
        while (block.find()) {
            commands.append(block.group(1));
        }
        return commands.toString();
    }

    private static List<String> statuses(String commands) {
        List<String> statuses = new ArrayList<>();
        Matcher status = STATUS.matcher(commands);
        while (status.find()) {
            statuses.add(status.group(1));
        }
        return statuses;
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
