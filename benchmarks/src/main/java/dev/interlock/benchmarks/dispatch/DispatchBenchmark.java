package dev.interlock.benchmarks.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Measures the time to find the route of a request and to read its captured variables, in nanoseconds. Each JVM loads a
 * single implementation. Therefore every virtual call has only one target.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Lookups.COUNT)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls open() first.
public class DispatchBenchmark {
    /** System property with the directory of the compiled route sets. Each set has a folder named after its size. */
    static final String GENERATED = "interlock.benchmarks.generated";

    @Param({"3", "42", "236", "1000", "10000"})
    public int routes;

    @Param
    public Order order;

    @Param
    public Contender contender;

    private Dispatcher dispatcher;

    /** Sets up the implementation. */
    @Setup
    public void open() throws Exception {
        RouteSet set = RouteSet.of(routes);
        dispatcher = contender.open(set, Lookups.of(set, order), generated(set));
    }

    private Path generated(RouteSet set) throws IOException, InterruptedException {
        String known = System.getProperty(GENERATED);
        if (known != null) {
            return Path.of(known, Integer.toString(routes));
        }
        Path directory = Files.createTempDirectory("interlock-dispatch");
        if (contender == Contender.INTERLOCK) {
            GeneratedRouter.compile(set, directory);
        }
        return directory;
    }

    /** Releases the implementation's resources. */
    @TearDown
    public void close() {
        dispatcher.close();
    }

    /**
     * Runs all lookups. The returned number depends on every route and every captured value, so the JIT compiler cannot
     * skip work.
     */
    @Benchmark
    public long find() {
        Dispatcher measured = dispatcher;
        long sum = 0;
        for (int lookup = 0; lookup < Lookups.COUNT; lookup++) {
            sum += measured.find(lookup);
            sum += measured.capturedLength();
        }
        return sum;
    }
}
