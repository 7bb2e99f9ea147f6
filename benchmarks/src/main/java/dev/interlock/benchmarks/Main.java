package dev.interlock.benchmarks;

import dev.interlock.benchmarks.binding.BindingBenchmark;
import dev.interlock.benchmarks.binding.Queries;
import dev.interlock.benchmarks.compile.CompileSuite;
import dev.interlock.benchmarks.dispatch.DispatchSuite;
import dev.interlock.benchmarks.http2.Http2Benchmark;
import dev.interlock.benchmarks.http2.Work;
import dev.interlock.benchmarks.jmh.Turns;
import dev.interlock.benchmarks.migration.MigrationSuite;
import dev.interlock.benchmarks.parse.HeadBenchmark;
import dev.interlock.benchmarks.parse.Heads;
import dev.interlock.benchmarks.protobuf.ProtobufSuite;
import dev.interlock.benchmarks.report.Report;
import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Results;
import dev.interlock.benchmarks.server.EpsilonSuite;
import dev.interlock.benchmarks.server.MemorySuite;
import dev.interlock.benchmarks.server.SyscallsSuite;
import dev.interlock.benchmarks.servers.ServersSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a suite, or makes the report of a run. */
public final class Main {
    private Main() {}

    /**
     * Takes the arguments {@code SUITE [options] DIRECTORY} or {@code report RUN}. A suite writes to a directory below
     * the run's directory.
     */
    public static void main(String[] words) throws Exception {
        String suite = words[0];
        boolean isProven = true;
        try {
            Path run = Path.of(words[words.length - 1]).toAbsolutePath();
            if (!suite.equals("report")) {
                Files.createDirectories(run);
                Results results = run(suite, new Arguments(List.of(words).subList(1, words.length)));
                results.write(run);
                // The other suites measure. A contender that failed is part of their results.
                isProven = !suite.equals("migration") || results.failures().isEmpty();
                run = run.resolveSibling("");
            }
            Report.write(run, suite.equals("report") ? "" : suite).forEach(System.out::println);
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(suite + ": " + e.getMessage());
            System.exit(1);
        }
        // Without this call, the threads of HTTP clients would keep the process alive.
        System.exit(isProven ? 0 : 1);
    }

    private static Results run(String suite, Arguments arguments) throws Exception {
        return switch (suite) {
            case "binding" -> Turns.compare(suite, BindingBenchmark.class, "queries", Queries.values(), arguments);
            case "compile" -> new CompileSuite(arguments).run();
            case "dispatch" -> new DispatchSuite(arguments).run();
            case "epsilon" -> new EpsilonSuite(arguments).run();
            case "http2" -> Turns.compare(suite, Http2Benchmark.class, "work", Work.values(), arguments);
            case "memory" -> new MemorySuite(arguments).run();
            case "migration" -> new MigrationSuite(arguments).run();
            case "parse" -> Turns.compare(suite, HeadBenchmark.class, "heads", Heads.values(), arguments);
            case "protobuf" -> new ProtobufSuite(arguments).run();
            case "servers" -> new ServersSuite(arguments).run();
            case "syscalls" -> new SyscallsSuite(arguments).run();
            default -> throw new IllegalArgumentException("Unknown suite");
        };
    }
}
