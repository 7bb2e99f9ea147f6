package dev.interlock.replay.command;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Parses the command line, and runs a replay. Internal: applications use {@code Replay}. */
public final class ReplayCommand {
    private static final long EXTRA_MILLIS = 10_000;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean handlesSignals;

    /** @param handlesSignals whether a signal stops the replay and writes its report */
    public ReplayCommand(PrintWriter out, PrintWriter err, boolean handlesSignals) {
        this.out = out;
        this.err = err;
        this.handlesSignals = handlesSignals;
    }

    /** Runs the command, and returns its exit code. */
    public int run(String... arguments) {
        try {
            Options options = new Options();
            CommandLine line = new CommandLine(options);
            line.parseArgs(arguments);
            if (line.isUsageHelpRequested()) {
                line.usage(out);
                return ExitCode.EQUAL.number;
            }
            return run(new Setup(options)).number;
        } catch (ParameterException e) {
            return fail(String.valueOf(e.getMessage()).replace('\n', ' '));
        } catch (UsageException e) {
            return fail(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted");
        } finally {
            out.flush();
            err.flush();
        }
    }

    private int fail(String problem) {
        err.println("router-replay: " + problem);
        return ExitCode.USAGE.number;
    }

    private ExitCode run(Setup setup) throws UsageException, InterruptedException {
        String unreachable = setup.unreachable();
        if (unreachable != null) {
            err.println("router-replay: " + unreachable);
            return ExitCode.UNREACHABLE;
        }
        ReplayJob job = new ReplayJob(setup, out);
        CountDownLatch ended = new CountDownLatch(1);
        if (handlesSignals) {
            long patience = setup.options.timeout.toMillis() + EXTRA_MILLIS;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(job, ended, patience), "replay-stop"));
        }
        try {
            Result result = job.run();
            if (result.code() == ExitCode.USAGE) {
                err.println("router-replay: " + result.verdict());
            } else {
                out.println(result.verdict());
            }
            out.println("report: " + setup.options.report + ", " + setup.options.json);
            out.flush();
            return result.code();
        } finally {
            ended.countDown();
        }
    }

    /** Shutdown hook. The JVM waits for it, so the main thread has time to write the report. */
    private static void stop(ReplayJob job, CountDownLatch ended, long patienceMillis) {
        job.stop();
        try {
            boolean hasEnded = ended.await(patienceMillis, TimeUnit.MILLISECONDS);
            if (!hasEnded) {
                System.err.println("router-replay: stopped without a report");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
