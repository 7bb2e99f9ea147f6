package dev.interlock.canary.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.canary.ErrorKind;
import dev.interlock.canary.PrometheusCanary;
import dev.interlock.canary.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code java -jar router-canary.jar}. {@code --help} shows its options and exit codes. */
@Command(
        name = "router-canary",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        versionProvider = CanaryCommand.Version.class,
        description = "Compares a new version with the old one by the data of a Prometheus server.",
        footer = {
            "",
            "Exit codes: 0 promote, 1 roll back, 2 wrong usage or no data source, 3 more requests needed.",
            "",
            "Example:",
            "  java -jar router-canary.jar --prometheus http://prometheus:9090 \\",
            "    --baseline 'version=\"1\"' --canary 'version=\"2\"' --since 10m --watch"
        })
public final class CanaryCommand implements Callable<Integer> {
    private static final int PROMOTE = 0;
    private static final int ROLL_BACK = 1;
    private static final int NO_SOURCE = 2;
    private static final int NEED_MORE = 3;

    /** Format of the verdict. */
    enum Output {
        text,
        json
    }

    /** Version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = CanaryCommand.class.getPackage().getImplementationVersion();
            return new String[] {"router-canary " + (version == null ? "(not packaged)" : version)};
        }
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--prometheus", required = true, paramLabel = "URL", description = "Address of Prometheus.")
    private @Nullable URI prometheus;

    @Option(
            names = "--baseline",
            required = true,
            paramLabel = "MATCHERS",
            description = "Label matchers of the old version, such as 'version=\"1\"'.")
    private @Nullable String baseline;

    @Option(
            names = "--canary",
            required = true,
            paramLabel = "MATCHERS",
            description = "Label matchers of the new version.")
    private @Nullable String canary;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Start of the window: a time such as 2026-11-30T12:00:00Z, or an age such as 10m."
                    + " Default: start of the oldest canary process.")
    private @Nullable String since;

    @Option(
            names = "--info-metric",
            paramLabel = "NAME",
            description = "Metric of the same targets whose labels the matchers select, such as app_build_info.")
    private @Nullable String infoMetric;

    @Option(names = "--watch", description = "Polls until a verdict or the deadline.")
    private boolean watch;

    @Option(names = "--interval", paramLabel = "TIME", description = "Time between polls. Default: 15s.")
    private Duration interval = Duration.ofSeconds(15);

    @Option(names = "--deadline", paramLabel = "TIME", description = "Time limit of --watch. Default: 2h.")
    private Duration deadline = Duration.ofHours(2);

    @Option(
            names = "--serve",
            paramLabel = "[HOST:]PORT",
            description = "Serves the verdict at /canary instead of printing it. The default host is 127.0.0.1.")
    private @Nullable String serve;

    @Option(names = "--output", description = "Format of the verdict: ${COMPLETION-CANDIDATES}. Default: text.")
    private Output output = Output.text;

    @Option(names = "--timeout", paramLabel = "TIME", description = "Time limit of a query. Default: 10s.")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(names = "--token-file", paramLabel = "FILE", description = "File with a bearer token for Prometheus.")
    private @Nullable Path tokenFile;

    @Mixin
    private TestArguments test = new TestArguments();

    private CanaryCommand() {}

    /** Runs the command, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8), arguments));
    }

    /** Runs the command, and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new CanaryCommand())
                .setOut(out)
                .setErr(err)
                .registerConverter(Duration.class, Conversions::duration)
                .registerConverter(ErrorKind.class, Conversions::errorKind)
                .setParameterExceptionHandler((failure, given) -> {
                    err.println("router-canary: " + failure.getMessage());
                    err.println("Tip: router-canary --help lists the options");
                    return NO_SOURCE;
                })
                .setExecutionExceptionHandler((failure, command, result) -> {
                    err.println("router-canary: " + failure.getMessage());
                    return NO_SOURCE;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrometheusCanary comparison = comparison();
        CommandLine line = commandLine();
        if (serve != null) {
            return serve(comparison, line);
        }
        Verdict verdict = watch
                ? Watch.of(comparison, interval, deadline)
                        .await(progress -> line.getErr().println(progress))
                : comparison.query();
        line.getOut().print(output == Output.json ? verdict.toJson() + System.lineSeparator() : verdict.toText());
        line.getOut().flush();
        return switch (verdict.decision()) {
            case PROMOTE -> PROMOTE;
            case ROLL_BACK -> ROLL_BACK;
            case NEED_MORE -> NEED_MORE;
        };
    }

    private CommandLine commandLine() {
        CommandSpec known = spec;
        if (known == null) {
            throw new IllegalStateException("not called by Picocli");
        }
        return known.commandLine();
    }

    private PrometheusCanary comparison() throws IOException {
        try {
            PrometheusCanary comparison = PrometheusCanary.of(given(prometheus), given(baseline), given(canary))
                    .options(test.options())
                    .timeout(timeout);
            if (infoMetric != null) {
                comparison = comparison.infoMetric(infoMetric);
            }
            if (since != null) {
                comparison = comparison.since(start(since));
            }
            return tokenFile == null ? comparison : comparison.token(token(tokenFile));
        } catch (IllegalArgumentException | CommandLine.TypeConversionException e) {
            throw new ParameterException(commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> T given(@Nullable T required) {
        if (required == null) {
            throw new IllegalStateException("Picocli checks required options");
        }
        return required;
    }

    /** Returns the start of the window. An age is relative to the clock of this machine. */
    private static Instant start(String since) {
        return Conversions.isDuration(since)
                ? Instant.now().minus(Conversions.duration(since))
                : Conversions.instant(since);
    }

    private static String token(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IOException("The token file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private int serve(PrometheusCanary comparison, CommandLine line) throws IOException, InterruptedException {
        InetSocketAddress address = address(String.valueOf(serve));
        StepWindow window = new StepWindow(
                start -> start == null
                        ? comparison.verdict()
                        : comparison.since(start).verdict(),
                Clock.systemUTC());
        try (VerdictServer server = new VerdictServer(address, window)) {
            line.getErr()
                    .println("Serving the verdict at http://" + server.address().getHostString() + ":"
                            + server.address().getPort() + "/canary");
            new CountDownLatch(1).await();
        }
        return PROMOTE;
    }

    private InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
            return new InetSocketAddress(host, port);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    commandLine(),
                    "'" + text + "' is not an address. Tip: use --serve 9095 or --serve 0.0.0.0:9095",
                    e);
        }
    }
}
