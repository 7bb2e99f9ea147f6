package dev.interlock.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A run of the command in the test process, with its output. */
public record CommandRun(int code, String out, String err, Path directory) {
    /** Runs the command. It writes the report into the directory. */
    public static CommandRun of(Path directory, Object... arguments) {
        List<String> all = new ArrayList<>();
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        all.addAll(List.of(
                "--report", directory.resolve("report.html").toString(),
                "--json", directory.resolve("report.json").toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Replay.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
        return new CommandRun(code, out.toString(), err.toString(), directory);
    }

    public JsonNode json() throws IOException {
        return new ObjectMapper().readTree(directory.resolve("report.json").toFile());
    }

    public String html() throws IOException {
        return Files.readString(directory.resolve("report.html"));
    }
}
