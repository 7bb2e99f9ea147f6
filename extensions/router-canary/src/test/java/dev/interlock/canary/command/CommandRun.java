package dev.interlock.canary.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of the command.
 *
 * @param output text on standard output
 * @param errors text on standard error
 */
public record CommandRun(int exitCode, String output, String errors) {
    /** Runs the command with two groups of arguments. */
    public static CommandRun of(String[] common, String... more) {
        List<String> arguments = new ArrayList<>(List.of(common));
        arguments.addAll(List.of(more));
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        int exitCode = CanaryCommand.run(
                new PrintWriter(output, true), new PrintWriter(errors, true), arguments.toArray(String[]::new));
        return new CommandRun(exitCode, output.toString(), errors.toString());
    }
}
