package dev.interlock.replay.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of the command line. */
@Command(
        name = "router-replay",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Replays recorded traffic against one target, or compares the responses of several.",
        footer = {
            "",
            "Exit codes:",
            "  0    the builds do not differ; without --compare: all requests were sent",
            "  1    differences beyond rules and noise, a slower route, or more errors than --max-errors",
            "  2    an error in the options, rules or files",
            "  3    a target cannot be reached",
            "  130  stopped by a signal (128 + number); the report covers the time until then",
        })
final class Options {
    @Parameters(
            arity = "1..*",
            paramLabel = "SOURCE",
            description = "Files or directories: recordings (.ilrec), HAR (.har), GoReplay (.gor, .gor.gz).")
    List<Path> sources = new ArrayList<>();

    @Option(names = "--target", paramLabel = "URL", description = "Sends to one target, and measures it.")
    @Nullable
    String target;

    @Option(
            names = "--compare",
            paramLabel = "OLD,NEW[,OLD2]",
            split = ",",
            description = "Sends to an old and a new build, and compares them.")
    List<String> compare = new ArrayList<>();

    @Option(
            names = "--noise",
            paramLabel = "OLD2",
            description = "Second old build. Its differences from the first one are noise.")
    @Nullable
    String noise;

    @Option(names = "--speed", paramLabel = "X", description = "Sends X times as fast as recorded. Default: 1.")
    @Nullable
    Double speed;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            converter = Quantities.Rate.class,
            description = "Sends at a fixed rate instead of the recorded times.")
    @Nullable
    Double rate;

    @Option(names = "--loop", paramLabel = "N", description = "Repeats the sources N times. Default: 1.")
    int passes = 1;

    @Option(names = "--limit", paramLabel = "N", description = "Stops after N requests.")
    long limit = Long.MAX_VALUE;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Quantities.Time.class,
            description = "Stops after this time, such as 10m or 72h.")
    @Nullable
    Duration duration;

    @Option(names = "--rules", paramLabel = "FILE", description = "YAML file: allowed differences, ids and messages.")
    @Nullable
    Path rules;

    @Option(
            names = "--descriptors",
            paramLabel = "FILE",
            description = "Descriptor set of protobuf messages, from protoc --include_imports --descriptor_set_out.")
    @Nullable
    Path descriptors;

    @Option(names = "--hook-jar", paramLabel = "FILE", description = "Jar with a ReplayHook. May be repeated.")
    List<Path> hookJars = new ArrayList<>();

    @Option(names = "--keep-host", description = "Sends the recorded host instead of the target's.")
    boolean keepsHost;

    @Option(names = "--insecure", description = "Accepts any certificate.")
    boolean isInsecure;

    @Option(
            names = "--retry",
            paramLabel = "N",
            description = "Retries idempotent requests without a response, up to N times. Default: 0.")
    int retries;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Quantities.Time.class,
            description = "Time limit of a response. Default: 30s.")
    Duration timeout = Duration.ofSeconds(30);

    @Option(
            names = "--idle",
            paramLabel = "TIME",
            converter = Quantities.Time.class,
            description = "Closes connections after this time without a request. Default: 75s.")
    Duration idle = Duration.ofSeconds(75);

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Limit on open recorded connections. Default: 10000.")
    int connections = 10_000;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = "Limit on requests in flight. Further requests are sent late. Default: 10000.")
    int inFlight = 10_000;

    @Option(
            names = "--max-body",
            paramLabel = "BYTES",
            converter = Quantities.Bytes.class,
            description = "Bytes to keep and compare of each response. Default: 256k.")
    long mostBody = 256 << 10;

    @Option(
            names = "--max-ids",
            paramLabel = "N",
            description = "Limit on learned ids and tokens for each target. Default: 200000.")
    int mostIds = 200_000;

    @Option(
            names = "--reorder-window",
            paramLabel = "TIME",
            converter = Quantities.Time.class,
            description = "Recorded time to read ahead, to sort exchanges by arrival. Default: 60s.")
    Duration reorderWindow = Duration.ofSeconds(60);

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Number of event loops. Default: half of the processors, up to 4.")
    int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));

    @Option(
            names = "--max-errors",
            paramLabel = "SHARE",
            converter = Quantities.Percent.class,
            description = "Exit code 1 if a larger share fails, such as 0.1%%. Failed: no response, or 500 or above.")
    @Nullable
    Double mostErrors;

    @Option(names = "--report", paramLabel = "FILE", description = "Report as HTML. Default: replay-report.html.")
    Path report = Path.of("replay-report.html");

    @Option(names = "--json", paramLabel = "FILE", description = "Report as JSON. Default: replay-report.json.")
    Path json = Path.of("replay-report.json");

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "Writes position and learned ids to a file, for --resume.")
    @Nullable
    Path checkpoint;

    @Option(names = "--resume", paramLabel = "FILE", description = "Continues from a checkpoint.")
    @Nullable
    Path resume;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean isHelp;

    /** Checks ranges, and options that exclude or need each other. */
    void check() throws UsageException {
        require(
                target != null ^ !compare.isEmpty(),
                "name either --target or --compare. Tip: --help shows all options");
        require(
                compare.isEmpty() || (compare.size() >= 2 && compare.size() <= 3),
                "--compare needs two or three targets, such as --compare http://old:8080,http://new:8080");
        require(noise == null || compare.size() == 2, "--noise needs --compare with two targets");
        require(speed == null || rate == null, "--speed and --rate exclude each other");
        require(speed == null || (speed > 0 && speed <= 1_000_000), "--speed must be above 0 and at most 1000000");
        require(passes > 0, "--loop must be 1 or more");
        require(limit > 0, "--limit must be 1 or more");
        require(retries >= 0 && retries <= 100, "--retry must be from 0 to 100");
        require(connections > 0, "--connections must be 1 or more");
        require(inFlight > 0, "--in-flight must be 1 or more");
        require(mostIds > 0 && mostIds <= 10_000_000, "--max-ids must be from 1 to 10000000");
        require(mostBody <= 64 << 20, "--max-body must be at most 64m");
        require(threads > 0 && threads <= 64, "--threads must be from 1 to 64");
    }

    private static void require(boolean isMet, String problem) throws UsageException {
        if (!isMet) {
            throw new UsageException(problem);
        }
    }
}
