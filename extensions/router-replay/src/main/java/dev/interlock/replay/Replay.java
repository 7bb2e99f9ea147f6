package dev.interlock.replay;

import dev.interlock.replay.command.ReplayCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The command {@code java -jar router-replay.jar}: replays recorded traffic against one target, or compares the
 * responses of several. {@code --help} shows the options.
 *
 * <p>Exit codes: 0 if the new build equals the old one, or, without a comparison, if all requests were sent; 1 for
 * differences beyond rules and noise, a slower route, or more errors than allowed; 2 for a mistake in options, rules or
 * files; 3 if a target cannot be reached; 128 and the number of the signal after a signal.
 */
public final class Replay {
    private Replay() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(new ReplayCommand(out, err, true).run(arguments));
    }

    /**
     * Runs the command within this process, for tests. Signals of the process do not end it. Several replays may run at
     * the same time.
     *
     * @param out receives the progress and the result
     * @param err receives mistakes, one line each
     * @param arguments as on the command line
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new ReplayCommand(out, err, false).run(arguments);
    }
}
