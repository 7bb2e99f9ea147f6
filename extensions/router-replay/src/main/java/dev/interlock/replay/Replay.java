package dev.interlock.replay;

import dev.interlock.replay.command.ReplayCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The command {@code java -jar router-replay.jar}. It replays recorded traffic against one target, or compares the
 * responses of several targets. {@code --help} shows the options.
 *
 * <p>Exit codes:
 *
 * <ul>
 *   <li>0: the builds do not differ, or, without a comparison, all requests were sent
 *   <li>1: differences beyond rules and noise, a slower route, or too many errors
 *   <li>2: an error in the options, rules or files
 *   <li>3: a target cannot be reached, or never responded
 *   <li>128 plus the signal number: stopped by a signal
 * </ul>
 */
public final class Replay {
    private Replay() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(new ReplayCommand(out, err, true).run(arguments));
    }

    /**
     * Runs the command in this process, for tests. Signals do not stop it. Several replays may run at the same time.
     * Blocks until the replay ends.
     *
     * @param out receives the progress and the result
     * @param err receives errors, one line each
     * @param arguments as on the command line
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new ReplayCommand(out, err, false).run(arguments);
    }
}
